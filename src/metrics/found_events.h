// Which reported event finds each anomaly, how late, and how well its ends are dated.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// One anomaly and the first reported event that shares a row with it.
struct FoundEvent {
  std::size_t report = kNoRow;  ///< its place among the reported ones; kNoRow: none, the numbers are NaN
  double delay;                 ///< rows from the anomaly's begin to its first reported row
  double start_error;           ///< rows by which the event begins after the anomaly; negative: before
  double end_error;             ///< rows by which it ends after the anomaly
  double length_ratio;          ///< its rows / the anomaly's

  bool found() const { return report != kNoRow; }
};

/// An entry for each labelled range, in order. The delay is 0 if the anomaly begins while the event is being reported.
/// One event may find several anomalies. `reported`, `labelled`: half-open, in order, without overlap among themselves,
/// none empty. Cost: O(labelled · log reported). Source: the delay of Ahmad et al., "Unsupervised real-time anomaly
/// detection for streaming data", Neurocomputing 2017, without its window.
std::vector<FoundEvent> found_events(std::span<const RowRange> reported, std::span<const RowRange> labelled);

/// Medians over the anomalies that were found; NaN without any. Who finds only the plain ones dates well: to be read
/// beside recall.
struct FoundSummary {
  std::size_t found = 0;
  double delay;         ///< rows
  double start_error;   ///< rows, either way
  double length_error;  ///< |log2 length_ratio|: 1 is half or twice as long
};

/// Cost: O(events).
FoundSummary summary_of(std::span<const FoundEvent> events);

}  // namespace tidegate
