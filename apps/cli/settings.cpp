#include "cli/settings.h"

#include "cli/console.h"

#include <toml++/toml.h>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "tidegate/option_value.h"
#include "tidegate/options.h"

namespace tidegate::cli {
namespace {

std::string hyphenated(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

std::string environment_name(std::string_view option) {
  std::string name = "TIDEGATE_";
  for (const char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

/// Scalars as they are written, lists as `Settings::list` reads them: the entries of an array are taken as they are.
std::string toml_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* list = node.as_array()) {
    std::vector<std::string> words;
    for (const toml::node& entry : *list) words.push_back(toml_text(entry));
    return join_list(words);
  }
  std::ostringstream out;
  node.visit([&](const auto& value) { out << value; });
  return out.str();
}

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

}  // namespace

Status Settings::set(std::string_view name, std::string value, std::string_view place) {
  const std::string key = hyphenated(name);
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
    const std::string near = nearest_name(key, known_);
    return fail(ErrorKind::kUsage, "unknown option '" + std::string(name) + "' in " + std::string(place) +
                                       (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
  if (is_switch(key)) {
    const auto on = parse_switch(key, value);
    if (!on) return on.error();
    value = *on ? "true" : "false";
  }
  values_[key] = std::move(value);
  return {};
}

Status Settings::read_toml(const std::string& path) {
  if (std::filesystem::is_directory(path)) return fail(ErrorKind::kUsage, "--config " + path + ": is a directory");
  toml::table table;
  try {  // the library throws; here its message becomes ours
    table = toml::parse_file(path);
  } catch (const toml::parse_error& problem) {
    const auto line = problem.source().begin.line;
    return fail(ErrorKind::kUsage, "--config " + path + (line > 0 ? ", line " + std::to_string(line) : "") + ": " +
                                       std::string(problem.description()));
  }
  for (const auto& [key, node] : table)
    if (auto done = set(key.str(), toml_text(node), path); !done) return done;
  return {};
}

Status Settings::read_assignment(const std::string& assignment) {
  const std::size_t at = assignment.find('=');
  if (at == std::string::npos || at == 0)
    return fail(ErrorKind::kUsage, "--set: '" + assignment + "' is not of the form key=value");
  return set(assignment.substr(0, at), assignment.substr(at + 1), "--set");
}

Status Settings::read_environment() {
  for (const std::string& name : known_)
    if (const char* value = std::getenv(environment_name(name).c_str()); value != nullptr)
      if (auto done = set(name, value, "the environment"); !done) return done;
  return {};
}

bool Settings::is_switch(std::string_view name) const {
  return std::find(switches_.begin(), switches_.end(), name) != switches_.end();
}

bool Settings::is_on(std::string_view name) const { return text(name) == "true"; }

std::string Settings::text(std::string_view name, std::string_view otherwise) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? std::string(otherwise) : found->second;
}

std::vector<std::string> Settings::list(std::string_view name) const { return split_list(text(name)); }

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

Result<ReadOptions> reading(const Settings& settings) {
  ReadOptions options;
  const auto format = input_format(settings.text("format-in"));
  if (!format) return format.error();
  const auto separator = delimiter(settings.text("delimiter"));
  if (!separator) return separator.error();
  options.format = *format;
  options.delimiter = *separator;
  options.time = settings.text("time");
  options.time_zone = settings.text("time-zone");
  options.channels = settings.list("channels");
  // A channel that is only an input must still be read.
  if (!options.channels.empty())
    for (const std::string& name : settings.list("inputs-only"))
      if (std::find(options.channels.begin(), options.channels.end(), name) == options.channels.end())
        options.channels.push_back(name);
  options.label = settings.text("label");
  options.key = settings.text("key");
  options.categories = settings.list("categories");
  options.label_windows = settings.text("label-windows");
  options.stop_requested = interrupted;
  if (settings.has("decimal-comma")) options.decimal_comma = settings.is_on("decimal-comma");
  if (settings.has("resample")) {
    const auto length = parse_duration("resample", settings.text("resample"));
    if (!length) return length.error();
    options.resample = *length;
  }
  return options;
}

Result<DetectorConfig> detector_config(const Settings& settings) {
  DetectorConfig config;
  for (const OptionInfo& option : detector_options()) {
    if (!settings.has(option.name)) continue;
    if (auto done = set_option(config, option.name, settings.text(option.name)); !done) return done.error();
  }
  return config;
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

Error no_effect_on_model(const std::string& option) {
  return fail(ErrorKind::kUsage, "--" + option +
                                     " has no effect on the detector of --model, which was made with its own; "
                                     "leave out one of the two, or train again");
}

Result<Duration> parse_duration(std::string_view option, std::string_view text) {
  double amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const std::pair<std::string_view, double> units[] = {{"ms", 1e6},   {"s", 1e9},    {"m", 60e9},
                                                       {"min", 60e9}, {"h", 3600e9}, {"d", 86400e9}};
  for (const auto& [name, nanoseconds] : units)
    if (error == std::errc{} && name == unit && amount * nanoseconds >= 1 && amount * nanoseconds < 9e18)
      return Duration(static_cast<std::int64_t>(amount * nanoseconds));
  return fail(ErrorKind::kUsage, "--" + std::string(option) + ": '" + std::string(text) +
                                     "' is not a length of time; write e.g. 500ms, 30s, 5m, 1h, 1d");
}

}  // namespace tidegate::cli
