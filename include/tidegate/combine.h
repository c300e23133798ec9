// Events of several series, or of several detectors of one series, taken together.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidegate/event.h"
#include "tidegate/result.h"

namespace tidegate {

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
