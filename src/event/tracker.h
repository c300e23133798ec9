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
#include <string>
#include <vector>

#include "store/bytes.h"
#include "tidegate/config.h"
#include "tidegate/event.h"
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
};

/// What another room said of an event; kept here unread.
struct KindMark {
  std::uint8_t kind = 0;  ///< 0 = nothing was said
  float confidence = 0;
  float facts[2] = {0, 0};  ///< numbers for the words

  bool operator==(const KindMark&) const = default;
};

/// An event without its channels; plain data. Which `slot` of the state's table holds the channels is the ring's
/// matter.
struct TrackedEvent {
  std::uint64_t start_index = 0, end_index = 0, peak_index = 0;
  std::int64_t start_ns = 0, end_ns = 0, peak_ns = 0;  ///< meaningful if has_time
  std::uint64_t flagged_rows = 0;
  double score = 0, threshold = 0;  ///< highest score, and the threshold of its row
  double strength = 0;              ///< the row's own score at the peak
  std::int16_t utc_offset_minutes = 0;
  bool has_time = false;
  KindMark mark;
};

/// What one stream's events are made of: a ring of closed events, and the open one in the slot after them.
struct EventState {
  static constexpr std::size_t kClosed = 64;

  std::size_t channels = 0;
  std::vector<TrackedEvent> slots;  ///< one more than closed events are kept
  std::vector<double> peaks;        ///< (slots, 5, C): values, expected, lower, upper, share at each event's peak
  std::size_t first = 0;            ///< slot of the oldest closed event
  std::size_t closed = 0;
  std::uint64_t lost = 0;
  bool probabilities = false;  ///< scores are; set when the state is made
  bool open = false;
  std::uint64_t quiet_until = 0;  ///< rows with a lower index open no event (cooldown)
  std::uint64_t border = 0;       ///< no event goes on from a lower index to this one or a higher
};

/// Errors: kUsage (unknown direction, negative numbers), naming option and value.
Status check_event_config(const EventConfig& config);

/// Keeps `kept` closed events; of more, the oldest gives way and is counted in `lost`. Allocates all the state will
/// ever use: (kept + 1) · (5·C + 14) numbers.
EventState make_event_state(std::size_t channels, std::size_t kept = EventState::kClosed);

/// The open event would be closed by a row of this index: the last moment to say something of it with `mark_event`.
bool ends_before(const EventConfig& config, const EventState& state, std::size_t index) noexcept;

/// Contract of both: an event is open.
const TrackedEvent& open_event(const EventState& state) noexcept;
void mark_event(EventState& state, const KindMark& mark) noexcept;

/// Takes the next row; true if it counts as anomalous (whether or not an event may open there). No allocation.
/// Contract: spans hold `state.channels` entries; the configuration passed `check_event_config`.
bool push(const EventConfig& config, EventState& state, const RowResult& row) noexcept;

/// The input has ended: closes the open event.
void finish(const EventConfig& config, EventState& state) noexcept;

/// The closed events, oldest first, with channels ordered by falling share; the ring is empty afterwards. To lose none,
/// take before `state.closed` reaches what is kept. `describe` may put an event's mark into words. Contract: one name a
/// channel.
std::vector<Event> take(EventState& state, std::span<const std::string> names,
                        void (*describe)(const KindMark& mark, Event& event) = nullptr);

/// Exactly, for snapshots. `get_state` wants a state made for the same number of channels.
void put_state(ByteWriter& out, const EventState& state);
void get_state(ByteReader& in, EventState& state);

}  // namespace tidegate
