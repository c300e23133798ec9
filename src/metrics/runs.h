// Runs of anomalous rows.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// The longest ranges of rows that are all flagged, in order; half-open. `flags` (T), 0 = not flagged.
std::vector<RowRange> runs_of(std::span<const std::uint8_t> flags);

}  // namespace tidegate
