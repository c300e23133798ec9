#include "score/overlap.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/missing.h"

namespace tidegate {
namespace {

double median_of(std::span<double> values) noexcept {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

}  // namespace

std::size_t overlap_numbers(Overlap overlap, std::size_t window) noexcept {
  if (overlap == Overlap::kLast) return 0;
  return overlap == Overlap::kMedian ? window : 1;
}

void take_reconstruction(Overlap overlap, double value, double given, std::span<double> kept,
                         std::size_t windows) noexcept {
  TIDEGATE_EXPECTS(overlap != Overlap::kLast && !kept.empty());
  switch (overlap) {
    case Overlap::kMean:
      kept[0] = windows == 0 ? given : kept[0] + given;
      break;
    case Overlap::kMedian:
      TIDEGATE_EXPECTS(windows < kept.size());
      kept[windows] = given;
      break;
    case Overlap::kMax:
      if (windows == 0) kept[0] = kMissingValue;
      // Of equally distant ones the first stays.
      if (!std::isnan(value) && !(std::abs(value - given) <= std::abs(value - kept[0]))) kept[0] = given;
      break;
    case Overlap::kLast:
      break;
  }
}

double expected_of(Overlap overlap, std::span<double> kept, std::size_t windows) noexcept {
  if (windows == 0) return kMissingValue;
  if (overlap == Overlap::kMean) return kept[0] / static_cast<double>(windows);
  if (overlap == Overlap::kMedian) return median_of(kept.first(windows));
  return kept[0];
}

}  // namespace tidegate
