// The detectors of a comparison and what is measured of each.
#pragma once
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/planting.h"
#include "cli/settings.h"
#include "tidegate/detector.h"

namespace tidegate::cli {

/// A detector to train, made as large as the first one.
struct Candidate {
  std::string name;
  DetectorConfig config;
  std::size_t weights = 0;
};

/// The detectors named by --detectors, each of about as many weights as the first with its own --hidden.
/// Errors: kUsage.
Result<std::vector<Candidate>> candidates(const Settings& settings, const ComparedRows& rows);

/// Rows of a series without a score, with the longest window among the detectors.
std::size_t longest_warmup(const std::vector<Candidate>& all, const ComparedRows& rows);

/// Log-likelihood and error are means over the values judged, in scaled units; of a net that foresees no values, none.
struct Measured {
  std::string name, hidden;
  std::size_t weights = 0;
  double seconds = 0;                 ///< of training
  std::size_t epochs = 0;             ///< until it ended
  std::vector<double> log_densities;  ///< of each judged value, in rows' order
  double error = 0;                   ///< root of the mean squared error, scaled units
  FindsByKind finds;
  std::size_t events = 0;  ///< among the judged rows as they are
  double step_ns = 0;      ///< of a row in a stream
  std::size_t stream_bytes = 0;

  PlantedFinds all_finds() const;
  double log_likelihood() const;  ///< NaN if there is none
};

/// Trains and measures one; anomalies are planted behind `warmup` rows of a series, the same for all detectors. Errors:
/// of training; kInterrupted.
Result<Measured> measure(const Candidate& candidate, const ComparedRows& rows, std::size_t warmup,
                         const Console& console);

/// The rule that nothing changes, beside which every net has to show its worth: likelihood and error only.
Measured value_before(const ComparedRows& rows);

}  // namespace tidegate::cli
