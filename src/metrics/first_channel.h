// Is the channel right that an event names first.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

struct FirstChannel {
  std::size_t right = 0;   ///< anomalies among whose channels is the first one of the event that finds it
  std::size_t judged = 0;  ///< anomalies that were found and whose channels are known

  /// right / judged; NaN if none is.
  double share() const;
};

/// The event that finds an anomaly is that of `found_events`. `first_channels`: of each reported event the channel it
/// names first, by index; kNoRow = none, which is wrong. `anomaly_channels`: of each labelled range its channels, by
/// index; empty = unknown. A channel drawn at random is right as often as channels are labelled: to be read beside that
/// share. Cost: O(labelled · (log reported + channels)). Source: the interpretation accuracy of Su et al., "Robust
/// Anomaly Detection for Multivariate Time Series…", KDD 2019, at its first place and by events.
FirstChannel first_channel(std::span<const RowRange> reported, std::span<const std::size_t> first_channels,
                           std::span<const RowRange> labelled,
                           std::span<const std::vector<std::size_t>> anomaly_channels);

}  // namespace tidegate
