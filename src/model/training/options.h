#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_training(Config& c, Visit&& visit) {
  visit(Option{.name = "loss",
               .help = "what training lowers: squared, absolute or Huber's error; likelihood: of a Gaussian whose mean "
                       "and variance the network gives; cross-entropy: a classifier's",
               .choices = "mse|mae|huber|likelihood|cross-entropy"},
        c.loss);
  visit(Option{.name = "optimizer",
               .help = "how weights move; adamw shrinks them by weight-decay besides",
               .choices = "adam|adamw"},
        c.optimizer);
  visit(Option{.name = "weight-decay",
               .help = "share of adamw's decay: a step shrinks every weight by the learning rate times this",
               .low = 0,
               .high = 10},
        c.weight_decay);
  visit(Option{.name = "epsilon", .help = "of the optimizer: keeps its division from 0", .low = 1e-12, .high = 1},
        c.epsilon);
  visit(Option{.name = "schedule",
               .help = "of the learning rate: plateau (halved where the loss stands still), constant, step:N (halved "
                       "every N epochs), cosine (to 0 at the last epoch)"},
        c.schedule);
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
  visit(
      Option{.name = "patience",
             .help =
                 "epochs without a better validation loss before training ends, with the best weights; 0 = all epochs, "
                 "with the last weights",
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
               .help = "steps back-propagated at once with the state carried on; 0 = separate windows",
               .unit = "rows",
               .low = 0,
               .high = 1e6},
        c.chunk);
  visit(Option{.name = "freeze",
               .help = "epochs in which recurrent layers taken over from other channels are left as they are",
               .unit = "epochs",
               .low = 0,
               .high = 1e6},
        c.freeze);
  visit(Option{.name = "seed", .help = "seed of every random number; same seed, same bits", .low = 0}, c.seed);
  visit(Option{.name = "threads",
               .help = "0 = one a core; the result does not depend on it",
               .unit = "threads",
               .low = 0,
               .high = 1024},
        c.threads);
}

}  // namespace tidegate
