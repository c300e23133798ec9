// The training loop: batches, gradients by tiles, clipping, Adam, validation, early stopping.
#pragma once
#include <cstddef>
#include <span>

#include "model/nets/forecaster.h"
#include "tidegate/config.h"
#include "tidegate/matrix.h"
#include "tidegate/training.h"

namespace tidegate {

/// Scaled rows of the training part in order, NaN = missing. The first `training_rows` are learned from, the rest
/// validates. Shapes: rows(T, I).
struct TrainingData {
  MatrixView<const float> rows;
  std::size_t training_rows = 0;
};

/// Trains `parameters` in place; at the end they are those of the epoch with the lowest validation loss (the untrained
/// ones if no epoch was better). Same seed, any number of threads: the same bits (gradients are summed by tiles whose
/// size depends on the batch alone, in tile order).
/// Errors: kData if there is nothing to learn from, or if the loss stops being finite in the first epoch.
Result<LossHistory> train_forecaster(const Forecaster<float>& net, const TrainingConfig& config, std::size_t window,
                                     const TrainingData& data, const TrainingControl& control,
                                     const Kernels<float>& kernels, std::span<float> parameters);

/// Mean squared one-step error over rows [first, T), the state warmed up on the `window` rows before; NaN if no target
/// is present there.
double forecast_loss(const Forecaster<float>& net, std::span<const float> parameters, const Kernels<float>& kernels,
                     MatrixView<const float> rows, std::size_t first, std::size_t window);

}  // namespace tidegate
