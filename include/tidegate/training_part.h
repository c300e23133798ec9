// The leading part of a series that a detector learns from.
#pragma once
#include <string_view>
#include <utility>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// First and last row (inclusive) named by `spec`: "0.5" = this share of the rows, "4000" = so many rows,
/// "until:2024-05-01T00:00:00Z" = rows before that moment. Errors: kUsage (not understood, no time column), kData (no
/// row is left).
Result<std::pair<std::size_t, std::size_t>> training_part(const Series& series, std::string_view spec);

}  // namespace tidegate
