#include "event/tracker.h"

#include <algorithm>
#include <cmath>

#include "base/choice.h"
#include "base/contracts.h"
#include "event/severity.h"

namespace tidegate {
namespace {

constexpr std::size_t kFields = 5;  // values, expected, lower, upper, share

std::size_t open_slot(const EventState& state) noexcept { return (state.first + state.closed) % state.slots.size(); }

std::span<double> peak_field(EventState& state, std::size_t slot, std::size_t field) noexcept {
  return {state.peaks.data() + (slot * kFields + field) * state.channels, state.channels};
}

std::int64_t nanoseconds(const RowResult& row) noexcept {
  return row.time == nullptr ? 0 : row.time->time_since_epoch().count();
}

/// Smoothing drags a spike's echo along; the peak is where the row itself was oddest.
double own_score(const RowResult& row) noexcept { return std::isnan(row.own_score) ? row.score : row.own_score; }

bool passes_filters(const EventConfig& config, const RowResult& row) noexcept {
  const bool any_side = config.direction == "both";
  if (any_side && config.min_deviation <= 0) return true;
  if (row.share.empty()) return false;
  const auto strongest = static_cast<std::size_t>(std::ranges::max_element(row.share) - row.share.begin());
  const double deviation = row.values[strongest] - row.expected[strongest];
  if (!(std::abs(deviation) >= config.min_deviation)) return false;
  return any_side || (config.direction == "up" ? deviation > 0 : deviation < 0);
}

void note_peak(EventState& state, const RowResult& row) noexcept {
  const std::size_t slot = open_slot(state);
  TrackedEvent& event = state.slots[slot];
  event.peak_index = row.index;
  event.peak_ns = nanoseconds(row);
  event.strength = own_score(row);
  event.utc_offset_minutes = row.utc_offset_minutes;
  const std::span<const double> fields[kFields] = {row.values, row.expected, row.lower, row.upper, row.share};
  for (std::size_t f = 0; f < kFields; ++f) {
    TIDEGATE_EXPECTS(fields[f].size() == state.channels);
    std::ranges::copy(fields[f], peak_field(state, slot, f).begin());
  }
}

void start_event(EventState& state, const RowResult& row) noexcept {
  TrackedEvent& event = state.slots[open_slot(state)];
  event = {};
  event.start_index = row.index;
  event.start_ns = nanoseconds(row);
  event.has_time = row.time != nullptr;
  state.open = true;
  note_peak(state, row);
}

void extend_event(EventState& state, const RowResult& row) noexcept {
  TrackedEvent& event = state.slots[open_slot(state)];
  event.end_index = row.index;
  event.end_ns = nanoseconds(row);
  ++event.flagged_rows;
  if (row.score > event.score) {
    event.score = row.score;
    event.threshold = row.threshold;
  }
  if (own_score(row) > event.strength) note_peak(state, row);
}

void keep_event(EventState& state) noexcept {
  if (state.closed + 1 < state.slots.size()) {
    ++state.closed;
    return;
  }
  state.first = (state.first + 1) % state.slots.size();
  ++state.lost;
}

bool is_too_far(const EventConfig& config, const EventState& state, std::size_t index) noexcept {
  const auto gap = static_cast<std::uint64_t>(std::max<std::int64_t>(config.merge_gap, 1));
  return index - state.slots[open_slot(state)].end_index > gap;
}

void close_event(const EventConfig& config, EventState& state) noexcept {
  const TrackedEvent& event = state.slots[open_slot(state)];
  state.open = false;
  if (event.flagged_rows < static_cast<std::uint64_t>(config.min_duration)) return;
  state.quiet_until = event.end_index + 1 + static_cast<std::uint64_t>(config.cooldown);
  keep_event(state);
}

Timestamp timestamp(std::int64_t ns) { return Timestamp(Duration(ns)); }

std::vector<EventChannel> event_channels(EventState& state, std::size_t slot, std::span<const std::string> names) {
  const auto value = peak_field(state, slot, 0), expected = peak_field(state, slot, 1),
             lower = peak_field(state, slot, 2), upper = peak_field(state, slot, 3), share = peak_field(state, slot, 4);
  std::vector<EventChannel> channels;
  for (std::size_t c = 0; c < state.channels; ++c)
    channels.push_back({names[c], value[c], expected[c], lower[c], upper[c], share[c]});
  std::ranges::stable_sort(channels, std::ranges::greater(), &EventChannel::share);
  return channels;
}

Event finished_event(EventState& state, std::size_t slot, std::span<const std::string> names) {
  const TrackedEvent& from = state.slots[slot];
  Event event;
  event.start_index = from.start_index;
  event.end_index = from.end_index;
  event.peak_index = from.peak_index;
  if (from.has_time) {
    event.start = timestamp(from.start_ns);
    event.end = timestamp(from.end_ns);
    event.peak = timestamp(from.peak_ns);
  }
  event.utc_offset_minutes = from.utc_offset_minutes;
  event.severity =
      state.probabilities ? severity_of_probability(from.score, from.threshold) : severity(from.score, from.threshold);
  event.score = from.score;
  event.flagged_rows = from.flagged_rows;
  event.channels = event_channels(state, slot, names);
  if (!event.channels.empty())
    event.direction = event.channels.front().value < event.channels.front().expected ? "down" : "up";
  return event;
}

// The fields of an event in the order of a snapshot, for writing and reading.
template <class TrackedEventOrConst, class Visit>
void visit_event(TrackedEventOrConst& event, Visit&& visit) {
  visit(event.start_index), visit(event.end_index), visit(event.peak_index);
  visit(event.start_ns), visit(event.end_ns), visit(event.peak_ns);
  visit(event.flagged_rows), visit(event.score), visit(event.threshold), visit(event.strength);
  visit(event.utc_offset_minutes), visit(event.has_time);
  visit(event.mark.kind), visit(event.mark.confidence), visit(event.mark.facts[0]), visit(event.mark.facts[1]);
}

template <class T>
void get_field(ByteReader& in, T& field) {
  if constexpr (std::is_same_v<T, bool>)
    field = in.get_bool();
  else
    field = in.get<T>();
}

Error negative(std::string_view option, const std::string& value) {
  return fail(ErrorKind::kUsage, option_named(option) + " is " + value).about(option).remedy("it must be 0 or more");
}

}  // namespace

Status check_event_config(const EventConfig& config) {
  const std::vector<std::string> directions = {"up", "down", "both"};
  if (std::ranges::find(directions, config.direction) == directions.end())
    return unknown_choice("direction", config.direction, directions);
  if (config.merge_gap < 0) return negative("merge-gap", std::to_string(config.merge_gap));
  if (config.min_duration < 0) return negative("min-duration", std::to_string(config.min_duration));
  if (config.cooldown < 0) return negative("cooldown", std::to_string(config.cooldown));
  if (!(config.min_deviation >= 0)) return negative("min-deviation", std::to_string(config.min_deviation));
  return {};
}

EventState make_event_state(std::size_t channels, std::size_t kept) {
  EventState state;
  state.channels = channels;
  state.slots.resize(kept + 1);
  state.peaks.resize(state.slots.size() * kFields * channels);
  return state;
}

bool ends_before(const EventConfig& config, const EventState& state, std::size_t index) noexcept {
  if (!state.open) return false;
  const bool over_border = index >= state.border && state.slots[open_slot(state)].start_index < state.border;
  return over_border || is_too_far(config, state, index);
}

const TrackedEvent& open_event(const EventState& state) noexcept {
  TIDEGATE_EXPECTS(state.open);
  return state.slots[open_slot(state)];
}

void mark_event(EventState& state, const KindMark& mark) noexcept {
  TIDEGATE_EXPECTS(state.open);
  state.slots[open_slot(state)].mark = mark;
}

bool push(const EventConfig& config, EventState& state, const RowResult& row) noexcept {
  if (ends_before(config, state, row.index)) close_event(config, state);
  const bool anomalous = row.score >= row.threshold && passes_filters(config, row);
  if (!anomalous) return false;
  if (!state.open && row.index >= state.quiet_until) start_event(state, row);
  if (state.open) extend_event(state, row);
  return true;
}

void finish(const EventConfig& config, EventState& state) noexcept {
  if (state.open) close_event(config, state);
}

std::vector<Event> take(EventState& state, std::span<const std::string> names,
                        void (*describe)(const KindMark& mark, Event& event)) {
  TIDEGATE_EXPECTS(names.size() == state.channels);
  std::vector<Event> events;
  for (; state.closed > 0; --state.closed) {
    events.push_back(finished_event(state, state.first, names));
    if (describe != nullptr) describe(state.slots[state.first].mark, events.back());
    state.first = (state.first + 1) % state.slots.size();
  }
  return events;
}

void put_state(ByteWriter& out, const EventState& state) {
  for (const TrackedEvent& event : state.slots) visit_event(event, [&out](const auto& field) { out.put(field); });
  out.put_all(state.peaks);
  for (const std::uint64_t number :
       {std::uint64_t{state.first}, std::uint64_t{state.closed}, state.lost, state.quiet_until, state.border})
    out.put(number);
  out.put(state.open);
}

void get_state(ByteReader& in, EventState& state) {
  for (TrackedEvent& event : state.slots) visit_event(event, [&in](auto& field) { get_field(in, field); });
  in.get_all(state.peaks);
  const auto first = in.get<std::uint64_t>(), closed = in.get<std::uint64_t>();
  if (first >= state.slots.size() || closed >= state.slots.size()) return in.refuse("has an impossible event ring");
  state.first = first;
  state.closed = closed;
  state.lost = in.get<std::uint64_t>();
  state.quiet_until = in.get<std::uint64_t>();
  state.border = in.get<std::uint64_t>();
  state.open = in.get_bool();
}

}  // namespace tidegate
