#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_transform(Config& c, Visit&& visit) {
  visit(
      Option{.name = "transform",
             .help = "what becomes of a channel before it is scaled: log for counts and heavy tails (asinh, of either "
                     "sign; what is expected is given in the channel's own unit); auto takes it for skewed channels "
                     "without a value below 0",
             .choices = "none|log|auto"},
      c.transform);
}

template <class Config, class Visit>
void describe_scaler(Config& c, Visit&& visit) {
  visit(Option{.name = "scaler",
               .help = "how a channel is centred and scaled; fitted on the training part",
               .choices = "standard|minmax|robust|none"},
        c.scaler);
  visit(Option{.name = "clip",
               .help = "network inputs are cut at this many scaled units on both sides (scores are not); lower shields "
                       "the state from outliers",
               .unit = "scaled units",
               .low = 1,
               .high = 1e6},
        c.clip);
}

template <class Config, class Visit>
void describe_missing(Config& c, Visit&& visit) {
  visit(
      Option{.name = "missing",
             .help = "what the network sees where a value is missing: its own prediction (mask), the value before, the "
                     "mean, or a straight line (in a stream, where the next value is not known yet: the value before)",
             .choices = "mask|previous|mean|linear"},
      c.missing);
}

template <class Config, class Visit>
void describe_features(Config& c, Visit&& visit) {
  visit(
      Option{.name = "features",
             .help = "further inputs of the network, separated by commas, never scored: calendar (time of day, day of "
                     "the week), fourier (the periods found), rolling:N (mean, deviation, lowest and highest of the "
                     "last N rows of each scored channel; several with different N), difference (to the row before); "
                     "auto chooses, none has "
                     "none"},
      c.features);
}

}  // namespace tidegate
