// The Server Machine Dataset, and sets laid out like it: train/X, test/X (.npy, or .txt with commas),
// test_label/X.txt, interpretation_label/X.txt.
#include <algorithm>
#include <charconv>
#include <sstream>

#include "data_set/parts.h"

namespace tidegate {
namespace smd_format {  // rooms may compile as one file
namespace {

namespace fs = std::filesystem;

Result<std::vector<DataSetEntry>> list(const fs::path& folder, const DataSetOptions&) {
  std::error_code none;
  std::vector<DataSetEntry> entries;
  if (!fs::is_directory(folder / "test_label", none)) return entries;
  for (const std::string_view ending : {".npy", ".txt"})
    for (const DataSetEntry& entry : entries_of(folder / "test", files_ending(folder / "test", ending), "-"))
      entries.push_back(entry);
  return entries;
}

/// "15849-16368:1,9,10": rows from, and without, the second; channels counted from 1.
struct Interpretation {
  RowRange rows;
  std::vector<std::size_t> channels;
};

std::vector<std::size_t> numbers_in(const std::string& text) {
  std::vector<std::size_t> numbers;
  for (const char *at = text.data(), *const end = at + text.size(); at != end;) {
    std::size_t number = 0;
    const auto read = std::from_chars(at, end, number);
    if (read.ec == std::errc{}) numbers.push_back(number);
    at = read.ec == std::errc{} ? read.ptr : at + 1;
  }
  return numbers;
}

/// None if the file is not there. Errors: kData naming the line.
Result<std::vector<Interpretation>> read_interpretations(const fs::path& file) {
  std::vector<Interpretation> all;
  std::error_code none;
  if (!fs::exists(file, none)) return all;
  const auto text = read_text(file);
  if (!text) return text.error();
  std::istringstream lines(*text);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    const std::vector<std::size_t> found = numbers_in(line);
    if (found.empty()) continue;
    if (found.size() < 3 || found[1] < found[0] || std::find(found.begin() + 2, found.end(), 0U) != found.end())
      return fail(ErrorKind::kData, "is not start-end:channel,channel…").at({.source = file.string(), .line = number});
    Interpretation one{.rows = {found[0], found[1]}, .channels = {}};
    for (std::size_t i = 2; i < found.size(); ++i) one.channels.push_back(found[i] - 1);
    all.push_back(std::move(one));
  }
  return all;
}

/// The channels of all interpretations that share a row with it.
void name_channels(LabelledAnomaly& anomaly, const std::vector<Interpretation>& all, std::size_t before) {
  for (const Interpretation& one : all)
    if (one.rows.begin + before < anomaly.rows.end && anomaly.rows.begin < one.rows.end + before)
      anomaly.channels.insert(anomaly.channels.end(), one.channels.begin(), one.channels.end());
  std::ranges::sort(anomaly.channels);
  const auto repeated = std::ranges::unique(anomaly.channels);
  anomaly.channels.erase(repeated.begin(), repeated.end());
}

Result<LabelledSeries> read(const fs::path& folder, const DataSetEntry& entry, const DataSetOptions&) {
  auto training = read_series(folder / "train" / entry.file.filename(), {.time = "none"});
  if (!training) return training.error();
  auto test = read_series(entry.file, {.time = "none"});
  if (!test) return test.error();
  const fs::path label_file = folder / "test_label" / (entry.name + ".txt");
  const auto numbers = read_number_list(label_file);
  if (!numbers) return numbers.error();
  if (numbers->size() != test->rows.size())
    return fail(ErrorKind::kData,
                "has " + std::to_string(numbers->size()) + " labels for " + std::to_string(test->rows.size()) + " rows")
        .at({.source = label_file.string()});
  const auto interpretations = read_interpretations(folder / "interpretation_label" / (entry.name + ".txt"));
  if (!interpretations) return interpretations.error();
  std::vector<std::int8_t> labels;
  for (const double number : *numbers) labels.push_back(number != 0 ? 1 : 0);
  LabelledSeries series{.training = std::move(*training), .test = std::move(*test), .test_continues = false};
  series.anomalies = anomalies_of(labels);
  const std::size_t before = series.training.rows.size();
  for (LabelledAnomaly& anomaly : series.anomalies) {
    anomaly.rows = {anomaly.rows.begin + before, anomaly.rows.end + before};
    name_channels(anomaly, *interpretations, before);
  }
  return series;
}

constexpr std::string_view kSplit = "learned from: the training file of each machine; judged: its test file";
constexpr std::string_view kExpected = "train/X, test/X (.npy or .txt) and test_label/X.txt";

}  // namespace
}  // namespace smd_format

const DataSetFormat kSmdFormat = {.info = {.name = "smd",
                                           .title = "Server Machine Dataset",
                                           .source = "Su et al. 2019; github.com/NetManAIOps/OmniAnomaly",
                                           .split = smd_format::kSplit,
                                           .expected = smd_format::kExpected},
                                  .list = smd_format::list,
                                  .read = smd_format::read};

const DataSetFormat kAsdFormat = {.info = {.name = "asd",
                                           .title = "Application Server Dataset",
                                           .source = "Li et al. 2021; github.com/zhhlee/InterFusion",
                                           .split = smd_format::kSplit,
                                           .expected = smd_format::kExpected},
                                  .list = smd_format::list,
                                  .read = smd_format::read};

}  // namespace tidegate
