#include "tidegate/detector.h"

#include <algorithm>

#include "base/missing.h"

namespace tidegate {

Trace::Trace(std::size_t rows, std::size_t channels)
    : score(rows, 1, kMissingValue),
      threshold(rows, 1, kMissingValue),
      value(rows, channels, kMissingValue),
      expected(rows, channels, kMissingValue),
      lower(rows, channels, kMissingValue),
      upper(rows, channels, kMissingValue) {}

void Trace::keep(std::size_t row, const Verdict& verdict) {
  std::ranges::copy(verdict.values, value.row(row).begin());
  threshold(row, 0) = verdict.threshold;
  if (!verdict.scored()) return;
  score(row, 0) = verdict.score;
  std::ranges::copy(verdict.expected, expected.row(row).begin());
  std::ranges::copy(verdict.lower, lower.row(row).begin());
  std::ranges::copy(verdict.upper, upper.row(row).begin());
}

}  // namespace tidegate
