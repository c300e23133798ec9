// The one place where options become types: what a verb asks the library for.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/evaluate.h"
#include "tidegate/offline.h"

namespace tidegate::cli {

/// Options that several verbs declare.
VerbOption each_channel_option();
VerbOption key_option();
VerbOption train_part_option(std::string_view otherwise);
VerbOption train_keys_option();
VerbOption from_option();
std::string many_files_help();  ///< what FILE is of a verb that takes many files

/// FILE stands for many files, or each-channel is given.
bool is_collection(const std::string& file, const Settings& settings);
/// The input's rows belong to ids: key is given and is not `none`, or else the detector was trained with it.
bool has_ids(const Settings& settings, const Detector* detector = nullptr);

/// How to read the input, and whose its rows are. Errors: kUsage.
Result<SetOptions> set_options(const Settings& settings);
/// The set of series that FILE is. Errors: kUsage (also where --output is one of its files), and of SeriesSet::open.
Result<SeriesSet> open_set(const std::string& file, const Settings& settings, const Observer& observer,
                           bool one_table = false);

/// Defaults, then what is set. Errors: kUsage.
Result<DetectorConfig> detector_config(const Settings& settings);
/// The detectors that a list names, each with all other options that are given. Errors: kUsage.
Result<std::vector<Contestant>> contestants(const Settings& settings, const std::string& list,
                                            const std::vector<std::string>& otherwise);
Result<TrainRequest> train_request(const Settings& settings);

/// The detectors of --model; none if it is not given. Errors: kUsage where an option of training stands beside it; of
/// Detectors::open.
Result<std::optional<Detectors>> given_detectors(const Settings& settings);
/// Errors: kUsage: a fitted detector goes by the options it was made with.
Status refuse_training_options(const Settings& settings);
Error no_effect_on_model(const std::string& option);

/// The whole number an option holds; `otherwise` if it is not set. Errors: kUsage (no number, or out of range).
Result<std::int64_t> whole_number(const Settings& settings, std::string_view option, std::int64_t otherwise,
                                  std::int64_t low, std::int64_t high);
Result<std::int64_t> thread_count(const Settings& settings);

}  // namespace tidegate::cli
