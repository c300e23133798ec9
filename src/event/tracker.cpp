#include "event/tracker.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"

namespace tidegate {
namespace {

std::int64_t nanoseconds(const RowResult& row) noexcept {
  return row.time == nullptr ? 0 : row.time->time_since_epoch().count();
}

/// Smoothing drags a spike's echo along; the peak is where the row itself was oddest.
double own_score(const RowResult& row) noexcept { return std::isnan(row.own_score) ? row.score : row.own_score; }

bool passes_filters(const EventConfig& config, const RowResult& row) noexcept {
  const bool any_side = config.direction == Direction::kBoth;
  if (any_side && config.min_deviation <= 0) return true;
  if (row.share.empty()) return false;
  const auto strongest = static_cast<std::size_t>(std::ranges::max_element(row.share) - row.share.begin());
  const double deviation = row.values[strongest] - row.expected[strongest];
  if (!(std::abs(deviation) >= config.min_deviation)) return false;
  return any_side || (config.direction == Direction::kUp ? deviation > 0 : deviation < 0);
}

void note_peak(EventState& state, const RowResult& row) noexcept {
  TrackedEvent& event = state.current.front();
  event.peak_index = row.index;
  event.peak_ns = nanoseconds(row);
  event.strength = own_score(row);
  event.utc_offset_minutes = row.utc_offset_minutes;
  event.scorer = row.scorer;
  const std::span<const double> fields[kPeakFields] = {row.values, row.expected, row.lower, row.upper, row.share};
  for (std::size_t f = 0; f < kPeakFields; ++f) {
    TIDEGATE_EXPECTS(fields[f].size() == state.channels);
    std::ranges::copy(fields[f], state.peak.begin() + static_cast<std::ptrdiff_t>(f * state.channels));
  }
}

void start_event(EventState& state, const RowResult& row) noexcept {
  TrackedEvent& event = state.current.front();
  event = {};
  event.start_index = row.index;
  event.start_ns = nanoseconds(row);
  event.has_time = row.time != nullptr;
  state.open = true;
  note_peak(state, row);
}

void extend_event(EventState& state, const RowResult& row) noexcept {
  TrackedEvent& event = state.current.front();
  event.end_index = row.index;
  event.end_ns = nanoseconds(row);
  ++event.flagged_rows;
  if (row.score > event.score) {
    event.score = row.score;
    event.threshold = row.threshold;
  }
  if (own_score(row) > event.strength) note_peak(state, row);
}

bool is_too_far(const EventConfig& config, const EventState& state, std::size_t index) noexcept {
  const auto gap = static_cast<std::uint64_t>(std::max<std::int64_t>(config.merge_gap, 1));
  return index - state.current.front().end_index > gap;
}

void close_event(const EventConfig& config, EventState& state, const EventExit& exit) noexcept {
  const TrackedEvent& event = state.current.front();
  state.open = false;
  if (event.flagged_rows < static_cast<std::uint64_t>(config.min_duration)) return;
  state.quiet_until = event.end_index + 1 + static_cast<std::uint64_t>(config.cooldown);
  exit.closed.add(exit.series, event, state.peak);
}

Error negative(std::string_view option, const std::string& value) {
  return fail(ErrorKind::kUsage, option_named(option) + " is " + value).about(option).remedy("it must be 0 or more");
}

}  // namespace

Status check_event_config(const EventConfig& config) {
  if (config.merge_gap < 0) return negative("merge-gap", std::to_string(config.merge_gap));
  if (config.min_duration < 0) return negative("min-duration", std::to_string(config.min_duration));
  if (config.cooldown < 0) return negative("cooldown", std::to_string(config.cooldown));
  if (!(config.min_deviation >= 0)) return negative("min-deviation", std::to_string(config.min_deviation));
  return {};
}

EventState make_event_state(std::size_t channels) {
  EventState state;
  state.channels = channels;
  state.current.resize(1);
  state.peak.resize(kPeakFields * channels);
  return state;
}

std::size_t heap_bytes(const EventState& state) {
  return state.current.capacity() * sizeof(TrackedEvent) + state.peak.capacity() * sizeof(double);
}

bool ends_before(const EventConfig& config, const EventState& state, std::size_t index) noexcept {
  if (!state.open) return false;
  const bool over_border = index >= state.border && state.current.front().start_index < state.border;
  return over_border || is_too_far(config, state, index);
}

const TrackedEvent& open_event(const EventState& state) noexcept {
  TIDEGATE_EXPECTS(state.open);
  return state.current.front();
}

void mark_event(EventState& state, const KindMark& mark) noexcept {
  TIDEGATE_EXPECTS(state.open);
  state.current.front().mark = mark;
}

bool push(const EventConfig& config, EventState& state, const EventExit& exit, const RowResult& row) noexcept {
  if (ends_before(config, state, row.index)) close_event(config, state, exit);
  const bool anomalous = row.score >= row.threshold && passes_filters(config, row);
  if (!anomalous) return false;
  if (!state.open && row.index >= state.quiet_until) start_event(state, row);
  if (state.open) extend_event(state, row);
  return true;
}

void finish(const EventConfig& config, EventState& state, const EventExit& exit) noexcept {
  if (state.open) close_event(config, state, exit);
}

void put_state(ByteWriter& out, const EventState& state) {
  put_event(out, state.current.front());
  out.put_all(state.peak);
  out.put(state.quiet_until);
  out.put(state.border);
  out.put(state.open);
}

void get_state(ByteReader& in, EventState& state) {
  get_event(in, state.current.front());
  in.get_all(state.peak);
  state.quiet_until = in.get<std::uint64_t>();
  state.border = in.get<std::uint64_t>();
  state.open = in.get_bool();
}

}  // namespace tidegate
