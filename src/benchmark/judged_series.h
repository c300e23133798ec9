// One detector on one series: trained on the training part, judging the rows after it.
#pragma once
#include "tidegate/benchmark.h"

namespace tidegate {

struct JudgedRun {
  JudgedSeries judged;
  double train_seconds = 0, score_seconds = 0;
  std::string failure;  ///< as of Trial
};

/// The training part alone is what the detector is fitted on. Errors: kInterrupted; all others end up in `failure`, and
/// `judged` is what `random_series` gives.
Result<JudgedRun> judge_series(const DetectorConfig& config, const LabelledSeries& series, std::uint64_t seed,
                               const Observer& observer);

/// What a detector without knowledge says: scores in [0, 1), of which those above .99 are flagged, each run an event.
/// Same name, same seed, same scores.
JudgedSeries random_series(const LabelledSeries& series, std::uint64_t seed);

}  // namespace tidegate
