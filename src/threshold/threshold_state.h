// The limit of one live stream: constant, or going on to learn from the scores it has judged.
#pragma once
#include <cstdint>
#include <vector>

#include "store/bytes.h"
#include "threshold/ring.h"
#include "threshold/threshold.h"

namespace tidegate {

struct AdaptiveState {
  double limit = 0;
  PeakTail tail;              ///< spot, dspot
  Ring peaks;                 ///< spot, dspot: excesses over the level
  Ring recent;                ///< dspot: normal scores; dynamic: all scores
  double sum = 0;             ///< dspot: of `recent`
  double reach = 0;           ///< spot, dspot: the limit above the mean of `recent`
  double alarms = 0;          ///< spot, dspot: those counted as peaks
  std::uint32_t waiting = 0;  ///< peaks since the tail was fitted, rows since the history was looked at
};

/// Nothing for a constant threshold.
struct ThresholdState {
  std::vector<AdaptiveState> adaptive;  ///< one or none; on the heap, as most series have none
};

/// Allocates all the state will ever use; the limit is `params.value`.
ThresholdState make_threshold_state(const ThresholdParams& params);

/// Bytes on the heap.
std::size_t heap_bytes(const ThresholdState& state);

/// The score at and above which the next row is flagged; finite and > 0.
inline double limit(const ThresholdParams& params, const ThresholdState& state) noexcept {
  return params.adaptive.kind == Adaptation::kNone ? params.value : state.adaptive.front().limit;
}

/// What `observe` does where the limit is not constant.
void learn(const ThresholdParams& params, ThresholdState& state, double score) noexcept;

/// Learns from a score, after its row was judged; a missing one (NaN) changes nothing. Cost: O(1) but for one row in a
/// few hundred: 50 µs at every eighth peak (spot, dspot), at most 20 passes over the history at every thirtieth part of
/// it (dynamic). No allocation.
inline void observe(const ThresholdParams& params, ThresholdState& state, double score) noexcept {
  if (params.adaptive.kind != Adaptation::kNone) learn(params, state, score);
}

/// Exactly, for snapshots. `get_state` wants a state made for the same params.
void put_state(ByteWriter& out, const ThresholdState& state);
void get_state(ByteReader& in, ThresholdState& state);

}  // namespace tidegate
