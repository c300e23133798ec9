#include "read/csv_dialect.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "read/csv_record.h"
#include "read/number_text.h"
#include "series/time_text.h"

namespace tidegate {
namespace {

constexpr std::size_t kRecords = 50;
constexpr std::array<char, 4> kDelimiters = {'\t', ';', '|', ','};  // on equal terms the rarer one inside numbers first

using Records = std::vector<std::vector<std::string>>;

/// Leading records of a copy of the sample (splitting changes the text); a record cut by the sample's end is left away.
Records split_sample(std::string sample, bool whole, char delimiter) {
  Records records;
  std::vector<std::string_view> fields;
  char* at = sample.data();
  char* const end = at + sample.size();
  while (at != end && records.size() < kRecords) {
    const SplitRecord record = split_record(at, end, delimiter, whole, fields);
    if (record.outcome != Split::kRecord) break;
    const bool blank = fields.size() == 1 && trimmed(fields[0]).empty();
    if (!blank) records.emplace_back(fields.begin(), fields.end());
    at += record.bytes;
  }
  return records;
}

/// Share of records with the most common number of fields, 0 if that number is 1.
double consistency(const Records& records) {
  std::map<std::size_t, std::size_t> counts;
  for (const auto& record : records) ++counts[record.size()];
  const auto mode =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (mode == counts.end() || mode->first == 1) return 0;
  return static_cast<double>(mode->second) / static_cast<double>(records.size());
}

char detect_delimiter(const std::string& sample, bool whole, bool decimal_comma) {
  char best = decimal_comma ? ';' : ',';
  double best_share = 0;
  for (const char delimiter : kDelimiters) {
    if (delimiter == ',' && decimal_comma) continue;
    const double share = consistency(split_sample(sample, whole, delimiter));
    if (share > best_share) {
      best = delimiter;
      best_share = share;
    }
  }
  return best;
}

bool is_number_with(const std::string& field, char mark) {
  return field.find(mark) != std::string::npos && parse_field(field, mark).kind == FieldKind::kNumber;
}

char detect_decimal_mark(const Records& records) {
  std::ptrdiff_t commas = 0;
  for (const auto& record : records)
    for (const auto& field : record) commas += int{is_number_with(field, ',')} - int{is_number_with(field, '.')};
  return commas > 0 ? ',' : '.';
}

bool is_text(std::string_view field, char decimal_mark) {
  return parse_field(field, decimal_mark).kind == FieldKind::kText && !looks_like_time(trimmed(field));
}

bool detect_header(const Records& records, char decimal_mark) {
  if (records.empty()) return false;
  const auto& first = records.front();
  const auto text = [decimal_mark](const std::string& field) { return is_text(field, decimal_mark); };
  if (std::all_of(first.begin(), first.end(), [&](const std::string& f) { return text(f) || trimmed(f).empty(); }) &&
      std::any_of(first.begin(), first.end(), text))
    return true;
  for (std::size_t column = 0; column < first.size(); ++column) {
    if (!text(first[column])) continue;
    const auto below = std::count_if(records.begin() + 1, records.end(),
                                     [&](const auto& r) { return column < r.size() && !text(r[column]); });
    if (2 * static_cast<std::size_t>(below) > records.size() - 1) return true;
  }
  return false;
}

}  // namespace

Result<CsvDialect> detect_dialect(std::string sample, bool whole, const ReadOptions& options) {
  const bool comma_wanted = options.decimal_comma.value_or(false);
  if (comma_wanted && options.delimiter == ',')
    return fail(ErrorKind::kUsage,
                option_named("decimal-comma") + " and " + option_named("delimiter", "','") + " exclude each other")
        .about("delimiter")
        .remedy_below("give another " + option_named("delimiter") + ", such as ';'");
  CsvDialect dialect;
  dialect.delimiter = options.delimiter != '\0' ? options.delimiter : detect_delimiter(sample, whole, comma_wanted);
  const Records records = split_sample(std::move(sample), whole, dialect.delimiter);
  if (options.decimal_comma)
    dialect.decimal_mark = comma_wanted ? ',' : '.';
  else if (dialect.delimiter != ',')
    dialect.decimal_mark = detect_decimal_mark(records);
  dialect.has_header = detect_header(records, dialect.decimal_mark);
  if (!records.empty()) dialect.first_record = records.front();
  return dialect;
}

}  // namespace tidegate
