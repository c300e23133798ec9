// An event: a stretch of rows in which something was off, with what was expected.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// One channel at an event's peak. `value`, `expected`, `lower`, `upper` in the channel's own unit; NaN = missing.
struct EventChannel {
  std::string name;
  double value = 0;
  double expected = 0;
  double lower = 0;
  double upper = 0;
  double share = 0;  ///< of the score, 0..1; the shares of all scored channels sum to 1
};

/// Indices count input rows from 0, both ends inclusive. Channels are ordered by falling share.
struct Event {
  std::size_t start_index = 0;
  std::size_t end_index = 0;
  std::size_t peak_index = 0;                 ///< the row that was oddest by itself, before smoothing
  std::optional<Timestamp> start, end, peak;  ///< none if the input has no time
  std::int16_t utc_offset_minutes = 0;        ///< of the input's own zone, for printing
  double severity = 0;                        ///< 0..100: 100 (1 − (score / threshold)^−0.9)
  double score = 0;                           ///< highest of the event (smoothed); higher = more anomalous
  std::size_t flagged_rows = 0;               ///< rows at or above the threshold
  std::string direction;                      ///< "up" or "down": side of the strongest channel at the peak
  std::vector<EventChannel> channels;
  std::string kind{};          ///< spike, dip, level-shift, … (docs/kinds.md); empty = no rule is clear
  double kind_confidence = 0;  ///< 0..1, how clearly its rule leads; no probability
  std::string kind_reason{};   ///< one clause that says why
};

}  // namespace tidegate
