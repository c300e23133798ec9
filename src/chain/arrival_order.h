// The order in which the rows of many series are taken.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/contracts.h"

namespace tidegate {

/// A row that came, and whose it is.
struct PoolArrival {
  std::uint32_t series, row;
};

/// By series, a series' own rows as they came, so that states are visited as they lie in memory. Radix sort; buffers
/// grow with the largest push.
class ArrivalOrder {
 public:
  /// `series_of(row)` is the series of a row. Contract: all of them are below `count`.
  template <class Row, class SeriesOf>
  std::span<const PoolArrival> of(std::span<const Row> rows, SeriesOf series_of, [[maybe_unused]] std::size_t count) {
    arrivals_.resize(rows.size());
    std::uint32_t largest = 0;
    bool sorted = true;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      const std::uint32_t series = std::invoke(series_of, rows[row]);
      arrivals_[row] = {series, row};
      sorted = sorted && largest <= series;
      largest = std::max(largest, series);
    }
    TIDEGATE_EXPECTS(rows.empty() || largest < count);
    for (std::uint32_t shift = 0; !sorted && shift < 32 && largest >> shift > 0; shift += kBits) sort_digit(shift);
    return arrivals_;
  }

 private:
  static constexpr std::uint32_t kBits = 11, kDigits = 1U << kBits;

  void sort_digit(std::uint32_t shift) {
    std::array<std::uint32_t, kDigits + 1> first{};
    for (const PoolArrival& one : arrivals_) ++first[(one.series >> shift) % kDigits + 1];
    for (std::size_t digit = 0; digit < kDigits; ++digit) first[digit + 1] += first[digit];
    other_.resize(arrivals_.size());
    for (const PoolArrival& one : arrivals_) other_[first[(one.series >> shift) % kDigits]++] = one;
    arrivals_.swap(other_);
  }

  std::vector<PoolArrival> arrivals_, other_;
};

}  // namespace tidegate
