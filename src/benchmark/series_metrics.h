// The metrics of one series.
#pragma once
#include "tidegate/benchmark.h"

namespace tidegate {

/// Labels and ranges of the judged rows.
struct JudgedLabels {
  std::vector<std::uint8_t> rows;                  ///< (T), 0 = normal
  std::vector<RowRange> anomalies;                 ///< in judged rows, clipped to them; none empty
  std::vector<std::vector<std::size_t>> channels;  ///< of each anomaly; empty = not known
};

/// Whether a channel is judged, not only read.
bool is_judged(const LabelledSeries& series, std::size_t channel);

JudgedLabels judged_labels(const LabelledSeries& series);

/// The window of the volume metrics: what the series' first channel gives, over all of its rows; missing values count
/// as the one before. Cost: O(400 T).
std::size_t window_of(const LabelledSeries& series);

/// What `fill_metrics` needs beside scores and labels.
struct MetricRules {
  EventProtocol events = EventProtocol::kOverlap;
  bool one_anomaly = false;
  bool point_adjusted = false;
  std::uint64_t seed = 1;
  std::size_t window = 0;  ///< `window_of` the series
};

/// Fills metrics, tallies and counts of the trial. Pooled metrics are those of this series alone.
void fill_metrics(const LabelledSeries& series, const JudgedSeries& judged, const MetricRules& rules, Trial& trial);

/// Events as half-open ranges. A detector's events do not overlap.
std::vector<RowRange> reported_ranges(const JudgedSeries& judged);

/// Fills the event metrics from tallies.
void fill_event_metrics(const EventTally& events, const EventTally& like_length, MetricValues& metrics);

}  // namespace tidegate
