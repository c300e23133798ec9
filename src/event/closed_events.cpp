#include "event/closed_events.h"

#include <algorithm>
#include <exception>
#include <type_traits>
#include <utility>

#include "base/contracts.h"
#include "event/severity.h"

namespace tidegate {
namespace {

Timestamp timestamp(std::int64_t ns) { return Timestamp(Duration(ns)); }

std::vector<EventChannel> event_channels(std::span<const double> peak, std::span<const std::string> names) {
  const std::size_t count = names.size();
  std::vector<EventChannel> channels;
  channels.reserve(count);
  for (std::size_t c = 0; c < count; ++c)
    channels.push_back(
        {names[c], peak[c], peak[count + c], peak[2 * count + c], peak[3 * count + c], peak[4 * count + c]});
  std::ranges::stable_sort(channels, std::ranges::greater(), &EventChannel::share);
  return channels;
}

// The fields of an event in the order of a snapshot, for writing and reading.
template <class TrackedEventOrConst, class Visit>
void visit_event(TrackedEventOrConst& event, Visit&& visit) {
  visit(event.start_index), visit(event.end_index), visit(event.peak_index);
  visit(event.start_ns), visit(event.end_ns), visit(event.peak_ns);
  visit(event.flagged_rows), visit(event.score), visit(event.threshold), visit(event.strength);
  visit(event.utc_offset_minutes), visit(event.has_time), visit(event.scorer);
  visit(event.mark.kind), visit(event.mark.confidence), visit(event.mark.facts[0]), visit(event.mark.facts[1]);
}

template <class T>
void get_field(ByteReader& in, T& field) {
  if constexpr (std::is_same_v<T, bool>)
    field = in.get_bool();
  else
    field = in.get<T>();
}

}  // namespace

ClosedEvents::ClosedEvents(std::size_t channels, bool probabilities, std::size_t room)
    : channels_(channels), probabilities_(probabilities) {
  waiting_.reserve(room);
  peaks_.reserve(room * kPeakFields * channels);
}

void ClosedEvents::add(std::uint32_t series, const TrackedEvent& event, std::span<const double> peak) noexcept {
  TIDEGATE_EXPECTS(peak.size() == kPeakFields * channels_);
  try {  // the standard library's one way to say that there is no memory
    const std::size_t more = std::max<std::size_t>(2 * waiting_.size(), 8);
    if (peaks_.size() + peak.size() > peaks_.capacity()) peaks_.reserve(more * kPeakFields * channels_);
    if (waiting_.size() == waiting_.capacity()) waiting_.reserve(more);
  } catch (const std::exception&) {
    ++lost_;
    return;
  }
  waiting_.push_back(event);
  waiting_.back().series = series;
  peaks_.insert(peaks_.end(), peak.begin(), peak.end());
}

Event ClosedEvents::event_of(std::size_t i, std::span<const std::string> names) const {
  const TrackedEvent& from = waiting_[i];
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
      probabilities_ ? severity_of_probability(from.score, from.threshold) : severity(from.score, from.threshold);
  event.score = from.score;
  event.flagged_rows = from.flagged_rows;
  event.channels = event_channels(peak(i), names);
  if (!event.channels.empty())
    event.direction = event.channels.front().value < event.channels.front().expected ? "down" : "up";
  return event;
}

void ClosedEvents::take(std::span<const std::string> names, const Describe& describe, const Give& give) {
  TIDEGATE_EXPECTS(names.size() == channels_);
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    Event event = event_of(i, names);
    if (describe) describe(waiting_[i], event);
    give(waiting_[i].series, std::move(event));
  }
  waiting_.clear();
  peaks_.clear();
}

void ClosedEvents::drop(std::uint32_t series) noexcept {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i].series == series) continue;
    waiting_[kept] = waiting_[i];
    std::ranges::copy(peak(i), peaks_.begin() + static_cast<std::ptrdiff_t>(kept * kPeakFields * channels_));
    ++kept;
  }
  lost_ += waiting_.size() - kept;
  waiting_.resize(kept);
  peaks_.resize(kept * kPeakFields * channels_);
}

void ClosedEvents::append(std::uint32_t series, const ClosedEvents& from) noexcept {
  for (std::size_t i = 0; i < from.size(); ++i) add(series, from.waiting_[i], from.peak(i));
}

std::size_t ClosedEvents::heap_bytes() const noexcept {
  return waiting_.capacity() * sizeof(TrackedEvent) + peaks_.capacity() * sizeof(double);
}

void ClosedEvents::put_state(ByteWriter& out, std::uint32_t series) const {
  out.put(static_cast<std::uint64_t>(std::ranges::count(waiting_, series, &TrackedEvent::series)));
  for (std::size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i].series != series) continue;
    put_event(out, waiting_[i]);
    out.put_all(peak(i));
  }
}

void ClosedEvents::get_state(ByteReader& in, std::uint32_t series) {
  const std::uint64_t lost_before = lost_;
  std::vector<double> peak(kPeakFields * channels_);
  const auto count = in.get<std::uint64_t>();
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {  // a count that is too large meets the end of the bytes
    TrackedEvent event;
    get_event(in, event);
    in.get_all(peak);
    if (in.ok()) add(series, event, peak);
  }
  if (lost_ > lost_before) in.refuse("contains more events than fit in memory");
}

void put_event(ByteWriter& out, const TrackedEvent& event) {
  visit_event(event, [&out](const auto& field) { out.put(field); });
}

void get_event(ByteReader& in, TrackedEvent& event) {
  visit_event(event, [&in](auto& field) { get_field(in, field); });
}

}  // namespace tidegate
