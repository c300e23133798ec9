// The training loop: batches, gradients by tiles, clipping, Adam, validation, early stopping.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "model/nets/forecaster.h"
#include "tidegate/config.h"
#include "tidegate/matrix.h"
#include "tidegate/training.h"
#include "window/batches.h"

namespace tidegate {

/// The training part of one series: rows [begin, learn_end) are learned from, [learn_end, end) validate.
struct LearnedRange {
  std::size_t begin = 0, learn_end = 0, end = 0;
};

/// Scaled rows of all series, one after the other, NaN = missing. Shapes: rows(T, I).
struct TrainingData {
  MatrixView<const float> rows;
  std::vector<LearnedRange> series;
};

/// Trains `parameters` in place; at the end they are those of the epoch with the lowest validation loss (the untrained
/// ones if no epoch was better). Same seed, any number of threads: the same bits (gradients are summed by tiles whose
/// size depends on the batch alone, in tile order).
/// Errors: kData if there is nothing to learn from, or if the loss stops being finite in the first epoch.
Result<LossHistory> train_forecaster(const Forecaster<float>& net, const TrainingConfig& config, std::size_t window,
                                     double dropout, const TrainingData& data, const TrainingControl& control,
                                     const Kernels<float>& kernels, std::span<float> parameters);

/// Mean squared one-step error over the validating rows of every series, the state warmed up on the `window` rows
/// before them; NaN if no target is present there.
double forecast_loss(const Forecaster<float>& net, std::span<const float> parameters, const Kernels<float>& kernels,
                     const TrainingData& data, std::size_t window);

}  // namespace tidegate
