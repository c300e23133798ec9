// "dynamic" or "dynamic:HISTORY": the threshold of Hundman et al. 2018 (see hundman.h) as a stream can have it.
//
// Over the last HISTORY scores (2100 if not given, as published; rows flagged or not), recomputed after every
// thirtieth part of it, for the rows to come. The limit is max(epsilon, normal / (1 − 0.13)), where `normal` is the
// largest score of the history that pruning leaves no anomaly: a score below that would be pruned. Buffers around
// flagged rows are a twenty-first part of the history (100 of 2100).
//
// Unlike the published form:
// - A row is judged before it belongs to the history; telemanom reckons with up to 70 rows that come later, and takes
//   back alarms when pruning throws them out.
// - A score enters the history as at most twice the threshold it was compared with, so that one absurd value does not
// deafen it.
// - The history begins with the last calibration scores.
// - What telemanom compares with the telemetry's own range has no counterpart; scores are in deviations already.
//
// What is promised: nothing about the rate of false alarms. A regime that lasts half the history becomes normal.
#pragma once
#include <cstddef>

#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kDynamicThreshold;

/// Rows between two reckonings, and rows around a flagged one, for a history of that length.
std::size_t dynamic_interval(std::size_t history) noexcept;
std::size_t dynamic_buffer(std::size_t history) noexcept;

}  // namespace tidegate
