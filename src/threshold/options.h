#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

inline constexpr Word<ThresholdData> kThresholdDataWords[] = {{"training", ThresholdData::kTraining},
                                                              {"scored", ThresholdData::kScored}};
constexpr auto& words_of(ThresholdData) { return kThresholdDataWords; }

template <class Config, class Visit>
void describe_threshold(Config& c, Visit&& visit) {
  visit(
      Option{.name = "threshold",
             .help = "threshold rule. Constant: fixed:V, percentile:P, sigma:K, mad:K, iqr:K, pot:Q. Adaptive (learns "
                     "from the stream): spot:Q, dspot:Q,DEPTH, dynamic:HISTORY. From labels: best-f1, precision:P, "
                     "recall:R"},
      c.threshold);
  visit(Option{.name = "threshold-data",
               .help = "scores that the threshold is fitted on: those of the training part, or of the scored data (not "
                       "available in a stream)"},
        c.data);
}

}  // namespace tidegate
