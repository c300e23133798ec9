#include "threshold/mad.h"

#include "base/text.h"
#include "threshold/percentile.h"
#include "threshold/spread.h"

namespace tidegate {
namespace {

constexpr double kDeviationsInMad = 1.4826;  // standard deviations in a MAD, normal distribution

FittedThreshold fit_mad(std::span<const double> k, std::span<const double> scores) {
  const double median = percentile(scores, 50);
  const double mad = median_distance(scores, median);
  if (mad > 0) return {median + k[0] * kDeviationsInMad * mad, "median + " + round_text(k[0]) + " scaled MAD"};
  return {median + k[0] * standard_deviation(scores),
          "median + " + round_text(k[0]) + " standard deviations (MAD is 0: at least half of the scores are equal)"};
}

}  // namespace

constinit const ThresholdRule kMadThreshold = {
    .name = "mad",
    .form = "mad:K",
    .arguments = {{{.limits = {0, 1e6}}}},
    .promise = "promises nothing about the rate of false alarms",
    .fit = fit_mad,
};

}  // namespace tidegate
