// What normal rows of a channel do, learned from the training part: what an event is compared with.
#pragma once
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// One scored channel; scaled units.
struct NormalChannel {
  double lowest = 0, highest = 0;  ///< all but 0.2 % of the values lie above, and below
  double spread = 1;               ///< standard deviation of the values
  double same = 0;                 ///< neighbouring values no further apart count as the same
  double longest_hold = 1;         ///< rows in which the value was the same, at most
  double longest_gap = 0;          ///< rows in which it was missing, at most

  bool operator==(const NormalChannel&) const = default;
};

/// One entry a channel. Values: (T, C) scaled, NaN = missing, rows in order. Usual error: (C) deviation of the
/// residuals; a quarter of it, or of the mean step where that is less, is what values may differ by and be the same. A
/// channel without values gets the defaults. Cost: O(T·C), copies a channel at a time.
std::vector<NormalChannel> learn_normal(MatrixView<const double> values, std::span<const double> usual_error);

/// The same as numbers for a model file, and back: (C, kNormalNumbers).
inline constexpr std::size_t kNormalNumbers = 6;
std::vector<double> normal_numbers(std::span<const NormalChannel> channels);
/// Empty if a number makes no sense. Contract: a multiple of kNormalNumbers.
std::vector<NormalChannel> normal_from_numbers(std::span<const double> numbers);

/// Bytes on the heap.
inline std::size_t heap_bytes(const std::vector<NormalChannel>& channels) {
  return channels.capacity() * sizeof(NormalChannel);
}

}  // namespace tidegate
