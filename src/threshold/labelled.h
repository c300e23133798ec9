// "best-f1", "precision:P", "recall:R": thresholds chosen by labels.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

/// The limit with the highest F1 = 2 · precision · recall / (precision + recall), row by row; of equals the highest.
extern const ThresholdRule kBestF1Threshold;
/// Of the limits at which at least the share P of the flagged rows is anomalous, the one that flags most anomalous
/// rows. No limit reaches it: the value is NaN.
extern const ThresholdRule kPrecisionThreshold;
/// The highest limit that flags at least the share R of the anomalous rows.
extern const ThresholdRule kRecallThreshold;

}  // namespace tidegate
