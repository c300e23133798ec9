// Many live series of one detector, side by side, by place or by any id.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "tidegate/detector.h"

namespace tidegate {

/// One row of one series of a pool.
struct PoolRow {
  std::uint32_t series = 0;             ///< its place in the pool
  const Timestamp* time = nullptr;      ///< null if rows have none
  std::span<const double> values;       ///< in the detector's channel order, NaN = missing
  std::int16_t utc_offset_minutes = 0;  ///< of the zone the time was written in, for events
};

/// An event and the series it happened in.
struct PoolEvent {
  std::uint32_t series = 0;
  Event event;
};

/// A hundred thousand series of one detector in one arena: a few hundred bytes each, and the network's steps of many of
/// them at once. Every series answers bit for bit as a `Stream` of its own would. One owner.
///
/// A series is known by its place, 0 … series() − 1. Places are there from the beginning (constructor, `grow`), or are
/// handed out and given back one by one (`add`, `release`); `SeriesPlaces` finds a place by any number or text.
class TIDEGATE_API StreamPool {
 public:
  /// Series at rest. Allocates all that `push` will use, but for buffers of the largest push and of events that wait.
  StreamPool(const Detector& detector, std::size_t series);
  StreamPool(StreamPool&&) noexcept;
  StreamPool& operator=(StreamPool&&) noexcept;
  ~StreamPool();

  std::size_t series() const noexcept;  ///< places, released ones included
  /// Adds series at rest until there are `series`, amortised as a vector grows. Contract: not fewer than there are.
  void grow(std::size_t series);
  /// The place of a new series at rest: the one released last, or one more.
  std::uint32_t add();
  /// The series ends and `add` may hand out its place. Its open event and the rows that wait are dropped: `finish` it
  /// before, or take a snapshot. Its events not taken would be another's: they are counted in `lost_events`.
  /// Contract: the place is in use. Cost: that of a few rows, and O(events not taken).
  void release(std::uint32_t series);
  std::size_t bytes_per_series() const noexcept;  ///< memory, all included, shared weights and buffers apart

  /// Takes rows in any order; a series' own rows count in the order given. `take(row, verdict)` is called once for
  /// every row, series by series; the verdict's spans hold until it returns. Of a detector with a delay the verdict is
  /// about another row, as `Stream::push` says: `verdict.row` counts the rows of that series. Allocates only in a push
  /// larger than any before, or if more events wait to be taken than ever before, and more than 64. Contract: every
  /// `series` is a place in use; fewer than 2³² rows.
  void push(std::span<const PoolRow> rows, const std::function<void(std::size_t, const Verdict&)>& take);

  /// Events closed since the last call: all of them, by series, the oldest of each first. Cost: O(n log n) of these n
  /// events, however many series there are.
  std::vector<PoolEvent> take_events();
  /// Events that closed and could not be kept: for want of memory, or because `restore` or `release` came before they
  /// were taken.
  std::uint64_t lost_events() const noexcept;

  /// The inputs have ended: judges the rows that still wait, `take(series, verdict)`, and closes open events.
  void finish(const std::function<void(std::size_t, const Verdict&)>& take = {});
  /// The input of one series has ended.
  void finish(std::uint32_t series, const std::function<void(const Verdict&)>& take = {});

  /// A series at rest, as a new one; its events not taken may still be.
  void reset(std::uint32_t series);

  /// The state of a series as bytes, its events not taken included, and back; the same bytes as those of a `Stream`.
  /// Cost: besides the state, O(events not taken). Errors: kModel, as `Stream::restore`.
  std::string snapshot(std::uint32_t series) const;
  Status restore(std::uint32_t series, std::string_view bytes);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The places of a pool's series by the caller's own ids.

/// For each id its place in one pool, and back: 64-bit numbers, texts, or whatever `std::hash` takes. As many places as
/// ids known now, however large the numbers are. Hand the same pool to every call; its series come from here alone.
///
///   SeriesPlaces<std::string> places;
///   rows.push_back({places.of("pump 7", pool), &time, values});
///   for (const PoolEvent& found : pool.take_events()) alert(places.id(found.series), found.event);
template <class Id>
class SeriesPlaces {
 public:
  /// Texts are looked for without being copied.
  using Key = std::conditional_t<std::is_same_v<Id, std::string>, std::string_view, Id>;

  /// The place of a series; of an id not known a new one, at rest. Cost: O(1).
  std::uint32_t of(const Key& id, StreamPool& pool) {
    if (const auto known = find(id)) return *known;
    const std::uint32_t place = pool.add();
    if (place >= ids_.size()) ids_.resize(place + 1);
    ids_[place] = Id(id);
    places_.emplace(Id(id), place);
    return place;
  }

  std::optional<std::uint32_t> find(const Key& id) const {
    const auto known = places_.find(id);
    return known == places_.end() ? std::nullopt : std::optional(known->second);
  }

  /// The id of a place. Contract: it is in use.
  const Id& id(std::uint32_t place) const { return ids_[place]; }

  /// The series ends, as `StreamPool::release` says; false if there is none of this id.
  bool release(const Key& id, StreamPool& pool) {
    const auto known = places_.find(id);
    if (known == places_.end()) return false;
    pool.release(known->second);
    ids_[known->second] = Id();
    places_.erase(known);
    return true;
  }

  std::size_t size() const { return places_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const Key& id) const { return std::hash<Key>()(id); }
  };

  std::unordered_map<Id, std::uint32_t, Hash, std::equal_to<>> places_;
  std::vector<Id> ids_;  ///< by place; of released ones empty
};

}  // namespace tidegate
