// "mad:K": K times the scaled median absolute deviation above the median of the calibration scores.
//
// median + K · 1.4826 · MAD; 1.4826 makes MAD the standard deviation of a normal distribution (Rousseeuw & Croux 1993,
// JASA 88). Up to half of the scores may be anything without moving it far. Promises no rate: that depends on the tail,
// of which median and MAD know nothing.
//
// MAD = 0 (half of the scores or more are equal, the rest are not): K standard deviations above the median instead, and
// the words say so.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kMadThreshold;

}  // namespace tidegate
