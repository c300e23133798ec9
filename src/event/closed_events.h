// Closed events that wait to be taken: one queue for a stream, or for all series of a pool.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "store/bytes.h"
#include "tidegate/event.h"

namespace tidegate {

/// What another room said of an event; kept here unread.
struct KindMark {
  std::uint8_t kind = 0;  ///< 0 = nothing was said
  float confidence = 0;
  float facts[2] = {0, 0};  ///< numbers for the words

  bool operator==(const KindMark&) const = default;
};

/// An event without its channels; plain data.
struct TrackedEvent {
  std::uint64_t start_index = 0, end_index = 0, peak_index = 0;
  std::int64_t start_ns = 0, end_ns = 0, peak_ns = 0;  ///< meaningful if has_time
  std::uint64_t flagged_rows = 0;
  double score = 0, threshold = 0;      ///< highest score, and the threshold of its row
  double strength = 0;                  ///< the row's own score at the peak
  std::int16_t utc_offset_minutes = 0;  ///< of the row at the peak
  bool has_time = false;
  std::uint8_t scorer = 0;  ///< the strongest at the peak, by its place among the detector's
  KindMark mark;
  std::uint32_t series = 0;  ///< of those whose events wait in one queue; set by the queue
};

/// Of each channel at an event's peak: value, expected, lower, upper, share; a field after the other, (5, C).
inline constexpr std::size_t kPeakFields = 5;

/// Grows by doubling, so that it allocates only when more events wait than ever waited before; what was once had is
/// kept. One owner.
class ClosedEvents {
 public:
  /// Puts into words what other rooms noted of an event.
  using Describe = std::function<void(const TrackedEvent& tracked, Event& event)>;
  using Give = std::function<void(std::uint32_t series, Event&& event)>;

  /// Memory for `room` events of C = `channels` channels is had at once. `probabilities`: scores are.
  ClosedEvents(std::size_t channels, bool probabilities, std::size_t room);

  /// `peak`: (5, C). If there is no memory for it the event is only counted, in `lost`.
  void add(std::uint32_t series, const TrackedEvent& event, std::span<const double> peak) noexcept;

  bool empty() const noexcept { return waiting_.empty(); }
  std::size_t size() const noexcept { return waiting_.size(); }
  std::uint64_t lost() const noexcept { return lost_; }

  /// Hands over all events, the oldest first, channels ordered by falling share. Should memory run out on the way, all
  /// of them are still here. `describe` may be empty. Contract: one name a channel. Cost: O(events).
  void take(std::span<const std::string> names, const Describe& describe, const Give& give);

  /// The events of one series go, and are counted as lost. Cost: O(events).
  void drop(std::uint32_t series) noexcept;

  /// All events of `from`, whose series have no say, behind those here, as events of `series`. Contract: as many
  /// channels.
  void append(std::uint32_t series, const ClosedEvents& from) noexcept;

  std::size_t heap_bytes() const noexcept;

  /// The events of one series, for snapshots. `get_state` adds them; it wants a queue made for as many channels.
  void put_state(ByteWriter& out, std::uint32_t series) const;
  void get_state(ByteReader& in, std::uint32_t series);

 private:
  std::span<const double> peak(std::size_t i) const noexcept {
    return std::span(peaks_).subspan(i * kPeakFields * channels_, kPeakFields * channels_);
  }
  Event event_of(std::size_t i, std::span<const std::string> names) const;

  std::size_t channels_;
  bool probabilities_;
  std::uint64_t lost_ = 0;
  std::vector<TrackedEvent> waiting_;
  std::vector<double> peaks_;  ///< (size(), 5, C)
};

/// Exactly, for snapshots.
void put_event(ByteWriter& out, const TrackedEvent& event);
void get_event(ByteReader& in, TrackedEvent& event);

}  // namespace tidegate
