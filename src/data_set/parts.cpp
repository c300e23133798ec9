#include "data_set/parts.h"

#include <fast_float/fast_float.h>
#include <algorithm>
#include <fstream>
#include <sstream>

#include "series/column_names.h"

namespace tidegate {
namespace {

namespace fs = std::filesystem;

bool is_between_numbers(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == ';'; }

/// Rows of a series, without labels and texts of times.
Series rows_of(const Series& whole, RowRange range) {
  Series part;
  part.source = whole.source;
  part.time_column = whole.time_column;
  part.channels = whole.channels;
  part.resample = whole.resample;
  const auto cut = [&](const auto& from, auto& into) {
    if (!from.empty())
      into.assign(from.begin() + static_cast<std::ptrdiff_t>(range.begin),
                  from.begin() + static_cast<std::ptrdiff_t>(range.end));
  };
  part.rows.values = Matrix<double>(range.size(), whole.channels.size());
  std::ranges::copy(
      whole.rows.values.flat().subspan(range.begin * whole.channels.size(), range.size() * whole.channels.size()),
      part.rows.values.flat().begin());
  cut(whole.rows.time, part.rows.time);
  cut(whole.rows.utc_offset_minutes, part.rows.utc_offset_minutes);
  part.notes.rows = range.size();
  return part;
}

/// The first column of a header whose name is that of a label.
Result<std::string> label_column(const fs::path& file) {
  const auto text = read_text(file);
  if (!text) return text.error();
  std::istringstream header(text->substr(0, text->find_first_of("\r\n")));
  const char delimiter = header.view().find(';') == std::string_view::npos ? ',' : ';';
  for (std::string name; std::getline(header, name, delimiter);) {
    std::erase(name, '"');
    if (is_label_name(name)) return name;
  }
  return fail(ErrorKind::kData, "no column is named as labels are: label, anomaly, is_anomaly …")
      .at({.source = file.string()})
      .remedy("name it with " + option_named("label"));
}

}  // namespace

std::vector<fs::path> files_ending(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> files;
  std::error_code problem, none;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, problem);
  for (const fs::recursive_directory_iterator end; !problem && entry != end; entry.increment(problem)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(".") && entry->is_directory(none)) entry.disable_recursion_pending();
    if (!name.starts_with(".") && name.ends_with(ending) && entry->is_regular_file(none))
      files.push_back(entry->path());
  }
  std::ranges::sort(files);
  return files;
}

std::vector<DataSetEntry> entries_of(const fs::path& folder, const std::vector<fs::path>& files,
                                     std::string_view separators) {
  std::vector<DataSetEntry> entries;
  for (const fs::path& file : files) {
    const fs::path place = file.lexically_relative(folder);
    const std::string stem = place.stem().string();
    const std::size_t cut = separators.empty() ? std::string::npos : stem.find_last_of(separators);
    const std::string parent = place.parent_path().generic_string();
    entries.push_back({.name = (place.parent_path() / place.stem()).generic_string(),
                       .family = !parent.empty() ? parent : stem.substr(0, cut),
                       .file = file});
  }
  return entries;
}

Result<std::string> read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in) return fail(ErrorKind::kData, "cannot be read").at({.source = file.string()});
  return std::move(text).str();
}

Result<std::vector<double>> read_number_list(const fs::path& file) {
  const auto text = read_text(file);
  if (!text) return text.error();
  std::vector<double> numbers;
  const char *at = text->data(), *const end = at + text->size();
  for (;;) {
    while (at != end && is_between_numbers(*at)) ++at;
    if (at == end) return numbers;
    double number = 0;
    const auto read = fast_float::from_chars(at, end, number);
    if (read.ec != std::errc{} || (read.ptr != end && !is_between_numbers(*read.ptr))) {
      const auto line = static_cast<std::size_t>(std::count(text->data(), at, '\n')) + 1;
      const std::string word(at, std::find_if(at, end, is_between_numbers));
      return fail(ErrorKind::kData, "'" + word.substr(0, 40) + "' is not a number")
          .at({.source = file.string(), .line = line});
    }
    numbers.push_back(number);
    at = read.ptr;
  }
}

Series series_of(const std::string& source, const std::vector<double>& values) {
  Series series;
  series.source = source;
  series.channels = {{"value", ""}};
  series.rows.values = Matrix<double>(values.size(), 1);
  std::ranges::copy(values, series.rows.values.flat().begin());
  return series;
}

Result<Series> read_labelled(const fs::path& file, ReadOptions options) {
  if (options.label.empty()) {
    auto label = label_column(file);
    if (!label) return label.error();
    options.label = std::move(*label);
  }
  return read_series(file, options);
}

std::vector<LabelledAnomaly> anomalies_of(const std::vector<std::int8_t>& labels) {
  std::vector<LabelledAnomaly> anomalies;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    if (labels[row] == 0) continue;
    if (anomalies.empty() || anomalies.back().rows.end != row)
      anomalies.push_back({.rows = {row, row}, .channels = {}});
    anomalies.back().rows.end = row + 1;
  }
  return anomalies;
}

Result<LabelledSeries> split(Series whole, std::size_t training_rows) {
  const std::size_t rows = whole.rows.size();
  if (training_rows == 0 || training_rows >= rows)
    return fail(ErrorKind::kData, "it has " + std::to_string(rows) + " rows, of which " +
                                      std::to_string(training_rows) + " are the training part: a part has no row")
        .at({.source = whole.source});
  LabelledSeries series{.name = {},
                        .family = {},
                        .training = rows_of(whole, {0, training_rows}),
                        .test = rows_of(whole, {training_rows, rows}),
                        .anomalies = anomalies_of(whole.rows.label)};
  return series;
}

Result<LabelledSeries> read_halves(const fs::path& file, const ReadOptions& options) {
  auto whole = read_labelled(file, options);
  if (!whole) return whole.error();
  const std::size_t half = whole->rows.size() / 2;
  return split(std::move(*whole), half);
}

}  // namespace tidegate
