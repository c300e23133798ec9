// Series of TSB-AD (…_tr_N_1st_M.csv, the label last) and of TSB-UAD (.out: value,label).
#include <algorithm>
#include <charconv>
#include <optional>

#include "data_set/parts.h"

namespace tidegate {
namespace tsb_format {  // rooms may compile as one file
namespace {

namespace fs = std::filesystem;

/// The number behind `_tr_` in a name.
std::optional<std::size_t> training_rows_of(const std::string& name) {
  constexpr std::string_view kMark = "_tr_";
  const std::size_t at = name.find(kMark);
  if (at == std::string::npos) return std::nullopt;
  std::size_t rows = 0;
  const char* const begin = name.data() + at + kMark.size();
  const auto read = std::from_chars(begin, name.data() + name.size(), rows);
  return read.ec == std::errc{} ? std::optional(rows) : std::nullopt;
}

/// "001_NAB_id_1_Facility_tr_1007_1st_2014" → "NAB"; "MBA_ECG805_data" → "MBA"
std::string family_of(const std::string& name) {
  const std::size_t first = name.find('_');
  if (!training_rows_of(name) || first == std::string::npos) return name.substr(0, name.find_first_of("_."));
  return name.substr(first + 1, name.find('_', first + 1) - first - 1);
}

Result<std::vector<DataSetEntry>> list(const fs::path& folder, const DataSetOptions&) {
  std::vector<fs::path> files = files_ending(folder, ".csv");
  std::erase_if(files, [](const fs::path& file) { return !training_rows_of(file.stem().string()); });
  for (fs::path& file : files_ending(folder, ".out")) files.push_back(std::move(file));
  std::vector<DataSetEntry> entries = entries_of(folder, files);
  for (DataSetEntry& entry : entries) entry.family = family_of(entry.file.stem().string());
  return entries;
}

Result<LabelledSeries> read(const fs::path&, const DataSetEntry& entry, const DataSetOptions&) {
  const auto given = training_rows_of(entry.file.stem().string());
  auto whole = given ? read_labelled(entry.file, {.time = "none"})
                     : read_series(entry.file, {.time = "none", .channels = {"0"}, .label = "1"});
  if (!whole) return whole.error();
  const std::size_t rows = given ? *given : whole->rows.size() / 10;
  auto series = split(std::move(*whole), rows);
  if (series) series->training_judged = given.has_value();
  return series;
}

}  // namespace
}  // namespace tsb_format

const DataSetFormat kTsbFormat = {
    .info = {.name = "tsb",
             .title = "TSB-AD and TSB-UAD",
             .source = "Liu and Paparrizos 2024; github.com/TheDatumOrg/TSB-AD",
             .split =
                 "TSB-AD: learned from: the rows that a file's name gives; judged: all rows, as its publishers do. "
                 "TSB-UAD (.out) has no training part: learned from: the first tenth; judged: all rows after it",
             .expected = "…_tr_N_1st_M.csv or NAME.out"},
    .list = tsb_format::list,
    .read = tsb_format::read};

}  // namespace tidegate
