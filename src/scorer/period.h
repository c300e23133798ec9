// How long the windows of scorers are that look at windows, unless somebody says.
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/series.h"

namespace tidegate {

/// The period that most channels of the longest series have, in rows; 0 if none has one. Cost: O(C·T log T).
std::size_t common_period(std::span<const MatrixView<const double>> series);

struct WindowLimits {
  std::size_t least, most;
  std::size_t otherwise;  ///< without a period
};

/// The period within these limits; a training part shorter than eight of them gets a shorter one, down to the least.
std::size_t automatic_window(std::span<const MatrixView<const double>> series, const WindowLimits& limits);

}  // namespace tidegate
