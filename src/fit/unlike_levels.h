// Series that share a detector and a scaler, but not a level.
#pragma once
#include <span>
#include <string>

#include "tidegate/series.h"
#include "window/batches.h"

namespace tidegate {

/// One scaler for series that lie far apart leaves each of them next to flat: says how many do, or nothing.
/// Shapes: scaled(T, C and more), the first `channels` of which count; NaN = missing.
std::string unlike_levels_note(const Matrix<float>& scaled, std::size_t channels, std::span<const SeriesRows> series,
                               bool keyed);

}  // namespace tidegate
