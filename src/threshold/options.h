#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_threshold(Config& c, Visit&& visit) {
  visit(
      Option{.name = "threshold",
             .help =
                 "fixed:V, percentile:P, sigma:K, mad:K, iqr:K or pot:Q, fitted on the scores of the training part; "
                 "spot:Q, dspot:Q,DEPTH or dynamic:HISTORY, which go on learning from the stream; best-f1, precision:P "
                 "or recall:R, chosen by labels"},
      c.threshold);
  visit(Option{.name = "threshold-data",
               .help = "scores the threshold is fitted on: those of the training part, or of the data that is scored, "
                       "which a stream does not have",
               .choices = "training|scored"},
        c.data);
}

}  // namespace tidegate
