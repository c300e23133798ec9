#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_net(Config& c, Visit&& visit) {
  visit(Option{.name = "cell", .help = "recurrent cell", .choices = "rnn|rnn-relu|lstm|gru"}, c.cell);
  visit(Option{.name = "net",
               .help = "what the network is trained to do: foresee rows, give back a window, or tell from labels how "
                       "probable an anomaly is",
               .choices = "forecaster|autoencoder|classifier"},
        c.net);
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
  visit(Option{.name = "horizon",
               .help = "rows a forecaster predicts at each step; a row is judged by all predictions made of it",
               .unit = "rows",
               .low = 1,
               .high = 1000},
        c.horizon);
  visit(Option{.name = "target",
               .help = "first row a forecaster gives: the next one, or the last one it read (it gives back its input); "
                       "what a classifier tells of: the row it read, or any row of the last window",
               .choices = "next|last|row|window"},
        c.target);
  visit(Option{.name = "bidirectional", .help = "an autoencoder's encoder reads its window from both ends"},
        c.bidirectional);
  visit(
      Option{.name = "state",
             .help = "carried from row to row, or begun anew a window before each row, which costs a window of steps a "
                     "row",
             .choices = "carried|window"},
      c.state);
}

}  // namespace tidegate
