#include "threshold/sigma.h"

#include "base/text.h"
#include "threshold/spread.h"

namespace tidegate {
namespace {

FittedThreshold fit_sigma(std::span<const double> k, std::span<const double> scores) {
  double mean = 0, count = 0;
  for (const double score : scores) mean += (score - mean) / ++count;
  return {mean + k[0] * standard_deviation(scores), "mean + " + round_text(k[0]) + " standard deviations"};
}

}  // namespace

constinit const ThresholdRule kSigmaThreshold = {
    .name = "sigma",
    .form = "sigma:K",
    .arguments = {{{.limits = {0, 1e6}}}},
    .promise = "promises nothing about the rate of false alarms",
    .fit = fit_sigma,
};

}  // namespace tidegate
