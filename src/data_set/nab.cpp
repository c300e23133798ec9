// The Numenta Anomaly Benchmark: data/CATEGORY/NAME.csv and labels/combined_windows.json.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "data_set/parts.h"
#include "metrics/nab_score.h"

namespace tidegate {
namespace nab_format {  // rooms may compile as one file
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

fs::path windows_file(const fs::path& folder) { return folder / "labels" / "combined_windows.json"; }

Result<std::vector<DataSetEntry>> list(const fs::path& folder, const DataSetOptions&) {
  std::error_code none;
  if (!fs::exists(windows_file(folder), none)) return std::vector<DataSetEntry>();
  return entries_of(folder / "data", files_ending(folder / "data", ".csv"));
}

/// The first row with each time, as the official scorer looks it up.
std::map<Timestamp, std::size_t> first_rows(const Rows& rows) {
  std::map<Timestamp, std::size_t> first;
  for (std::size_t row = 0; row < rows.size(); ++row) first.emplace(rows.time[row], row);
  return first;
}

Result<std::vector<LabelledAnomaly>> windows_of(const fs::path& file, const std::string& name, const Rows& rows) {
  const auto bad = [&](const std::string& problem) {
    return fail(ErrorKind::kData, problem).at({.source = file.string()});
  };
  const auto text = read_text(file);
  if (!text) return text.error();
  const Json all = Json::parse(*text, nullptr, false);
  if (!all.is_object() || !all.contains(name)) return bad("holds no windows for '" + name + "'");
  const auto first = first_rows(rows);
  std::vector<LabelledAnomaly> anomalies;
  for (const Json& window : all.at(name)) {
    if (!window.is_array() || window.size() != 2 || !window[0].is_string() || !window[1].is_string())
      return bad("a window of '" + name + "' is no pair of times: " + window.dump());
    const auto row_of = [&](const Json& end) {
      const auto time = parse_moment(end.get<std::string>());
      return time ? first.find(*time) : first.end();
    };
    const auto begin = row_of(window[0]), last = row_of(window[1]);
    if (begin == first.end() || last == first.end() || last->second < begin->second)
      return bad("no rows of '" + name + "' have the times of the window " + window.dump());
    anomalies.push_back({.rows = {begin->second, last->second + 1}, .channels = {}});
  }
  return anomalies;
}

Result<LabelledSeries> read(const fs::path& folder, const DataSetEntry& entry, const DataSetOptions&) {
  auto whole = read_series(entry.file, {.time = "timestamp", .channels = {"value"}});
  if (!whole) return whole.error();
  auto anomalies = windows_of(windows_file(folder), entry.name + ".csv", whole->rows);
  if (!anomalies) return anomalies.error();
  const std::size_t learned = nab_probation(whole->rows.size());
  auto series = split(std::move(*whole), learned);
  if (series) series->anomalies = std::move(*anomalies);
  return series;
}

}  // namespace
}  // namespace nab_format

const DataSetFormat kNabFormat = {
    .info = {.name = "nab",
             .title = "Numenta Anomaly Benchmark",
             .source = "Lavin and Ahmad 2015; github.com/numenta/NAB",
             .split = "learned from: the probationary rows (the first 15 %, at most 750); judged: all rows after them",
             .expected = "data/CATEGORY/NAME.csv and labels/combined_windows.json",
             .nab_windows = true},
    .list = nab_format::list,
    .read = nab_format::read};

}  // namespace tidegate
