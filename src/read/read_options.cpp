#include <algorithm>

#include "base/contracts.h"
#include "tidegate/config.h"
#include "tidegate/source.h"

namespace tidegate {
namespace {

Error refuse(std::string_view option, const std::string& text, const std::string& problem, std::string remedy) {
  return fail(ErrorKind::kUsage, option_named(option) + ": '" + text + "' " + problem)
      .about(option)
      .remedy(std::move(remedy));
}

Status set_format(ReadOptions& options, const std::string& text) {
  constexpr std::pair<std::string_view, InputFormat> kFormats[] = {{"", InputFormat::kAuto},
                                                                   {"auto", InputFormat::kAuto},
                                                                   {"csv", InputFormat::kCsv},
                                                                   {"jsonl", InputFormat::kJsonLines},
                                                                   {"npy", InputFormat::kNpy}};
  for (const auto& [word, format] : kFormats)
    if (word == text) {
      options.format = format;
      return {};
    }
  return refuse("format-in", text, "is not a known format", "allowed: csv, jsonl, npy");
}

Status set_delimiter(ReadOptions& options, const std::string& text) {
  if (text.size() > 1 && text != "tab" && text != "\\t")
    return refuse("delimiter", text, "is not one character", "allowed: , ; | or tab");
  options.delimiter = text.empty() ? '\0' : text.size() > 1 ? '\t' : text[0];
  return {};
}

Status set_decimal_comma(ReadOptions& options, const std::string& text) {
  const auto on = parse_switch("decimal-comma", text);
  if (!on) return on.error();
  options.decimal_comma = *on;
  return {};
}

Status set_resample(ReadOptions& options, const std::string& text) {
  const auto length = parse_duration(text);
  if (!length) return refuse("resample", text, "is not a duration", "write for example 500ms, 30s, 5m, 1h, 1d");
  options.resample = *length;
  return {};
}

template <auto kField>
Status set_text(ReadOptions& options, const std::string& text) {
  options.*kField = text;
  return {};
}

template <auto kField>
Status set_list(ReadOptions& options, const std::string& text) {
  options.*kField = split_list(text);
  return {};
}

struct Row {
  const char *name, *value, *help;
  Status (*set)(ReadOptions&, const std::string&);
};

constexpr Row kOptions[] = {
    {"format-in", "FORMAT", "input format: csv, jsonl or npy (default: detected)", set_format},
    {"time", "COLUMN", "time column, by name or number, or none (default: detected)", set_text<&ReadOptions::time>},
    {"time-zone", "NAME", "IANA zone of time stamps without one, e.g. Europe/Berlin (default: UTC)",
     set_text<&ReadOptions::time_zone>},
    {"channels", "a,b,c",
     "channels, by name or number, in this order (default: every numeric column); quote a name that contains a comma: "
     "'\"flow, l/s\",temp'",
     set_list<&ReadOptions::channels>},
    {"categories", "a,b,c",
     "text columns to read as 0/1 channels, one per value: proto=tcp is 1 where proto is tcp; quote a name that "
     "contains a comma",
     set_list<&ReadOptions::categories>},
    {"label", "COLUMN", "0/1 label column: shown in results; used only by classifiers and label-based thresholds",
     set_text<&ReadOptions::label>},
    {"label-windows", "FILE",
     "file of anomalous windows, instead of a label column: one start,end per line, or JSON in NAB's form",
     set_text<&ReadOptions::label_windows>},
    {"delimiter", "C", "field delimiter: , ; | or tab (default: detected)", set_delimiter},
    {"decimal-comma", "", "numbers have a decimal comma (3,14)", set_decimal_comma},
    {"resample", "LENGTH", "replace rows by means over bins of this length: 500ms, 30s, 5m, 1h, 1d", set_resample}};

}  // namespace

std::vector<ReadOption> read_options() {
  std::vector<ReadOption> options;
  for (const Row& row : kOptions) options.push_back({row.name, row.help, row.value});
  return options;
}

Status set_read_option(ReadOptions& options, std::string_view name, const std::string& text) {
  if (name == "key") return set_text<&ReadOptions::key>(options, text);
  const auto* found = std::ranges::find(kOptions, name, [](const Row& row) { return std::string_view(row.name); });
  TIDEGATE_EXPECTS(found != std::end(kOptions));
  return found->set(options, text);
}

}  // namespace tidegate
