#include "threshold/fixed.h"

#include "base/text.h"

namespace tidegate {
namespace {

FittedThreshold take_as_given(double value, std::span<const double>) {
  return {value, "fixed at " + round_text(value) + " by the user"};
}

}  // namespace

constinit const ThresholdRule kFixedThreshold = {
    "fixed",      "fixed:V", {1e-12, 1e100}, /*needs_scores=*/false, "promises nothing about the rate of false alarms",
    take_as_given};

}  // namespace tidegate
