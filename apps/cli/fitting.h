// Training as the verbs `train` and `detect` do it: the part to learn from, the time told beforehand, progress.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

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

/// The same on these parts with a configuration of one's own.
Result<Detector> fit_with(const DetectorConfig& config, std::span<const SeriesPart> parts, const Console& console);

/// One of many series, by one thread and without a word: the same detector as `fit` gives.
Result<Fitted> fit_member(const Series& series, const Settings& settings, std::string_view otherwise);

/// One detector for all of these parts, with words and a progress bar.
Result<Detector> fit_parts(std::span<const SeriesPart> parts, const Settings& settings, const Console& console);

/// One detector for all of these series, each learned from its own leading part.
Result<Detector> fit_shared(const std::vector<Series>& all, const Settings& settings, std::string_view otherwise,
                            const Console& console);

/// Saves to --model and describes it as the result; what an interruption left is saved too, and told.
Result<int> save_detector(const Detector& detector, const Settings& settings, bool json);

}  // namespace tidegate::cli
