#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

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

}  // namespace tidegate
