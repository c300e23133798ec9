// The training loop: batches, gradients by tiles, clipping, the optimiser, validation, early stopping, going on later.
#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "model/training/loss.h"
#include "model/training/targets.h"
#include "tidegate/config.h"
#include "tidegate/observer.h"

namespace tidegate {

/// What is trained, on what.
struct TrainingTask {
  const Network<float>& net;
  const TrainingConfig& config;
  std::size_t window = 0;  ///< rows the state is warmed up on, and the length of separate windows
  double dropout = 0;
  const TrainingData& data;
  const Kernels<float>& kernels;
  double positive_weight = 1;  ///< cross-entropy only
  /// Parameters [frozen_begin, frozen_end) are left as they are for the first epochs.
  std::size_t frozen_begin = 0, frozen_end = 0, frozen_epochs = 0;
};

/// A run that can be left and gone on with: the state after an epoch as bytes, for the same task and version.
struct TrainingKeeper {
  std::string resume;                            ///< the state to go on from; empty = from the start
  std::function<Status(std::string_view)> keep;  ///< called after every epoch, if given; its error ends the run
};

/// Trains `parameters` in place; at the end they are those of the epoch with the lowest validation loss (the untrained
/// ones if no epoch was better), or, with patience 0, those of the last epoch. Same seed, any number of threads, left
/// and resumed or not: the same bits (gradients are summed by tiles whose size depends on the batch alone, in tile
/// order).
/// Errors: kUsage (unknown loss, optimizer, schedule), kData if there is nothing to learn from, or if the loss stops
/// being finite in the first epoch; kModel for a state to resume from that does not fit.
Result<LossHistory> train_network(const TrainingTask& task, const TrainingControl& control,
                                  const TrainingKeeper& keeper, std::span<float> parameters);

/// Mean loss over the validating rows of every series, the state warmed up on the `window` rows before them; NaN if no
/// target is present there. Contract: a loss that suits the net.
double validation_loss(const TrainingTask& task, const Loss<float>& loss, const TrainingData& data,
                       std::span<const float> parameters);

}  // namespace tidegate
