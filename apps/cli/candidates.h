// The detectors of a comparison and what is measured of each.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/detector.h"

namespace tidegate::cli {

/// The rows of a comparison: learned from up to `last`, judged on those after it.
struct ComparedRows {
  const Series& series;
  std::size_t first = 0, last = 0;

  std::size_t judged() const { return series.rows.size() - last - 1; }
};

/// A detector to train, made as large as the first one.
struct Candidate {
  std::string name;
  DetectorConfig config;
  std::size_t weights = 0;
};

/// The detectors named by --detectors, each of about as many weights as the first with its own --hidden.
/// Errors: kUsage.
Result<std::vector<Candidate>> candidates(const Settings& settings, const ComparedRows& rows);

struct PlantedFinds {
  std::size_t planted = 0, found = 0;
};

/// Log-likelihood and error are means over the values judged, in scaled units; of a net that foresees no values, none.
struct Measured {
  std::string name, hidden;
  std::size_t weights = 0;
  double seconds = 0;                                       ///< of training
  std::size_t epochs = 0;                                   ///< until it ended
  std::vector<double> log_densities;                        ///< of each judged value, in rows' order
  double error = 0;                                         ///< root of the mean squared error, scaled units
  std::vector<std::pair<std::string, PlantedFinds>> finds;  ///< by kind
  std::size_t events = 0;                                   ///< among the judged rows as they are
  double step_ns = 0;                                       ///< of a row in a stream
  std::size_t stream_bytes = 0;

  PlantedFinds all_finds() const;
  double log_likelihood() const;  ///< NaN if there is none
};

/// Trains and measures one. Errors: of training; kInterrupted.
Result<Measured> measure(const Candidate& candidate, const ComparedRows& rows, const Console& console);

/// The rule that nothing changes, beside which every net has to show its worth: likelihood and error only.
Measured value_before(const ComparedRows& rows);

}  // namespace tidegate::cli
