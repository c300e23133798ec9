#include "threshold/iqr.h"

#include "base/text.h"
#include "threshold/percentile.h"
#include "threshold/spread.h"

namespace tidegate {
namespace {

constexpr double kNormalRange = 1.349;  // interquartile range of a normal distribution, in standard deviations

FittedThreshold fit_iqr(std::span<const double> k, std::span<const double> scores) {
  const double first = percentile(scores, 25), third = percentile(scores, 75);
  if (third > first)
    return {third + k[0] * (third - first), "third quartile + " + round_text(k[0]) + " interquartile ranges"};
  return {third + k[0] * kNormalRange * standard_deviation(scores),
          "third quartile + " + round_text(k[0] * kNormalRange) +
              " standard deviations (the quartiles are equal: at least half of the scores are equal)"};
}

}  // namespace

constinit const ThresholdRule kIqrThreshold = {
    .name = "iqr",
    .form = "iqr:K",
    .arguments = {{{.limits = {0, 1e6}}}},
    .promise = "promises nothing about the rate of false alarms",
    .fit = fit_iqr,
};

}  // namespace tidegate
