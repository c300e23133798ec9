#include "cli/requests.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "tidegate/config.h"
#include "tidegate/series.h"

namespace tidegate::cli {
namespace {

/// A channel that is only an input must still be read.
void add_inputs_only(const Settings& settings, std::vector<std::string>& channels) {
  if (channels.empty()) return;
  for (const std::string& name : settings.list("inputs-only"))
    if (std::ranges::find(channels, name) == channels.end()) channels.push_back(name);
}

/// Options of ids that do not go with what else is said.
Status check_ids(const Settings& settings) {
  if (settings.has("train-keys") && !has_ids(settings))
    return fail(ErrorKind::kUsage, "--train-keys needs --key COLUMN, the series id column");
  if (settings.has("key") && settings.text("key").empty())
    return fail(ErrorKind::kUsage, "--key needs the name of a column; use --key none if all rows belong to one series");
  if (has_ids(settings) && settings.is_on("shared"))
    return fail(ErrorKind::kUsage,
                "--shared works with a folder or --each-channel; with --key all series share one detector anyway");
  return {};
}

}  // namespace

std::string many_files_help() {
  return "CSV, JSON lines or npy, also gzipped; - = standard input; or " + SeriesSet::collections_help();
}

VerbOption each_channel_option() {
  return {"each-channel", "treat every channel of FILE as a separate series with its own detector", ""};
}

VerbOption key_option() {
  return {"key", "series id column (account, host, …): one series per value, one shared detector", "COLUMN"};
}

VerbOption train_part_option(std::string_view otherwise) {
  return {
      "train-part",
      "leading rows to train on: a share, a number of rows, or until:TIME (default: " + std::string(otherwise) + ")",
      "PART"};
}

VerbOption train_keys_option() {
  return {"train-keys", "with --key: train on whole series only, the first ones by appearance: a share or a number",
          "PART"};
}

VerbOption from_option() {
  return {"from",
          "start from the weights of this model file, or of a safetensors file with PyTorch's names (rnn. and head.)",
          "FILE"};
}

bool is_collection(const std::string& file, const Settings& settings) {
  return SeriesSet::is_collection(file, settings.is_on("each-channel"));
}

bool has_ids(const Settings& settings, const Detector* detector) {
  if (settings.has("key")) return settings.text("key") != "none";
  return detector != nullptr && !detector->info().key.empty();
}

Result<SetOptions> set_options(const Settings& settings) {
  if (auto fine = check_ids(settings); !fine) return fine.error();
  SetOptions options{.reading = {.key = settings.text("key"), .stop_requested = interrupted},
                     .each_channel = settings.is_on("each-channel")};
  for (const ReadOption& option : read_options())
    if (settings.has(option.name))
      if (auto set = set_read_option(options.reading, option.name, settings.text(option.name)); !set)
        return set.error();
  add_inputs_only(settings, options.reading.channels);
  return options;
}

Result<SeriesSet> open_set(const std::string& file, const Settings& settings, const Observer& observer,
                           bool one_table) {
  auto options = set_options(settings);
  if (!options) return options.error();
  options->one_table = one_table;
  auto set = SeriesSet::open(file, *options, observer);
  if (!set) return set.error();
  if (auto fine = check_replaces_none(*set, {settings.text("output", "-")}); !fine) return fine.error();
  return set;
}

Result<DetectorConfig> detector_config(const Settings& settings) {
  DetectorConfig config;
  for (const OptionInfo& option : detector_options()) {
    if (!settings.has(option.name)) continue;
    if (auto done = set_option(config, option.name, settings.text(option.name)); !done) return done.error();
  }
  return config;
}

Result<std::vector<Contestant>> contestants(const Settings& settings, const std::string& list,
                                            const std::vector<std::string>& otherwise) {
  std::vector<std::string> names = settings.list(list);
  if (names.empty()) names = otherwise;
  std::vector<Contestant> all;
  for (const std::string& name : names) {
    Settings own = settings;
    if (auto set = own.set("detector", name, "--" + list); !set) return set.error();
    auto config = detector_config(own);
    if (!config) return config.error();
    all.push_back({name, std::move(*config)});
  }
  return all;
}

Result<TrainRequest> train_request(const Settings& settings) {
  auto config = detector_config(settings);
  if (!config) return config.error();
  return TrainRequest{.config = std::move(*config),
                      .train_part = settings.given("train-part"),
                      .train_keys = settings.text("train-keys"),
                      .from = settings.text("from"),
                      .checkpoint = settings.text("checkpoint")};
}

Result<std::optional<Detectors>> given_detectors(const Settings& settings) {
  if (!settings.has("model")) return std::optional<Detectors>();
  if (auto fine = refuse_training_options(settings); !fine) return fine.error();
  const std::string model = settings.text("model");
  const std::vector<std::string> named = settings.list("model");
  const bool is_path = std::filesystem::exists(model);
  if (named.size() > 1 && !is_path)
    return fail(ErrorKind::kUsage, "--model " + model +
                                       " names several detectors; add --combine (or, and, at-least:K) to combine their "
                                       "events, or name one detector");
  auto detectors = Detectors::open(named.size() == 1 && !is_path ? named.front() : model);
  if (!detectors) return detectors.error();
  return std::optional(std::move(*detectors));
}

Status refuse_training_options(const Settings& settings) {
  std::vector<std::string> names = {"train-part", "train-keys", "from"};
  for (const OptionInfo& option : detector_options()) names.push_back(option.name);
  for (const std::string& name : names)
    if (settings.has(name) && name != "seed" && name != "threads") return no_effect_on_model(name);
  return {};
}

Error no_effect_on_model(const std::string& option) {
  return fail(
      ErrorKind::kUsage,
      "--" + option + " has no effect: the detector of --model has its own; leave out one of the two, or train again");
}

Result<std::int64_t> whole_number(const Settings& settings, std::string_view option, std::int64_t otherwise,
                                  std::int64_t low, std::int64_t high) {
  if (!settings.has(option)) return otherwise;
  const std::string text = settings.text(option);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && number >= low && number <= high) return number;
  return fail(ErrorKind::kUsage, "--" + std::string(option) + ": '" + text + "' is not a whole number from " +
                                     std::to_string(low) + " to " + std::to_string(high));
}

Result<std::int64_t> thread_count(const Settings& settings) { return whole_number(settings, "threads", 0, 0, 1024); }

}  // namespace tidegate::cli
