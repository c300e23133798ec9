// How long bins of time must be so that uneven rows fill them.
#pragma once
#include <span>

#include "tidegate/series.h"

namespace tidegate {

/// The shortest length people use (1 s … 7 d) of at least `step` whose bins, as the option `resample` makes them, hold
/// a row in nine of ten, from the first to the last stamp of each series; 0 = none does without taking twenty rows or
/// more for one. Stamps in any order. Cost: O(T log T).
Duration evenly_filled_bins(std::span<const std::span<const Timestamp>> series, Duration step);

}  // namespace tidegate
