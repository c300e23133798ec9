#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

inline constexpr Word<LossKind> kLossWords[] = {{"mse", LossKind::kMse},
                                                {"mae", LossKind::kMae},
                                                {"huber", LossKind::kHuber},
                                                {"likelihood", LossKind::kLikelihood},
                                                {"cross-entropy", LossKind::kCrossEntropy}};
constexpr auto& words_of(LossKind) { return kLossWords; }

inline constexpr Word<OptimizerKind> kOptimizerWords[] = {{"adam", OptimizerKind::kAdam},
                                                          {"adamw", OptimizerKind::kAdamw}};
constexpr auto& words_of(OptimizerKind) { return kOptimizerWords; }

template <class Config, class Visit>
void describe_training(Config& c, Visit&& visit) {
  visit(Option{.name = "loss",
               .help = "loss: mse, mae or huber error; likelihood (Gaussian, the network outputs mean and variance); "
                       "cross-entropy (classifiers)"},
        c.loss);
  visit(Option{.name = "optimizer", .help = "optimiser; adamw also applies weight-decay"}, c.optimizer);
  visit(Option{.name = "weight-decay",
               .help = "weight decay of adamw: each step shrinks every weight by the learning rate times this",
               .low = 0,
               .high = 10},
        c.weight_decay);
  visit(Option{.name = "epsilon", .help = "small constant in the optimiser's denominator", .low = 1e-12, .high = 1},
        c.epsilon);
  visit(Option{.name = "schedule",
               .help = "learning-rate schedule: plateau (halved when the loss stops improving), constant, step:N "
                       "(halved every N epochs), cosine (to 0 at the last epoch)"},
        c.schedule);
  visit(Option{.name = "learning-rate", .help = "step size of the optimizer", .low = 1e-8, .high = 10},
        c.learning_rate);
  visit(Option{.name = "batch", .help = "sequences per optimiser step", .unit = "sequences", .low = 1, .high = 65536},
        c.batch);
  visit(Option{.name = "epochs",
               .help = "maximum passes over the training part; 0 keeps the starting weights",
               .unit = "epochs",
               .low = 0,
               .high = 1e6},
        c.epochs);
  visit(Option{.name = "patience",
               .help = "early stopping: epochs without a better validation loss, then the best weights are kept; 0 = "
                       "run all epochs and keep the last weights",
               .unit = "epochs",
               .low = 0,
               .high = 1e6},
        c.patience);
  visit(Option{.name = "validation",
               .help = "share of the training part, its last rows, used for validation (early stopping)",
               .low = 0,
               .high = 0.9},
        c.validation);
  visit(Option{.name = "clip-norm", .help = "maximum gradient norm; 0 = no clipping", .low = 0, .high = 1e6},
        c.clip_norm);
  visit(Option{.name = "chunk",
               .help = "steps of truncated back-propagation, with carried state; 0 = separate windows",
               .unit = "rows",
               .low = 0,
               .high = 1e6},
        c.chunk);
  visit(Option{.name = "freeze",
               .help = "epochs in which recurrent layers taken from a detector of other channels stay frozen",
               .unit = "epochs",
               .low = 0,
               .high = 1e6},
        c.freeze);
  visit(Option{.name = "seed", .help = "seed of all random numbers; the same seed gives the same bits", .low = 0},
        c.seed);
  visit(Option{.name = "threads",
               .help = "number of threads, 0 = one per core; the result does not depend on it",
               .unit = "threads",
               .low = 0,
               .high = 1024},
        c.threads);
}

}  // namespace tidegate
