// The training part on its regular grid: one row a sampling step, missing rows as NaN, late and repeated rows left out.
#pragma once
#include "series/time_axis.h"
#include "tidegate/config.h"
#include "tidegate/series.h"

namespace tidegate {

struct Frames {
  Matrix<double> values;            ///< (T, C), NaN = missing
  std::vector<std::size_t> source;  ///< (T): the input row, kNoRow for a step without one
  std::size_t late = 0, duplicates = 0, gaps = 0, missing_steps = 0;
};

/// A gap longer than the axis allows is cut to its longest length.
Frames make_frames(const SeriesPart& part, const TimeAxisParams& axis);

}  // namespace tidegate
