// From flagged rows to events: merge, least duration, cooldown, direction, least deviation; and what stood at the peak.
//
// A row is anomalous if score ≥ threshold and its strongest channel (largest share) passes the direction and deviation
// filters. An event opens at an anomalous row, goes on while anomalous rows are at most `merge_gap` rows apart
// (neighbours always belong together), ends at the last of them, and is kept if it has `min_duration` of them. In the
// `cooldown` rows after a kept event no other opens.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "event/closed_events.h"
#include "store/bytes.h"
#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

/// One scored row. Spans: (C), C the scored channels, in the channels' own units; NaN = missing.
struct RowResult {
  std::size_t index = 0;            ///< input row; grows from row to row, not necessarily by 1
  const Timestamp* time = nullptr;  ///< null if rows have no time
  std::int16_t utc_offset_minutes = 0;
  double score = 0;  ///< smoothed; NaN = no score
  double own_score =
      std::numeric_limits<double>::quiet_NaN();  ///< of the row by itself; decides the peak; NaN = `score`
  double threshold = 0;
  std::span<const double> values, expected, lower, upper, share;
  std::uint8_t scorer = 0;  ///< the strongest, by its place among the detector's
};

/// What one stream's events are made of: the open one, which goes to a `ClosedEvents` when it closes.
struct EventState {
  std::size_t channels = 0;
  std::vector<TrackedEvent> current;  ///< one, meaningful if `open`; on the heap, as few rows touch it
  std::vector<double> peak;           ///< (5, C), at its peak so far
  bool open = false;
  std::uint64_t quiet_until = 0;  ///< rows with a lower index open no event (cooldown)
  std::uint64_t border = 0;       ///< no event goes on from a lower index to this one or a higher
};

/// Where the closed events of a series go.
struct EventExit {
  ClosedEvents& closed;
  std::uint32_t series = 0;
};

/// Errors: kUsage (negative numbers), naming option and value.
Status check_event_config(const EventConfig& config);

/// Allocates all the state will ever use: 5·C + 14 numbers.
EventState make_event_state(std::size_t channels);

/// Bytes on the heap.
std::size_t heap_bytes(const EventState& state);

/// The open event would be closed by a row of this index: the last moment to say something of it with `mark_event`.
bool ends_before(const EventConfig& config, const EventState& state, std::size_t index) noexcept;

/// Contract of both: an event is open.
const TrackedEvent& open_event(const EventState& state) noexcept;
void mark_event(EventState& state, const KindMark& mark) noexcept;

/// Takes the next row; true if it counts as anomalous (whether or not an event may open there). No allocation
/// but what `ClosedEvents` says. Contract: spans hold `state.channels` entries; the configuration passed
/// `check_event_config`.
bool push(const EventConfig& config, EventState& state, const EventExit& exit, const RowResult& row) noexcept;

/// The input has ended: closes the open event.
void finish(const EventConfig& config, EventState& state, const EventExit& exit) noexcept;

/// Exactly, for snapshots. `get_state` wants a state made for the same number of channels.
void put_state(ByteWriter& out, const EventState& state);
void get_state(ByteReader& in, EventState& state);

}  // namespace tidegate
