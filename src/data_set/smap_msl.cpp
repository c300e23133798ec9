// NASA's telemetry of SMAP and MSL: train/CHANNEL.npy, test/CHANNEL.npy, labeled_anomalies.csv.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "data_set/parts.h"

namespace tidegate {
namespace smap_msl_format {  // rooms may compile as one file
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// What the label file says of a channel; rows of the test part.
struct Labels {
  std::string spacecraft;
  std::vector<RowRange> anomalies;
};

/// Overlapping ones become one, in order.
void join_ranges(std::vector<RowRange>& ranges) {
  std::ranges::sort(ranges, {}, &RowRange::begin);
  std::vector<RowRange> joined;
  for (const RowRange& range : ranges) {
    if (!joined.empty() && range.begin < joined.back().end)
      joined.back().end = std::max(joined.back().end, range.end);
    else
      joined.push_back(range);
  }
  ranges = std::move(joined);
}

/// A line: chan_id,spacecraft,"[[first, last], …]",class,num_values. A channel may have several lines.
Result<std::map<std::string, Labels>> read_labels(const fs::path& file) {
  const auto text = read_text(file);
  if (!text) return text.error();
  std::istringstream lines(*text);
  std::string line;
  std::getline(lines, line);
  std::map<std::string, Labels> all;
  for (std::size_t number = 2; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \r") == std::string::npos) continue;
    const std::size_t first = line.find(','), second = line.find(',', first + 1);
    const std::size_t open = line.find('['), close = line.rfind("]]");
    const Json list = close == std::string::npos || open > close
                          ? Json(Json::value_t::discarded)
                          : Json::parse(line.substr(open, close + 2 - open), nullptr, false);
    if (second == std::string::npos || !list.is_array())
      return fail(ErrorKind::kData, "is not chan_id,spacecraft,\"[[first, last], …]\",class,num_values")
          .at({.source = file.string(), .line = number});
    Labels& labels = all[line.substr(0, first)];
    labels.spacecraft = line.substr(first + 1, second - first - 1);
    for (const Json& pair : list) {
      const bool good = pair.is_array() && pair.size() == 2 && pair[0].is_number_unsigned() &&
                        pair[1].is_number_unsigned() && pair[0] <= pair[1];
      if (!good)
        return fail(ErrorKind::kData, pair.dump() + " is no pair of first and last row")
            .at({.source = file.string(), .line = number});
      labels.anomalies.push_back({pair[0].get<std::size_t>(), pair[1].get<std::size_t>() + 1});
    }
  }
  for (auto& [name, labels] : all) join_ranges(labels.anomalies);
  return all;
}

fs::path label_file(const fs::path& folder) { return folder / "labeled_anomalies.csv"; }

Result<std::vector<DataSetEntry>> list(const fs::path& folder, const DataSetOptions&) {
  std::error_code none;
  std::vector<DataSetEntry> entries;
  if (!fs::exists(label_file(folder), none)) return entries;
  const auto labels = read_labels(label_file(folder));
  if (!labels) return labels.error();
  for (const auto& [name, of_channel] : *labels)  // channels whose files are not there are left out
    if (const fs::path file = folder / "test" / (name + ".npy"); fs::exists(file, none))
      entries.push_back({.name = name, .family = of_channel.spacecraft, .file = file});
  return entries;
}

Result<LabelledSeries> read(const fs::path& folder, const DataSetEntry& entry, const DataSetOptions&) {
  const auto labels = read_labels(label_file(folder));
  if (!labels) return labels.error();
  auto training = read_series(folder / "train" / (entry.name + ".npy"), {.time = "none"});
  if (!training) return training.error();
  auto test = read_series(entry.file, {.time = "none"});
  if (!test) return test.error();
  LabelledSeries series{.training = std::move(*training), .test = std::move(*test), .test_continues = false};
  for (std::size_t c = 1; c < series.training.channels.size(); ++c)  // commands; the first is the telemetry
    series.inputs_only.push_back(series.training.channels[c].name);
  const std::size_t before = series.training.rows.size();
  for (const RowRange& rows : labels->at(entry.name).anomalies) {
    if (rows.end > series.test.rows.size())
      return fail(ErrorKind::kData, "an anomaly of " + entry.name + " ends at row " + std::to_string(rows.end - 1) +
                                        ", but its test part has " + std::to_string(series.test.rows.size()) + " rows")
          .at({.source = label_file(folder).string()});
    series.anomalies.push_back({.rows = {before + rows.begin, before + rows.end}, .channels = {}});
  }
  return series;
}

constexpr DataSetFault kFaults[] = {
    {"P-10", "its test part equals that of P-14, with other labels"},
    {"P-14", "its test part equals that of P-10, with other labels"},
    {"M-6", "its test part reaches 258, though values are said to lie within ±1"},
    {"", "values were scaled by the smallest and largest of the test part before publication"},
    {"", "a fifth of the anomalies last over 1,000 rows; some labels begin well before or after the visible change"},
};

}  // namespace
}  // namespace smap_msl_format

const DataSetFormat kSmapMslFormat = {
    .info = {.name = "smap_msl",
             .title = "SMAP and MSL telemetry",
             .source = "Hundman et al. 2018; github.com/khundman/telemanom",
             .split = "learned from: the training file of each channel; judged: its test file; the commands are read, "
                      "not judged",
             .expected = "train/CHANNEL.npy, test/CHANNEL.npy and labeled_anomalies.csv",
             .events = EventProtocol::kTelemanom},
    .list = smap_msl_format::list,
    .read = smap_msl_format::read,
    .faults = smap_msl_format::kFaults};

}  // namespace tidegate
