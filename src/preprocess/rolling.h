// Mean, deviation and extremes of the last rows of one channel.
#pragma once
#include <cstddef>
#include <limits>
#include <vector>

#include "store/bytes.h"

namespace tidegate {

/// The last N values, NaN = missing, and what is known of those present.
struct RollingState {
  std::vector<float> recent;      ///< (N), a ring
  std::size_t next = 0;           ///< where the next value goes
  std::size_t present = 0;        ///< values in the ring
  double mean = 0, squares = 0;   ///< of them; squares: Σ (value − mean)²
  float lowest = 0, highest = 0;  ///< of them
};

/// Of the values present; all 0 if there is none. deviation: divisor n.
struct RollingSummary {
  double mean = 0, deviation = 0, lowest = 0, highest = 0;
};

/// Without a value yet. Contract: window ≥ 1.
RollingState make_rolling_state(std::size_t window);
void clear(RollingState& state) noexcept;

/// Takes a value, which may be missing, and gives the statistics of the last N.
/// Mean and squares are slid (Welford 1962, a value in, a value out) and made afresh each time the ring is round, so
/// that no rounding outlives two windows. Cost: O(1); O(N) once in N rows, and where an extreme leaves the window.
/// No allocation.
RollingSummary push_rolling(RollingState& state, float value) noexcept;

/// Exactly, for snapshots. `get_state` wants a state made for the same window.
void put_state(ByteWriter& out, const RollingState& state);
void get_state(ByteReader& in, RollingState& state);

}  // namespace tidegate
