// The newest values of a stream, in memory that never grows.
#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace tidegate {

struct Ring {
  std::vector<double> values;  ///< as many as can be kept
  std::size_t next = 0, filled = 0;

  Ring() = default;
  /// Begins with `first`, oldest first; at most `capacity` of them.
  Ring(std::size_t capacity, std::span<const double> first) : values(capacity), filled(first.size()) {
    std::ranges::copy(first, values.begin());
    next = filled == capacity ? 0 : filled;
  }

  /// The newest takes the place of the oldest. Contract: a capacity of at least one.
  void push(double value) noexcept {
    values[next] = value;
    next = next + 1 == values.size() ? 0 : next + 1;
    if (filled < values.size()) ++filled;
  }

  /// What is there; in the order of time only after `straighten`.
  std::span<const double> present() const noexcept { return {values.data(), filled}; }
  bool is_straight() const noexcept { return next == 0 || filled < values.size(); }
  void straighten() noexcept {
    if (is_straight()) return;
    std::ranges::rotate(values, values.begin() + static_cast<std::ptrdiff_t>(next));
    next = 0;
  }
};

}  // namespace tidegate
