// "percentile:P": the score below which P per cent of the calibration scores lie.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kPercentileThreshold;

/// Percentile with linear interpolation between the two nearest ranks, at position (n − 1)·P/100 of the sorted scores.
/// Cost: O(n log n). Contract: at least one score, 0 ≤ percent ≤ 100.
/// Source: Hyndman & Fan 1996, The American Statistician 50(4), definition 7 (NumPy's default).
double percentile(std::span<const double> scores, double percent);

}  // namespace tidegate
