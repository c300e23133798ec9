// The places of a pool's series by the caller's own ids.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "tidegate/stream_pool.h"

namespace tidegate {

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
