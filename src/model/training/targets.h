// What a net's step is held against: rows to come, the rows themselves, or labels.
#pragma once
#include <cstddef>
#include <vector>

#include "model/nets/network.h"
#include "tidegate/series.h"

namespace tidegate {

/// The training part of one series: rows [begin, learn_end) are learned from, [learn_end, end) validate.
struct LearnedRange {
  std::size_t begin = 0, learn_end = 0, end = 0;
};

/// Scaled rows of all series, one after the other, NaN = missing. Shapes: rows(T, I), labels(T, 1).
struct TrainingData {
  MatrixView<const float> rows;
  std::vector<LearnedRange> series;
  MatrixView<const float> labels{};  ///< 1 anomalous, 0 normal, NaN unknown; a classifier's only targets
};

/// The targets (targets) of the step at row `row` into `into`: NaN where there is none or it is no row of
/// [first, last). Of a forecaster the rows from `ahead` on, of an autoencoder the row itself, of a classifier its
/// label.
void read_targets(const NetShape& net, const TrainingData& data, std::ptrdiff_t row, std::ptrdiff_t first,
                  std::ptrdiff_t last, float* into) noexcept;

}  // namespace tidegate
