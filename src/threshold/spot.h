// "spot:Q" and "dspot:Q,DEPTH": `pot` that goes on learning from the stream.
//
// Begins like pot:Q. Each normal score (below the limit) is counted, and if it lies above the level, its excess joins
// the peaks, of which the newest 256 are kept; the threshold is recomputed at each peak, and the tail refitted at
// every eighth. The level itself stays. dspot does this to what a score exceeds the mean of the DEPTH normal scores
// before it by (200 if not given), so that the limit follows a slow drift; its level is at least 0. Source: Siffer,
// Fouque, Termier & Largouët, KDD 2017, algorithms 2 and 3; they keep all peaks and fit at each.
//
// Alarms: how large they are is never learned. The published algorithms leave them out altogether, which cuts the tail
// at the limit: refitted, it ends earlier, the limit sinks, and cuts more. Measured, 2.6 times as many rows as asked
// for were flagged (docs/thresholds.md). Here an alarm counts as one peak, as large as the fitted tail has those beyond
// the limit on average, as long as fewer than 2·Q·rows + 2 alarms were counted: about what normal rows raise by
// themselves. The alarms of an anomaly beyond that teach nothing.
//
// What is promised: as pot, but of the stream's own normal rows, once as many have passed as were calibrated on; until
// then the training part rules. Where all new scores lie above the limit (a new regime), next to nothing is learned and
// the alarm lasts. Where scores have a hard upper end, dspot flags more than asked for, since its mean wavers.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kSpotThreshold, kDspotThreshold;

}  // namespace tidegate
