// Runs of anomalous rows.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// The longest ranges of rows that are all flagged, in order; half-open. `flags` (T), 0 = not flagged.
std::vector<RowRange> runs_of(std::span<const std::uint8_t> flags);

/// Of ranges in order, without overlap among themselves, those that share a row with `range`. None is empty. Cost:
/// O(log ranges).
std::span<const RowRange> overlapping(const RowRange& range, std::span<const RowRange> ordered);

}  // namespace tidegate
