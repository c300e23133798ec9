// Where a row belongs on the axis of equal steps: next, after a gap, twice, or too late.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "store/bytes.h"
#include "tidegate/series.h"

namespace tidegate {

/// Learned from the training part. Step 0 = there is no time, or only one stamp: rows are equally spaced.
struct TimeAxisParams {
  Duration step{0};
  bool regular = false;          ///< gaps are distinguished from uneven sampling and can be filled in
  double tolerance = 0.25;       ///< a stamp may be this share of a step off its place
  std::size_t longest_gap = 64;  ///< missing rows that are filled in; more are a new beginning
  bool repeats = false;          ///< the same stamp again is one more row, not a duplicate
};

/// Moves with one stream.
struct TimeAxisState {
  bool started = false;
  Timestamp last{};
  Timestamp late{};             ///< of the last late row
  std::uint32_t late_rows = 0;  ///< late ones in a row, each later than the one before
};

/// So many late rows in a row, in rising order, are no stragglers: one stamp before them was wrong, or the clock was
/// set back. The axis starts again with the last of them.
inline constexpr std::uint32_t kLateRowsToBeginAnew = 10;

enum class Arrival : std::uint8_t {
  kNext,
  kAfterGap,      ///< 1 to `longest_gap` rows are missing before it
  kAfterLongGap,  ///< more are missing, or the axis starts again
  kDuplicate,     ///< the same stamp as the row before
  kLate,          ///< earlier than a row before
};

struct Placement {
  Arrival arrival = Arrival::kNext;
  std::size_t missing_steps = 0;  ///< rows between the last one and this; 0 unless after a gap
};

/// Places a row and remembers its stamp, unless it is a duplicate or late.
/// A difference dt to the last stamp has round(dt / step) − 1 missing steps. On an axis that is not regular there are
/// no gaps but long ones: dt > (longest_gap + 1) · step. With step 0 every later row is the next, and if stamps may
/// repeat every row that is not late. Cost: a division; no allocation.
Placement place(const TimeAxisParams& params, TimeAxisState& state, Timestamp time) noexcept;

/// Step: of the positive differences, those within a quarter of their median are taken as single steps, and the median
/// of these is the step; so neither gaps nor single late stamps move it. Regular: at least 80 % of the positive
/// differences are whole multiples of the step within `tolerance`.
/// Works on any input; fewer than two distinct stamps give step 0. Cost: O(T) time and memory.
TimeAxisParams fit_time_axis(std::span<const Timestamp> times, double tolerance, std::size_t longest_gap);

/// Share of the positive differences that are whole multiples of `step` within `tolerance`; 1 if there are none.
double regular_share(std::span<const Timestamp> times, Duration step, double tolerance) noexcept;

/// How many rows come one step after the row before them, within `tolerance` of a step.
std::size_t single_steps(std::span<const Timestamp> times, Duration step, double tolerance) noexcept;

/// Of the rows of many series the share that come one step after the row of their own before them; 1 if there are none.
double single_step_share(std::span<const std::span<const Timestamp>> series, Duration step, double tolerance) noexcept;

inline constexpr double kRegularShare = 0.8;  ///< from here on an axis counts as regular

/// Exactly, for snapshots.
void put_state(ByteWriter& out, const TimeAxisState& state);
void get_state(ByteReader& in, TimeAxisState& state);

/// Bytes on the heap.
inline std::size_t heap_bytes(const TimeAxisState&) { return 0; }
inline std::size_t heap_bytes(const TimeAxisParams&) { return 0; }

}  // namespace tidegate
