#include "threshold/constant_scores.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"

namespace tidegate {
namespace {

double unit(double largest) { return std::max(1.0, std::abs(largest)); }

}  // namespace

bool is_constant(std::span<const double> scores) {
  if (scores.empty()) return false;
  const auto [least, largest] = std::ranges::minmax(scores);
  return largest - least < 1e-3 * unit(largest);
}

double value_above_constant(std::span<const double> scores) {
  TIDEGATE_EXPECTS(!scores.empty());
  const double largest = std::ranges::max(scores);
  return largest + unit(largest);
}

}  // namespace tidegate
