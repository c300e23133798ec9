// Watching and steering a training run, and what is kept of it.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tidegate {

/// After each epoch of training.
struct EpochReport {
  std::size_t epoch = 0, epochs = 0;              ///< finished so far; at most
  double training_loss = 0, validation_loss = 0;  ///< scaled units squared; validation NaN if there is none
  double best_loss = 0;
  std::size_t best_epoch = 0;
  double rows_per_second = 0;
  double seconds_left = 0;  ///< to the last epoch; early stopping may come sooner
  double seconds = 0;
};

/// Reported before the first epoch, from one measured step.
struct TrainingEstimate {
  std::string model;  ///< "gru-forecaster 32 (3,297 weights)"
  std::string part;   ///< "9,600 rows of 1 channel"
  double seconds_per_epoch = 0;
  std::size_t epochs = 0;       ///< at most
  std::size_t epochs_done = 0;  ///< of these, before: training goes on from a checkpoint
};

/// Called from the training thread.
struct TrainingControl {
  std::function<void(const TrainingEstimate&)> on_start;
  std::function<void(const EpochReport&)> on_epoch;
  std::function<bool()> stop_requested;  ///< asked between steps; true = end now with the best so far
  std::filesystem::path from;            ///< weights to start from: a .safetensors file or a detector; empty = fresh
  std::filesystem::path checkpoint;      ///< kept after every epoch, and gone on from if it is there; empty = none
};

struct LossHistory {
  std::vector<double> training, validation;  ///< one entry an epoch
  std::size_t best_epoch = 0;                ///< from 1; 0 = untrained weights were best or no training
  std::string stopped;                       ///< why training ended, in words
  bool interrupted = false;
  double seconds = 0;
  double untrained_loss = 0;  ///< of the validation part before the first step
};

}  // namespace tidegate
