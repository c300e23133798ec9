// The detectors of a comparison and what is measured of each.
#pragma once
#include <string>
#include <vector>

#include "evaluate/planting.h"

namespace tidegate {

/// A detector to train, made as large as the first one.
struct Candidate {
  std::string name;
  DetectorConfig config;
  std::size_t weights = 0;
};

/// The detectors of the request, each of about as many weights as the first has with its own hidden units. Errors:
/// kUsage.
Result<std::vector<Candidate>> candidates(const std::vector<Contestant>& contestants, const ComparedRows& rows);

/// Rows of a series without a score, with the longest window among the detectors.
std::size_t longest_warmup(const std::vector<Candidate>& all, const ComparedRows& rows);

/// Trains and measures one; anomalies are planted behind `warmup` rows of a series, the same for all detectors. Errors:
/// of training; kInterrupted.
Result<Measured> measure(const Candidate& candidate, const ComparedRows& rows, std::size_t warmup,
                         const Observer& observer);

/// The rule that nothing changes, beside which every net has to show its worth: likelihood and error only.
Measured value_before(const ComparedRows& rows);

}  // namespace tidegate
