// Row times in the form the report page reads.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// Milliseconds since 1970 UTC, fractions kept.
double milliseconds(Timestamp time);

/// Rows from `first_row` on lie `step` apart, until the next run.
struct TimeRun {
  std::size_t first_row = 0;
  Timestamp start{};
  Duration step{0};
};

/// Equally spaced stretches, in order; empty if there would be more than `limit`.
std::vector<TimeRun> time_runs(std::span<const Timestamp> time, std::size_t limit);

/// {first moment, minutes} whenever the zone's offset changes.
std::vector<std::pair<Timestamp, std::int16_t>> offset_changes(std::span<const Timestamp> time,
                                                               std::span<const std::int16_t> minutes);

}  // namespace tidegate
