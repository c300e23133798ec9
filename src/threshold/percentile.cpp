#include "threshold/percentile.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/contracts.h"
#include "base/text.h"

namespace tidegate {
namespace {

FittedThreshold fit_percentile(std::span<const double> percent, std::span<const double> scores) {
  return {percentile(scores, percent[0]), ordinal(percent[0]) + " percentile"};
}

}  // namespace

double percentile(std::span<const double> scores, double percent) {
  TIDEGATE_EXPECTS(!scores.empty() && percent >= 0 && percent <= 100);
  std::vector<double> sorted(scores.begin(), scores.end());
  std::ranges::sort(sorted);
  const double position = static_cast<double>(sorted.size() - 1) * percent / 100;
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], position - std::floor(position));
}

constinit const ThresholdRule kPercentileThreshold = {
    .name = "percentile",
    .form = "percentile:P",
    .arguments = {{{.limits = {0, 100, true}}}},
    .promise = "flags the share above that percentile, among rows like these",
    .fit = fit_percentile,
};

}  // namespace tidegate
