// Whole events: how many anomalies were found, how many reported events are false.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "tidegate/series.h"

namespace tidegate {

/// When a reported event finds a labelled anomaly.
enum class EventMatch {
  /// As the authors of telemanom count: reported events of one row are dropped; another one finds the first anomaly it
  /// overlaps and no further one, and one that overlaps only anomalies found before is neither right nor false.
  kTelemanom,
  /// Any common row: every anomaly an event overlaps is found, and an event without one is false.
  kOverlap,
  /// The same, but an event more than three times as long as all anomalies it overlaps finds none and is false.
  /// Without this clause whoever reports everything finds everything.
  kOverlapOfLikeLength,
};

struct EventCounts {
  std::size_t found = 0;   ///< anomalies
  std::size_t wrong = 0;   ///< reported events
  std::size_t missed = 0;  ///< anomalies

  /// found / (found + wrong); 0 if nothing was reported.
  double precision() const;
  /// found / (found + missed); NaN without anomalies.
  double recall() const;
  /// 2 · precision · recall / (precision + recall); NaN without anomalies.
  double f1() const;
};

/// `reported` and `labelled`: half-open, in order, without overlap among themselves, none empty. Cost: O(reported +
/// labelled + pairs that overlap). Source of kTelemanom: Hundman et al., KDD 2018, `evaluate_sequences`.
EventCounts count_events(std::span<const RowRange> reported, std::span<const RowRange> labelled, EventMatch match);

/// The harmonic mean of the rows' precision and the anomalies' recall (an anomaly is found by one flagged row).
/// `flags`, `labels` (T), 0 = not flagged, normal. NaN without anomalies. Source: Garg et al., "An Evaluation of
/// Anomaly Detection and Diagnosis in Multivariate Time Series", 2021.
double composite_f1(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels);

}  // namespace tidegate
