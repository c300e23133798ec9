// "sigma:K": K standard deviations above the mean of the calibration scores.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kSigmaThreshold;

}  // namespace tidegate
