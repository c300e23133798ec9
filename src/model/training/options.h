#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_training(Config& c, Visit&& visit) {
  visit(Option{.name = "loss", .help = "what training lowers", .choices = "mse"}, c.loss);
  visit(Option{.name = "optimizer", .help = "how weights move", .choices = "adam"}, c.optimizer);
  visit(Option{.name = "learning-rate", .help = "step size of the optimizer", .low = 1e-8, .high = 10},
        c.learning_rate);
  visit(
      Option{
          .name = "batch", .help = "sequences side by side in one step", .unit = "sequences", .low = 1, .high = 65536},
      c.batch);
  visit(Option{.name = "epochs",
               .help = "passes over the training part, at most; 0 keeps the weights as they are",
               .unit = "epochs",
               .low = 0,
               .high = 1e6},
        c.epochs);
  visit(Option{.name = "patience",
               .help = "epochs without a better validation loss before training ends; 0 = never end early",
               .unit = "epochs",
               .low = 0,
               .high = 1e6},
        c.patience);
  visit(Option{.name = "validation",
               .help = "share of the training part, its last rows, that is not learned from but decides when to stop",
               .low = 0,
               .high = 0.9},
        c.validation);
  visit(Option{.name = "clip-norm", .help = "limit of the gradient's norm; 0 = none", .low = 0, .high = 1e6},
        c.clip_norm);
  visit(Option{.name = "chunk",
               .help = "steps back-propagated at once with the state carried on; 0 = separate windows of --window rows",
               .unit = "rows",
               .low = 0,
               .high = 1e6},
        c.chunk);
  visit(Option{.name = "seed", .help = "seed of every random number; same seed, same bits", .low = 0}, c.seed);
  visit(Option{.name = "threads",
               .help = "0 = one a core; the result does not depend on it",
               .unit = "threads",
               .low = 0,
               .high = 1024},
        c.threads);
}

}  // namespace tidegate
