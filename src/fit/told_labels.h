// The target labels of training rows: the row's own label, or that of the window which ends there.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "fit/training_frames.h"

namespace tidegate {

struct ToldLabels {
  Matrix<float> frames;  ///< (T, 1) beside the frames: 1 anomalous, 0 normal, NaN for a step without a row or a label
  std::vector<std::vector<float>> rows;  ///< of each part, one a row of it: the same; late and repeated rows: their own
};

/// A row is anomalous if any of the last `reach` steps up to it holds a row labelled so. A step without a row takes its
/// place among them, as in the network's window, but is none. Nothing is carried from one series to the next, over a
/// gap after which a series starts again, or to where time goes back. Series without labels: NaN throughout.
/// Cost: O(T) time. Contract: reach ≥ 1; `frames` are those of `parts`.
ToldLabels told_labels(std::span<const SeriesPart> parts, const TrainingFrames& frames, std::size_t reach);

}  // namespace tidegate
