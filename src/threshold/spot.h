// "spot:Q" and "dspot:Q,DEPTH": `pot` that goes on learning from the stream.
//
// Begins like pot:Q. A score at or above the limit is an alarm, and nothing is learned from it. Any other is counted,
// and if it lies above the level, its excess joins the peaks, of which the newest 256 are kept; the limit is reckoned
// anew at each peak, and the tail fitted anew at every eighth. The level itself stays. dspot does this to what a score
// exceeds the mean of the DEPTH normal scores before it by (200 if not given), so that the limit follows a slow drift;
// its level is at least 0. Source: Siffer, Fouque, Termier & Largouët, KDD 2017, algorithms 2 and 3; they keep all
// peaks and fit at each.
//
// What is promised: as pot, but of the stream's own normal rows, once as many have passed as were calibrated on; until
// then the training part rules. Where all new scores lie above the limit (a new regime), nothing is learned and the
// alarm lasts.
#pragma once
#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kSpotThreshold, kDspotThreshold;

}  // namespace tidegate
