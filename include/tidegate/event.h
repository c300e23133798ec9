// Events, of one series and of several taken together.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// One channel at an event's peak. `value`, `expected`, `lower`, `upper` in the channel's own unit; NaN = missing.
struct EventChannel {
  std::string name;
  double value = 0;
  double expected = 0;
  double lower = 0;
  double upper = 0;
  double share = 0;  ///< of the score, 0..1; they sum to 1 (a classifier's: all 0 unless explained)
};

/// A row near an event's peak without which the peak would have had another score. See `EventExplainer`.
struct MatteringRow {
  std::size_t index = 0;          ///< input row
  std::optional<Timestamp> time;  ///< none if the input has no time
  double share = 0;               ///< 0..1 of the influences of all rows of the window
  double score_without = 0;       ///< instead of the event's `peak_score`, had this row been missing
};

/// The stretch outside all events that is most like an event and the rows before it. See `EventExplainer`.
struct SimilarStretch {
  std::size_t start_index = 0;  ///< input rows, both ends inclusive
  std::size_t end_index = 0;
  std::optional<Timestamp> start, end;  ///< none if the input has no time
  std::size_t context_before = 0;       ///< its first rows, which stand for those before the event
  double distance = 0;                  ///< root mean square a value, in the training part's deviations
};

/// Indices count input rows from 0, both ends inclusive. Channels are ordered by falling share.
struct Event {
  std::size_t start_index = 0;
  std::size_t end_index = 0;
  std::size_t peak_index = 0;                 ///< the most anomalous row, before smoothing
  std::optional<Timestamp> start, end, peak;  ///< none if the input has no time
  std::string series{};                       ///< id of its series, where a table has ids
  std::int16_t utc_offset_minutes = 0;        ///< of the zone the peak row's time was written in
  double severity = 0;                        ///< 0..100: 100 (1 − (score / threshold)^−0.9)
  double score = 0;                           ///< highest of the event (smoothed); higher = more anomalous
  std::size_t flagged_rows = 0;               ///< rows at or above the threshold
  std::string direction;                      ///< "up" or "down": side of the strongest channel at the peak
  std::vector<EventChannel> channels;
  std::string kind{};           ///< spike, dip, level-shift, … (docs/kinds.md); empty = no rule is clear
  double kind_confidence = 0;   ///< 0..1, how clearly its rule leads; no probability
  std::string kind_reason{};    ///< one clause that says why
  std::string scorer{};         ///< that had the most to do with the peak's score: forecast, range, stuck …
  std::string scorer_reason{};  ///< one clause that says why; empty of a network's, whose kind says it
  /// The peak's unsmoothed score, which `mattered` is measured by; NaN unless explained.
  double peak_score = std::numeric_limits<double>::quiet_NaN();
  std::vector<MatteringRow> mattered{};     ///< by falling share; empty unless explained
  std::optional<SimilarStretch> similar{};  ///< none unless explained, or if there is none
};

// Events of several series, or of several detectors of one series, taken together.

/// One series with its events.
struct SeriesEvents {
  std::string name;
  bool has_time = false;
  Duration step{0};  ///< usual time between its rows; 0 = not known: a row then stands for its own moment only
  std::span<const Event> events;
};

/// When events count as one. At most one of the two widths is used; both 0 = at the same time.
struct CombinationRule {
  std::size_t at_least = 1;      ///< series that must be anomalous: 1 = or, all of them = and
  std::int64_t within_rows = 0;  ///< rows of each series' own step
  Duration within{0};
};

/// An event of one series that is part of a combined event: indices into what was given.
struct CombinedPart {
  std::size_t series = 0;
  std::size_t event = 0;
};

/// Both ends inclusive. By time, `start` and `end` are set and the indices are 0; by row, it is the other way round.
struct CombinedEvent {
  std::optional<Timestamp> start, end;
  std::size_t start_index = 0, end_index = 0;
  std::int16_t utc_offset_minutes = 0;  ///< of the first part
  double severity = 0;                  ///< 0..100: the `at_least`-th highest of its series' (or: highest, and: lowest)
  std::size_t series = 0;               ///< that have a part in it
  std::vector<CombinedPart> parts;      ///< by their start
};

/// The stretches in which at least `at_least` series are anomalous, oldest first; series are compared by
/// time if all have times, by row number if none has.
///
/// A series is anomalous from the first row of one of its events until its next row after the last is due (one step
/// later), and counts for `within` longer: two events combine if the later one begins no more than `within` after the
/// earlier one's last row. A stretch begins when the `at_least`-th series joins and ends when fewer are left, but never
/// after the last end of its parts; the end is as exact as the finest step among them. Stretches that touch are one.
/// Cost: O(E log E + E · events open at once), E events. Errors: kUsage (at_least is 0 or above the number of series; a
/// duration without times; rows of a series whose step is not known), kData (some series have times, others have none).
TIDEGATE_API Result<std::vector<CombinedEvent>> combine_events(std::span<const SeriesEvents> series,
                                                               const CombinationRule& rule);

}  // namespace tidegate
