#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_threshold(Config& c, Visit&& visit) {
  visit(Option{.name = "threshold",
               .help = "fixed:V, percentile:P or sigma:K, fitted on the scores of the training part"},
        c.threshold);
  visit(Option{.name = "threshold-data",
               .help = "scores the threshold is fitted on: those of the training part, or of the data that is scored, "
                       "which a stream does not have",
               .choices = "training|scored"},
        c.data);
}

}  // namespace tidegate
