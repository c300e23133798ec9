// The UCR anomaly archive: NNN_UCR_Anomaly_NAME_TRAINEND_BEGIN_END.txt, numbers on lines or all on one.
#include <algorithm>
#include <charconv>
#include <optional>

#include "data_set/parts.h"

namespace tidegate {
namespace ucr_format {  // rooms may compile as one file
namespace {

namespace fs = std::filesystem;

struct Facts {
  std::size_t training_rows = 0, begin = 0, end = 0;  ///< rows of the anomaly, half-open
};

/// The last three numbers of a name; none if it has not three.
std::optional<Facts> facts_of(const std::string& name) {
  std::size_t numbers[3] = {};
  std::string_view rest = name;
  for (int i = 2; i >= 0; --i) {
    const std::size_t bar = rest.rfind('_');
    if (bar == std::string_view::npos) return std::nullopt;
    const std::string_view word = rest.substr(bar + 1);
    const auto read = std::from_chars(word.data(), word.data() + word.size(), numbers[i]);
    if (word.empty() || read.ec != std::errc{} || read.ptr != word.data() + word.size()) return std::nullopt;
    rest = rest.substr(0, bar);
  }
  if (numbers[1] == 0 || numbers[2] < numbers[1]) return std::nullopt;
  return Facts{.training_rows = numbers[0], .begin = numbers[1] - 1, .end = numbers[2]};  // counted from 1
}

/// "113_UCR_Anomaly_CIMIS44AirTemperature1_4000_5391_5392" → "CIMIS44AirTemperature1"
std::string base_name(const std::string& name) {
  constexpr std::string_view kMark = "_UCR_Anomaly_";
  std::string base = name.substr(name.find(kMark) + kMark.size());
  for (int i = 0; i < 3; ++i) base.resize(base.rfind('_'));
  return base;
}

/// What a distorted or noisy series was made from.
std::string origin_of(const std::string& base) {
  std::string origin = base;
  for (const std::string_view prefix : {"DISTORTED", "NOISE"})
    if (origin.starts_with(prefix)) origin.erase(0, prefix.size());
  return origin;
}

std::string family_of(const std::string& base) {
  if (base.starts_with("DISTORTED")) return "distorted";
  return base.starts_with("NOISE") ? "noise" : "plain";
}

Result<std::vector<DataSetEntry>> list(const fs::path& folder, const DataSetOptions&) {
  std::vector<DataSetEntry> entries;
  for (const fs::path& file : files_ending(folder, ".txt")) {
    const std::string stem = file.stem().string();
    if (stem.find("_UCR_Anomaly_") == std::string::npos || !facts_of(stem)) continue;
    const std::string base = base_name(stem);
    entries.push_back({.name = stem.substr(0, stem.find('_')) + "_" + base,
                       .family = family_of(base),
                       .file = file,
                       .group = origin_of(base)});
  }
  return entries;
}

Result<LabelledSeries> read(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  const Facts facts = *facts_of(entry.file.stem().string());
  const auto numbers = read_number_list(entry.file);
  if (!numbers) return numbers.error();
  if (facts.end > numbers->size())
    return fail(ErrorKind::kData, "its name says that the anomaly ends at row " + std::to_string(facts.end) +
                                      ", but it has " + std::to_string(numbers->size()) + " numbers")
        .at({.source = entry.file.string()});
  auto series = split(series_of(entry.file.string(), *numbers), facts.training_rows);
  if (series) series->anomalies = {{.rows = {facts.begin, facts.end}, .channels = {}}};
  return series;
}

constexpr DataSetFault kFaults[] = {
    {"", "series 1 to 108 are distorted or noisy versions of others among 109 to 250"},
};

}  // namespace
}  // namespace ucr_format

const DataSetFormat kUcrFormat = {
    .info = {.name = "ucr",
             .title = "UCR anomaly archive",
             .source = "Wu and Keogh 2021, arXiv 2009.13807",
             .split = "learned from: the rows before the training end in a file's name; judged: all rows after them",
             .expected = "NNN_UCR_Anomaly_NAME_TRAINEND_BEGIN_END.txt",
             .one_anomaly = true},
    .list = ucr_format::list,
    .read = ucr_format::read,
    .faults = ucr_format::kFaults};

}  // namespace tidegate
