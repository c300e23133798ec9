#include "tidegate/series.h"

#include <algorithm>
#include <numeric>

#include "base/contracts.h"

namespace tidegate {
namespace {

/// Where each row of the input goes, and where each key begins: a counting sort, which leaves a key's rows as they
/// came.
std::vector<std::size_t> count_keys(const Series& series) {
  std::vector<std::size_t> begin(series.keys.size() + 1, 0);
  for (const std::uint32_t key : series.rows.key) ++begin[key + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  return begin;
}

template <class T>
void reorder(std::vector<T>& values, const std::vector<std::size_t>& input_row) {
  if (values.empty()) return;
  std::vector<T> ordered;
  ordered.reserve(input_row.size());
  for (const std::size_t row : input_row) ordered.push_back(values[row]);
  values = std::move(ordered);
}

void reorder_rows(Matrix<double>& values, const std::vector<std::size_t>& input_row) {
  Matrix<double> ordered(values.rows(), values.cols());
  for (std::size_t row = 0; row < input_row.size(); ++row)
    std::ranges::copy(values.row(input_row[row]), ordered.row(row).begin());
  values = std::move(ordered);
}

}  // namespace

SeriesTable series_table(Series series) {
  SeriesTable keyed;
  if (series.key_column.empty()) {
    keyed.begin = {0, series.rows.size()};
    keyed.table = std::move(series);
    return keyed;
  }
  TIDEGATE_EXPECTS(series.rows.key.size() == series.rows.size());
  keyed.begin = count_keys(series);
  keyed.input_row.resize(series.rows.size());
  std::vector<std::size_t> next = keyed.begin;
  for (std::size_t row = 0; row < series.rows.size(); ++row) keyed.input_row[next[series.rows.key[row]]++] = row;
  Rows& rows = series.rows;
  reorder_rows(rows.values, keyed.input_row);
  reorder(rows.time, keyed.input_row);
  reorder(rows.utc_offset_minutes, keyed.input_row);
  reorder(rows.label, keyed.input_row);
  reorder(rows.key, keyed.input_row);
  rows.time_chars = {};
  rows.time_ends = {};
  keyed.table = std::move(series);
  return keyed;
}

std::size_t middle_length(std::vector<std::size_t> lengths) {
  std::ranges::sort(lengths);
  const std::size_t rows = std::accumulate(lengths.begin(), lengths.end(), std::size_t{0});
  std::size_t before = 0;
  for (const std::size_t length : lengths)
    if (before += length; 2 * before >= rows) return length;
  return 0;
}

}  // namespace tidegate
