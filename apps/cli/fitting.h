// Training as the verbs `train` and `detect` do it: the part to learn from, the time told beforehand, progress.
#pragma once
#include <optional>
#include <string>
#include <utility>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/detector.h"

namespace tidegate::cli {

VerbOption train_part_option(std::string_view otherwise);
VerbOption from_option();

struct Fitted {
  Detector detector;
  std::size_t first = 0, last = 0;  ///< input rows it was trained on, if it was trained here
  bool trained_here = true;         ///< false: loaded from a file
};

/// Trains on the part named by --train-part (`otherwise` if it is not given) with words and a progress bar on standard
/// error. Errors as Detector::train.
Result<Fitted> fit(const Series& series, const Settings& settings, std::string_view otherwise, const Console& console);

}  // namespace tidegate::cli
