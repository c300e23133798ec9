#include "threshold/sigma.h"

#include <cmath>

#include "base/text.h"

namespace tidegate {
namespace {

// Mean + K · population deviation, in Welford's one pass.
FittedThreshold fit_sigma(double k, std::span<const double> scores) {
  double mean = 0, squares = 0, count = 0;
  for (const double score : scores) {
    const double distance = score - mean;
    mean += distance / ++count;
    squares += distance * (score - mean);
  }
  return {mean + k * std::sqrt(squares / count), "mean + " + round_text(k) + " standard deviations"};
}

}  // namespace

constinit const ThresholdRule kSigmaThreshold = {
    "sigma", "sigma:K", {0, 1e6}, /*needs_scores=*/true, "promises nothing about the rate of false alarms", fit_sigma};

}  // namespace tidegate
