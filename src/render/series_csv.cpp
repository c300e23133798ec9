#include "base/text.h"
#include "render/field_text.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

/// Names the columns, in the order of `append_row`.
std::string header(const Series& series) {
  std::string line = ",";
  if (series.rows.has_time()) append_csv_text(line, series.time_column), line += ',';
  if (!series.key_column.empty()) append_csv_text(line, series.key_column), line += ',';
  for (const Channel& channel : series.channels) append_csv_text(line, channel.name), line += ',';
  if (!series.rows.label.empty()) line += "label,";
  line.back() = '\n';
  return line.substr(1);
}

void append_row(std::string& out, const Series& series, std::size_t t) {
  const Rows& rows = series.rows;
  if (rows.has_time()) append_csv_text(out, rows.time_text(t)), out += ',';
  if (!series.key_column.empty()) append_csv_text(out, series.keys[rows.key[t]]), out += ',';
  for (const double value : rows.values.row(t)) append_number(out, value), out += ',';
  if (!rows.label.empty()) out += rows.label[t] != 0 ? "1," : "0,";
  out.back() = '\n';
}

}  // namespace

std::string format_series_csv(const Series& series) {
  std::string text = header(series);
  for (std::size_t t = 0; t < series.rows.size(); ++t) append_row(text, series, t);
  return text;
}

}  // namespace tidegate
