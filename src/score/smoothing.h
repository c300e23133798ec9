// Smoothing of the raw score over neighbouring rows: a single anomalous row weighs less than several in a row.
#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "store/bytes.h"
#include "tidegate/result.h"

namespace tidegate {

enum class SmoothingKind { kNone, kEwma, kMean, kCentredMean };

struct SmoothingParams {
  SmoothingKind kind = SmoothingKind::kNone;
  double alpha = 1;        ///< weight of the newest score, ewma
  std::size_t length = 1;  ///< rows, of both means

  /// Rows to come that have a say in a row's score.
  std::size_t rows_ahead() const { return kind == SmoothingKind::kCentredMean ? length / 2 : 0; }
};

struct SmoothingState {
  double value = std::numeric_limits<double>::quiet_NaN();  ///< ewma; NaN before the first score
  std::vector<double> recent;                               ///< mean: the last `length` scores, in no particular order
  std::size_t next = 0, filled = 0;
};

/// "none"; "ewma:SPAN", α = 2 / (SPAN + 1), 1 ≤ SPAN ≤ 10000; "mean:N", over the last N scores, 1 ≤ N ≤ 10000;
/// "centred-mean:N", over a row and the (N − 1) / 2 on either side, N odd, at most 9999.
/// Errors: kUsage with the nearest name and the list.
Result<SmoothingParams> parse_smoothing(std::string_view spec);

SmoothingState make_smoothing_state(const SmoothingParams& params);

/// The smoothed score. The first score starts the state (mean: of what there is so far); a missing one (NaN) gives NaN
/// and changes nothing. Cost: O(1); mean O(N), summed afresh so that no rounding outlives its row; no allocation.
/// Contract: not a centred mean, which needs rows to come.
double smooth(const SmoothingParams& params, SmoothingState& state, double score) noexcept;

/// The rows to come have nothing to do with those before.
void forget(SmoothingState& state) noexcept;

/// Exactly, for snapshots. `get_state` wants a state made for the same params.
void put_state(ByteWriter& out, const SmoothingState& state);
void get_state(ByteReader& in, SmoothingState& state);

/// Bytes on the heap.
inline std::size_t heap_bytes(const SmoothingState& state) { return state.recent.capacity() * sizeof(double); }
inline std::size_t heap_bytes(const SmoothingParams&) { return 0; }

}  // namespace tidegate
