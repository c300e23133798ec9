// "fixed:V": the user's own number.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kFixedThreshold;

}  // namespace tidegate
