// The score under a terminal plot: two lines up to the threshold, one line beyond it.
#pragma once
#include <cstddef>
#include <vector>

#include "render/plot_columns.h"
#include "render/text_picture.h"

namespace tidegate {

inline constexpr std::size_t kScoreRows = 3;

struct StripPlace {
  std::size_t gutter = 0;  ///< characters left of the axis
  std::size_t row = 0;     ///< topmost of the three lines
};

/// Linear up to the threshold, which is the line between the first and the second row; logarithmic from there to the
/// highest score. Columns without a score stay empty.
void draw_score_strip(TextPicture& picture, StripPlace place, const std::vector<ColumnExtent>& columns,
                      double threshold);

}  // namespace tidegate
