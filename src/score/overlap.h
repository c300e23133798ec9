// A row lies in as many windows as a window has rows, and an autoencoder gives it back in each: one expected value of
// them all.
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/config.h"

namespace tidegate {

/// Numbers kept of a value while the windows it lies in come, `window` of them at most.
std::size_t overlap_numbers(Overlap overlap, std::size_t window) noexcept;

/// Takes what the next window gives for `value` (NaN = missing; the mean and the median are known all the same).
/// `windows` were taken before. Kept: (overlap_numbers), in and out. Cost: O(1); no allocation.
void take_reconstruction(Overlap overlap, double value, double given, std::span<double> kept,
                         std::size_t windows) noexcept;

/// What all windows together say, NaN if there was none (max: none while the value was there). Cost: O(1), median
/// O(windows), which puts `kept` in another order; no allocation.
double expected_of(Overlap overlap, std::span<double> kept, std::size_t windows) noexcept;

}  // namespace tidegate
