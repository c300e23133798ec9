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
                                       "' is not a duration; write for example 500ms, 30s, 5m, 1h, 1d");
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
    return fail(ErrorKind::kUsage, "--train-keys needs --key COLUMN, the series id column");
  if (settings.has("key") && settings.text("key").empty())
    return fail(ErrorKind::kUsage, "--key needs the name of a column; use --key none if all rows belong to one series");
  if (has_ids(settings) && settings.is_on("shared"))
    return fail(ErrorKind::kUsage,
                "--shared works with a folder or --each-channel; with --key all series share one detector anyway");
  return {};
}

}  // namespace

std::vector<VerbOption> reading_options() {
  return {
      {"format-in", "input format: csv, jsonl or npy (default: detected)", "FORMAT"},
      {"time", "time column, by name or number, or none (default: detected)", "COLUMN"},
      {"time-zone", "IANA zone of time stamps without one, e.g. Europe/Berlin (default: UTC)", "NAME"},
      {"channels",
       "channels, by name or number, in this order (default: every numeric column); quote a name that contains a "
       "comma: '\"flow, l/s\",temp'",
       "a,b,c"},
      {"categories",
       "text columns to read as 0/1 channels, one per value: proto=tcp is 1 where proto is tcp; quote a name that "
       "contains a comma",
       "a,b,c"},
      {"label", "0/1 label column: shown in results; used only by classifiers and label-based thresholds", "COLUMN"},
      {"label-windows", "file of anomalous windows, instead of --label: one start,end per line, or JSON in NAB's form",
       "FILE"},
      {"delimiter", "field delimiter: , ; | or tab (default: detected)", "C"},
      {"decimal-comma", "numbers have a decimal comma (3,14)", ""},
      {"resample", "replace rows by means over bins of this length: 500ms, 30s, 5m, 1h, 1d", "LENGTH"}};
}

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
  auto options = reading(settings);
  if (!options) return options.error();
  return SetOptions{.reading = std::move(*options), .each_channel = settings.is_on("each-channel")};
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
                                       " names several detectors; add --combine (or, and, at-least:K) to combine their "
                                       "events, or name one detector");
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
