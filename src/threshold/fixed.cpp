#include "threshold/fixed.h"

#include "base/text.h"

namespace tidegate {
namespace {

FittedThreshold take_as_given(std::span<const double> value, std::span<const double>) {
  return {value[0], "fixed at " + round_text(value[0])};
}

}  // namespace

constinit const ThresholdRule kFixedThreshold = {
    .name = "fixed",
    .form = "fixed:V",
    .arguments = {{{.limits = {1e-12, 1e100}}}},
    .needs_scores = false,
    .promise = "promises nothing about the rate of false alarms",
    .fit = take_as_given,
};

}  // namespace tidegate
