#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_net(Config& c, Visit&& visit) {
  visit(Option{.name = "cell", .help = "recurrent cell", .choices = "rnn|rnn-relu|lstm|gru"}, c.cell);
  visit(Option{.name = "net", .help = "what the network is trained to do", .choices = "forecaster"}, c.net);
  visit(
      Option{.name = "hidden",
             .help = "hidden units of each layer, input side first, separated by commas; more learn more and cost more",
             .unit = "units",
             .low = 1,
             .high = 4096},
      c.hidden);
  visit(
      Option{.name = "dropout",
             .help = "share of the values passed from one layer to the next that is dropped while learning; needs two "
                     "layers",
             .low = 0,
             .high = 0.9},
      c.dropout);
  visit(
      Option{.name = "window",
             .help = "rows before the first score, and the length of training windows; 0 = 64, or an eighth of a short "
                     "training part",
             .unit = "rows",
             .low = 0,
             .high = 1e6},
      c.window);
}

}  // namespace tidegate
