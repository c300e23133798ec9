// Formats of one table a series: Yahoo, SKAB, MGAB, KPI, cloud monitoring, Merlion's, and CSV in general.
#include <algorithm>

#include "data_set/parts.h"
#include "series/column_names.h"

namespace tidegate {
namespace separate_files {  // rooms may compile as one file
namespace {

namespace fs = std::filesystem;

std::string header_of(const fs::path& file) {
  const auto text = read_text(file);
  return text ? text->substr(0, text->find('\n')) : std::string();
}

/// Files whose first line has all these words.
std::vector<fs::path> with_header(std::vector<fs::path> files, std::initializer_list<std::string_view> words) {
  std::erase_if(files, [&](const fs::path& file) {
    const std::string header = header_of(file);
    return std::ranges::any_of(words, [&](std::string_view word) { return header.find(word) == std::string::npos; });
  });
  return files;
}

Result<std::vector<DataSetEntry>> list_yahoo(const fs::path& folder, const DataSetOptions&) {
  std::vector<fs::path> files = files_ending(folder, ".csv");
  std::erase_if(files, [](const fs::path& file) {
    const std::string name = file.stem().string(), parent = file.parent_path().filename().string();
    return parent.size() < 2 || parent[0] != 'A' || name.ends_with("_all");
  });
  return entries_of(folder, files);
}

Result<LabelledSeries> read_yahoo(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  const bool is_simple = header_of(entry.file).find("is_anomaly") != std::string::npos;  // A1, A2
  return read_halves(entry.file, {.channels = {"value"}, .label = is_simple ? "is_anomaly" : "anomaly"});
}

Result<std::vector<DataSetEntry>> list_skab(const fs::path& folder, const DataSetOptions&) {
  return entries_of(folder, with_header(files_ending(folder, ".csv"), {"datetime;", ";anomaly"}));
}

constexpr std::size_t kSkabTraining = 400;

Result<LabelledSeries> read_skab(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  auto series = read_labelled(entry.file, {.time = "datetime"});
  if (!series) return series.error();
  return split(std::move(*series), kSkabTraining);
}

Result<std::vector<DataSetEntry>> list_mgab(const fs::path& folder, const DataSetOptions&) {
  return entries_of(folder, with_header(files_ending(folder, ".csv"), {"value", "is_anomaly", "is_ignored"}));
}

constexpr std::size_t kMgabTraining = 20'000;

Result<LabelledSeries> read_mgab(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  auto series = read_labelled(entry.file, {.time = "none", .channels = {"value"}, .label = "is_anomaly"});
  if (!series) return series.error();
  return split(std::move(*series), kMgabTraining);
}

Result<std::vector<DataSetEntry>> list_kpi(const fs::path& folder, const DataSetOptions&) {
  return entries_of(folder, files_ending(folder, ".csv"));
}

Result<LabelledSeries> read_kpi(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  return read_halves(entry.file, {.time = "0", .channels = {"1"}, .label = "2"});
}

Result<std::vector<DataSetEntry>> list_cloud(const fs::path& folder, const DataSetOptions&) {
  return entries_of(folder, with_header(files_ending(folder, ".csv"), {"TimeStamp", "Value", "Label"}));
}

Result<LabelledSeries> read_cloud(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  return read_halves(entry.file, {.time = "TimeStamp", .channels = {"Value"}, .label = "Label"});
}

Result<std::vector<DataSetEntry>> list_merlion(const fs::path& folder, const DataSetOptions&) {
  std::vector<DataSetEntry> entries =
      entries_of(folder, with_header(files_ending(folder, "_anomaly.csv"), {"timestamp", "anomaly"}));
  for (DataSetEntry& entry : entries) {  // BASE_KIND_anomaly
    const std::string base_and_kind = entry.name.substr(0, entry.name.rfind('_'));
    entry.family = base_and_kind.substr(base_and_kind.rfind('_') + 1);
  }
  return entries;
}

Result<LabelledSeries> read_merlion(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  return read_halves(entry.file, {});
}

Result<std::vector<DataSetEntry>> list_csv(const fs::path& folder, const DataSetOptions&) {
  return entries_of(folder, files_ending(folder, ".csv"));
}

Result<LabelledSeries> read_csv(const fs::path&, const DataSetEntry& entry, const DataSetOptions& options) {
  if (options.label_windows.empty()) return read_halves(entry.file, {.label = options.label});
  auto whole = read_series(entry.file, {.label_windows = options.label_windows});
  if (!whole) return whole.error();
  const std::size_t half = whole->rows.size() / 2;
  return split(std::move(*whole), half);
}

constexpr std::string_view kHalves = "learned from: the first half of each series; judged: the second";

constexpr DataSetFault kSkabFaults[] = {
    {"", "over half of the judged rows are anomalous: a detector that flags every row has an F1 of 0.70"},
};
constexpr DataSetFault kCloudFaults[] = {
    {"", "some series repeat times or lack values; labels are operators' and may cover the aftermath"},
};
constexpr DataSetFault kMerlionFaults[] = {
    {"", "the first half holds anomalies, too"},
};

}  // namespace
}  // namespace separate_files

const DataSetFormat kYahooFormat = {.info = {.name = "yahoo",
                                             .title = "Yahoo S5",
                                             .source = "Yahoo Webscope S5; not to be passed on",
                                             .split = separate_files::kHalves,
                                             .expected = "A1Benchmark/real_1.csv … A4Benchmark/A4Benchmark-TS1.csv"},
                                    .list = separate_files::list_yahoo,
                                    .read = separate_files::read_yahoo};

const DataSetFormat kSkabFormat = {
    .info = {.name = "skab",
             .title = "Skoltech Anomaly Benchmark",
             .source = "Katser and Kozitsin 2020; github.com/waico/SKAB",
             .split = "learned from: the first 400 rows of each series; judged: all rows after them",
             .expected = "GROUP/N.csv with the columns datetime;…;anomaly;changepoint"},
    .list = separate_files::list_skab,
    .read = separate_files::read_skab,
    .faults = separate_files::kSkabFaults};

const DataSetFormat kMgabFormat = {
    .info = {.name = "mgab",
             .title = "Mackey-Glass Anomaly Benchmark",
             .source = "Thill, Konen and Bäck 2020; github.com/MarkusThill/MGAB",
             .split = "learned from: the first 20,000 rows of each series; judged: all rows after them",
             .expected = "N.csv with the columns value,is_anomaly,is_ignored"},
    .list = separate_files::list_mgab,
    .read = separate_files::read_mgab};

const DataSetFormat kKpiFormat = {.info = {.name = "kpi",
                                           .title = "AIOps KPI",
                                           .source = "AIOps challenge 2018",
                                           .split = separate_files::kHalves,
                                           .expected = "NAME.csv without a header: seconds since 1970, value, label"},
                                  .list = separate_files::list_kpi,
                                  .read = separate_files::read_kpi};

const DataSetFormat kCloudFormat = {.info = {.name = "cloud",
                                             .title = "Microsoft cloud monitoring",
                                             .source = "github.com/microsoft/cloud-monitoring-dataset",
                                             .split = separate_files::kHalves,
                                             .expected = "DOMAIN/NAME.csv with the columns TimeStamp,Value,Label"},
                                    .list = separate_files::list_cloud,
                                    .read = separate_files::read_cloud,
                                    .faults = separate_files::kCloudFaults};

const DataSetFormat kMerlionFormat = {
    .info = {.name = "merlion",
             .title = "Merlion's synthetic series",
             .source = "github.com/salesforce/Merlion",
             .split = separate_files::kHalves,
             .expected = "BASE_KIND_anomaly.csv with the columns timestamp,VALUE,anomaly"},
    .list = separate_files::list_merlion,
    .read = separate_files::read_merlion,
    .faults = separate_files::kMerlionFaults};

const DataSetFormat kCsvFormat = {
    .info = {.name = "csv",
             .title = "labelled CSV files",
             .source = "your own",
             .split = separate_files::kHalves,
             .expected = "NAME.csv with a column of 0 and 1 named label, anomaly or is_anomaly"},
    .list = separate_files::list_csv,
    .read = separate_files::read_csv};

}  // namespace tidegate
