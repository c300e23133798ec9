#include "tidegate/trace.h"

#include <algorithm>
#include <limits>

namespace tidegate {

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
}

Trace::Trace(std::size_t rows, std::size_t channels)
    : score(rows, 1, kNaN),
      value(rows, channels, kNaN),
      expected(rows, channels, kNaN),
      lower(rows, channels, kNaN),
      upper(rows, channels, kNaN) {}

void Trace::keep(std::size_t row, const Verdict& verdict) {
  std::ranges::copy(verdict.values, value.row(row).begin());
  if (!verdict.scored()) return;
  score(row, 0) = verdict.score;
  std::ranges::copy(verdict.expected, expected.row(row).begin());
  std::ranges::copy(verdict.lower, lower.row(row).begin());
  std::ranges::copy(verdict.upper, upper.row(row).begin());
}

}  // namespace tidegate
