#include "fit/told_labels.h"

#include <limits>

#include "base/contracts.h"

namespace tidegate {
namespace {

constexpr float kUntold = std::numeric_limits<float>::quiet_NaN();

/// Labels of a part's rows, before any window.
std::vector<float> own_labels(const SeriesPart& part) {
  const std::vector<std::int8_t>& label = part.series->rows.label;
  if (label.empty()) return std::vector<float>(part.rows(), kUntold);
  const auto first = label.begin() + static_cast<std::ptrdiff_t>(part.range.begin);
  return {first, first + static_cast<std::ptrdiff_t>(part.rows())};
}

/// Late rows after which the axis starts again leave no gap behind them (see `place`): what a stream forgets there
/// shows in the stamps alone.
bool goes_back(const Rows& rows, std::size_t before, std::size_t row) {
  return before != kNoRow && rows.has_time() && rows.time[row] < rows.time[before];
}

}  // namespace

ToldLabels told_labels(std::span<const SeriesPart> parts, const TrainingFrames& frames, std::size_t reach) {
  TIDEGATE_EXPECTS(reach >= 1);
  ToldLabels told;
  told.frames = Matrix<float>(frames.frames.source.size(), 1, kUntold);
  for (const SeriesPart& part : parts) told.rows.push_back(own_labels(part));
  for (std::size_t i = 0; i < frames.series.size(); ++i) {
    const SeriesPart& part = parts[frames.part[i]];
    std::vector<float>& labels = told.rows[frames.part[i]];
    std::size_t since = reach, before = kNoRow;  // steps since the last anomalous row
    for (std::size_t t = frames.series[i].begin; t < frames.series[i].end; ++t) {
      if (since < reach) ++since;
      const std::size_t row = frames.frames.source[t];
      if (row == kNoRow) continue;
      float& label = labels[row - part.range.begin];
      if (goes_back(part.series->rows, before, row)) since = reach;
      if (label == 1) since = 0;
      if (label == 0 && since < reach) label = 1;
      told.frames(t, 0) = label;
      before = row;
    }
  }
  return told;
}

}  // namespace tidegate
