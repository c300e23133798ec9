// "iqr:K": K interquartile ranges above the third quartile of the calibration scores.
//
// Q3 + K · (Q3 − Q1), Tukey's fence (Exploratory Data Analysis, 1977: K = 1.5 "outside", 3 "far out"). A quarter of the
// scores may be anything without moving it far. Promises no rate: that depends on the tail, of which the quartiles know
// nothing.
//
// Q3 = Q1 (half of the scores or more are equal, the rest are not): the range of a normal distribution of the same
// standard deviation, 1.349 of them, stands for it, and the words say so.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kIqrThreshold;

}  // namespace tidegate
