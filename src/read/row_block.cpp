#include "read/row_block.h"

#include <algorithm>

namespace tidegate {

std::size_t block_rows(std::size_t channels) noexcept {
  constexpr std::size_t kRows = 4096, kValues = std::size_t{1} << 20;
  return std::clamp<std::size_t>(kValues / std::max<std::size_t>(1, channels), 16, kRows);
}

void start_block(Rows& rows, std::size_t first_row, std::size_t count, std::size_t channels) {
  rows.first_row = first_row;
  if (rows.values.cols() != channels) rows.values = Matrix<double>(0, channels);
  rows.values.resize_rows(count);
  rows.time.clear();
  rows.utc_offset_minutes.clear();
  rows.label.clear();
  rows.key.clear();
  rows.time_chars.clear();
  rows.time_ends.clear();
}

void add_stamp(Rows& rows, Timestamp time, std::int16_t utc_offset_minutes, std::string_view text) {
  if (utc_offset_minutes != 0 || !rows.utc_offset_minutes.empty()) {
    rows.utc_offset_minutes.resize(rows.time.size());
    rows.utc_offset_minutes.push_back(utc_offset_minutes);
  }
  rows.time.push_back(time);
  rows.time_chars.append(text);
  rows.time_ends.push_back(rows.time_chars.size());
}

namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void append_offsets(Rows& rows, const Rows& more) {
  if (rows.utc_offset_minutes.empty() && more.utc_offset_minutes.empty()) return;
  rows.utc_offset_minutes.resize(rows.time.size());
  append(rows.utc_offset_minutes, more.utc_offset_minutes);
  rows.utc_offset_minutes.resize(rows.time.size() + more.time.size());
}

}  // namespace

void append_rows(Rows& rows, const Rows& more) {
  const std::size_t before = rows.values.rows();
  if (before == 0) rows.values = Matrix<double>(0, more.values.cols());
  rows.values.resize_rows(before + more.values.rows());
  std::copy(more.values.flat().begin(), more.values.flat().end(),
            rows.values.flat().begin() + static_cast<std::ptrdiff_t>(before * more.values.cols()));
  append_offsets(rows, more);
  append(rows.time, more.time);
  append(rows.label, more.label);
  append(rows.key, more.key);
  const std::size_t chars = rows.time_chars.size();
  rows.time_chars += more.time_chars;
  for (const std::size_t end : more.time_ends) rows.time_ends.push_back(chars + end);
}

}  // namespace tidegate
