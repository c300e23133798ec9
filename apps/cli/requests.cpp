#include "cli/requests.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "tidegate/config.h"
#include "tidegate/series.h"

namespace tidegate::cli {
namespace {

Result<InputFormat> input_format(const std::string& text) {
  if (text.empty() || text == "auto") return InputFormat::kAuto;
  if (text == "csv") return InputFormat::kCsv;
  if (text == "jsonl") return InputFormat::kJsonLines;
  if (text == "npy") return InputFormat::kNpy;
  return fail(ErrorKind::kUsage, "--format-in: '" + text + "' is not a known format; allowed: csv, jsonl, npy");
}

Result<char> delimiter(const std::string& text) {
  if (text.empty()) return '\0';
  if (text == "tab" || text == "\\t") return '\t';
  if (text.size() == 1) return text[0];
  return fail(ErrorKind::kUsage, "--delimiter: '" + text + "' is not one character; allowed: , ; | or tab");
}

/// A channel that is only an input must still be read.
std::vector<std::string> channels_to_read(const Settings& settings) {
  std::vector<std::string> channels = settings.list("channels");
  if (channels.empty()) return channels;
  for (const std::string& name : settings.list("inputs-only"))
    if (std::ranges::find(channels, name) == channels.end()) channels.push_back(name);
  return channels;
}

Result<ReadOptions> reading(const Settings& settings) {
  const auto format = input_format(settings.text("format-in"));
  if (!format) return format.error();
  const auto separator = delimiter(settings.text("delimiter"));
  if (!separator) return separator.error();
  ReadOptions options;
  options.format = *format;
  options.delimiter = *separator;
  options.time = settings.text("time");
  options.time_zone = settings.text("time-zone");
  options.channels = channels_to_read(settings);
  options.label = settings.text("label");
  options.key = settings.text("key");
  options.categories = settings.list("categories");
  options.label_windows = settings.text("label-windows");
  options.stop_requested = interrupted;
  if (settings.has("decimal-comma")) options.decimal_comma = settings.is_on("decimal-comma");
  if (!settings.has("resample")) return options;
  const auto length = parse_duration(settings.text("resample"));
  if (!length)
    return fail(ErrorKind::kUsage, "--resample: '" + settings.text("resample") +
                                       "' is not a length of time; write e.g. 500ms, 30s, 5m, 1h, 1d");
  options.resample = *length;
  return options;
}

Result<std::optional<Detectors>> open_detectors(const std::string& model) {
  auto detectors = Detectors::open(model);
  if (!detectors) return detectors.error();
  return std::optional<Detectors>(std::move(*detectors));
}

/// Options of ids that do not go with what else is said.
Status check_ids(const Settings& settings) {
  if (settings.has("train-keys") && !has_ids(settings))
    return fail(ErrorKind::kUsage, "--train-keys goes with --key COLUMN, which says whose a row is");
  if (settings.has("key") && settings.text("key").empty())
    return fail(ErrorKind::kUsage, "--key needs the name of a column; --key none if all rows are of one series");
  if (has_ids(settings) && settings.is_on("shared"))
    return fail(ErrorKind::kUsage,
                "--shared is for a folder or --each-channel; with --key there is one detector anyway");
  return {};
}

}  // namespace

std::vector<VerbOption> reading_options() {
  return {
      {"format-in", "csv, jsonl or npy; found by content if not given", "FORMAT"},
      {"time", "time column by name or number, or none", "COLUMN"},
      {"time-zone", "IANA zone of stamps without one, e.g. Europe/Berlin; UTC if not given", "NAME"},
      {"channels",
       "columns to use, by name or number, in this order; every numeric one if not given; quote a name that holds a "
       "comma: '\"flow, l/s\",temp'",
       "a,b,c"},
      {"categories",
       "text columns to read as flags, by name: proto=tcp is 1 where proto is tcp; quote a name that holds a comma",
       "a,b,c"},
      {"label",
       "column of 0 and 1: known anomalies, shown; learned from by a classifier and by limits chosen by labels",
       "COLUMN"},
      {"label-windows", "file of anomalous windows, in place of --label: start,end a line, or JSON as NAB's", "FILE"},
      {"delimiter", "between fields: , ; | or tab; found if not given", "C"},
      {"decimal-comma", "numbers are written 3,14", ""},
      {"resample", "mean over bins of this length: 500ms, 30s, 5m, 1h, 1d", "LENGTH"}};
}

VerbOption each_channel_option() {
  return {"each-channel", "every channel of FILE is a series of its own, with a detector of its own", ""};
}

VerbOption key_option() {
  return {"key", "column that says whose a row is (account, host …): a series for each, one detector for all",
          "COLUMN"};
}

VerbOption train_part_option(std::string_view otherwise) {
  return {"train-part",
          "leading rows to learn from: a share, a number of rows, or until:TIME; " + std::string(otherwise) +
              " if not given",
          "PART"};
}

VerbOption train_keys_option() {
  return {"train-keys", "with --key: learn from the first keys only, whole: a share or a number of them", "PART"};
}

VerbOption from_option() {
  return {"from",
          "start from the weights of this detector, or in this safetensors file (PyTorch's names, rnn. and head.)",
          "FILE"};
}

bool is_collection(const std::string& file, const Settings& settings) {
  std::error_code none;
  return settings.is_on("each-channel") || std::filesystem::is_directory(file, none);
}

bool has_ids(const Settings& settings, const Detector* detector) {
  if (settings.has("key")) return settings.text("key") != "none";
  return detector != nullptr && !detector->info().key.empty();
}

Result<SetOptions> set_options(const Settings& settings) {
  if (auto fine = check_ids(settings); !fine) return fine.error();
  auto options = reading(settings);
  if (!options) return options.error();
  return SetOptions{.reading = std::move(*options), .each_channel = settings.is_on("each-channel")};
}

Result<SeriesSet> open_set(const std::string& file, const Settings& settings, const Observer& observer,
                           bool one_table) {
  auto options = set_options(settings);
  if (!options) return options.error();
  options->one_table = one_table;
  return SeriesSet::open(file, *options, observer);
}

Result<DetectorConfig> detector_config(const Settings& settings) {
  DetectorConfig config;
  for (const OptionInfo& option : detector_options()) {
    if (!settings.has(option.name)) continue;
    if (auto done = set_option(config, option.name, settings.text(option.name)); !done) return done.error();
  }
  return config;
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
  const std::vector<std::string> named = settings.list("model");
  if (named.size() == 1 && !std::filesystem::exists(settings.text("model"))) return open_detectors(named.front());
  if (named.size() > 1 && !std::filesystem::exists(settings.text("model")))
    return fail(ErrorKind::kUsage, "--model " + settings.text("model") +
                                       " names several detectors; say with --combine (or, and, at-least:K) how their "
                                       "events become one, or name one of them");
  return open_detectors(settings.text("model"));
}

Status refuse_training_options(const Settings& settings) {
  std::vector<std::string> names = {"train-part", "train-keys", "from"};
  for (const OptionInfo& option : detector_options()) names.push_back(option.name);
  for (const std::string& name : names)
    if (settings.has(name) && name != "seed" && name != "threads") return no_effect_on_model(name);
  return {};
}

Error no_effect_on_model(const std::string& option) {
  return fail(ErrorKind::kUsage, "--" + option +
                                     " has no effect on the detector of --model, which was made with its own; "
                                     "leave out one of the two, or train again");
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
