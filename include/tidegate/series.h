// Rows of values in time: a series in memory, parts of it, tables of many series, times as text.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"

namespace tidegate {

/// A view never owns; `T` may be const.
template <class T>
struct MatrixView {
  T* data = nullptr;
  std::size_t rows = 0;
  std::size_t cols = 0;

  std::span<T> row(std::size_t r) const { return {data + r * cols, cols}; }
  T& operator()(std::size_t r, std::size_t c) const { return data[r * cols + c]; }
  MatrixView slice(std::size_t first, std::size_t count) const { return {data + first * cols, count, cols}; }
  operator MatrixView<const T>() const { return {data, rows, cols}; }
};

template <class T>
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t cols, T fill = T{}) : values_(rows * cols, fill), rows_(rows), cols_(cols) {}

  std::size_t rows() const { return rows_; }
  std::size_t cols() const { return cols_; }
  bool empty() const { return values_.empty(); }

  T& operator()(std::size_t r, std::size_t c) { return values_[r * cols_ + c]; }
  const T& operator()(std::size_t r, std::size_t c) const { return values_[r * cols_ + c]; }
  std::span<T> row(std::size_t r) { return {values_.data() + r * cols_, cols_}; }
  std::span<const T> row(std::size_t r) const { return {values_.data() + r * cols_, cols_}; }
  std::span<T> flat() { return values_; }
  std::span<const T> flat() const { return values_; }

  MatrixView<T> view() { return {values_.data(), rows_, cols_}; }
  MatrixView<const T> view() const { return {values_.data(), rows_, cols_}; }
  operator MatrixView<const T>() const { return view(); }

  /// Changes the number of rows, keeps what fits; new rows hold `fill`.
  void resize_rows(std::size_t rows, T fill = T{}) {
    values_.resize(rows * cols_, fill);
    rows_ = rows;
  }

  /// Adds the rows of another matrix of as many columns.
  void append(MatrixView<const T> more) {
    values_.insert(values_.end(), more.data, more.data + more.rows * more.cols);
    rows_ += more.rows;
  }

 private:
  std::vector<T> values_;
  std::size_t rows_ = 0;
  std::size_t cols_ = 0;
};

// What a source gives: rows of numbers with their times, as they stand in the input.

/// Nanoseconds since 1970-01-01T00:00:00Z; covers the years 1678 to 2261.
using Timestamp = std::chrono::sys_time<std::chrono::nanoseconds>;
using Duration = std::chrono::nanoseconds;

inline constexpr std::size_t kNoRow = std::numeric_limits<std::size_t>::max();

/// Rows from `begin` up to, and without, `end`: equal ones say that there is none. Results that people read (events,
/// JSON, messages) name first and last row instead.
struct RowRange {
  std::size_t begin = 0, end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool operator==(const RowRange&) const = default;
};

struct Channel {
  std::string name;  ///< as in the header, e.g. "Water flow [l/s]"; "value" or "c0", "c1" … where there is none
  std::string unit;  ///< text in the name's trailing brackets, e.g. "l/s"; empty if none
};

/// Consecutive rows as they stand in the input: nothing dropped, ordered or filled in.
/// Shapes: values(T, C); time, utc_offset_minutes, label, key: T entries or none. Missing values are NaN; infinities do
/// not occur (a source turns them into NaN and counts them).
struct Rows {
  std::size_t first_row = 0;                     ///< the input's row number of row 0 here, counted from 0
  Matrix<double> values;                         ///< (T, C)
  std::vector<Timestamp> time;                   ///< empty if the input has no time
  std::vector<std::int16_t> utc_offset_minutes;  ///< zone the stamp was written in; empty = all UTC or without zone
  std::vector<std::int8_t> label;                ///< 0 / 1; empty if there is no label column
  std::vector<std::uint32_t> key;                ///< whose the row is: a number in the input's keys; empty if no key
  std::string time_chars;                        ///< the input's own time texts, one after the other
  std::vector<std::size_t> time_ends;            ///< end of each row's text in `time_chars`; empty if no time

  std::size_t size() const { return values.rows(); }
  bool has_time() const { return !time.empty(); }
  /// Of the zone a row's time was written in, in minutes; 0 if the input names none.
  std::int16_t utc_offset(std::size_t row) const {
    return utc_offset_minutes.empty() ? std::int16_t{0} : utc_offset_minutes[row];
  }
  std::string_view time_text(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : time_ends[row - 1];
    return std::string_view(time_chars).substr(begin, time_ends[row] - begin);
  }
};

/// Values of a text column, read as categories, that have no channel of their own.
struct CategoryNotes {
  std::string column;
  bool taken_as_other = false;  ///< they share the channel `column=other`; false: all the column's channels are 0
  std::size_t values = 0;       ///< how many different ones; 0 = not counted
  std::size_t rows = 0;         ///< that hold one of them
  std::string first_value;
  std::size_t first_line = 0;  ///< line of the file, counted from 1
};

/// What was met while reading that a person should know; sums over all rows read so far.
struct ReadNotes {
  std::size_t rows = 0;
  std::size_t bytes = 0;                ///< of the input as stored (compressed if it is)
  std::size_t infinite_values = 0;      ///< ±Inf, taken as missing
  std::size_t first_infinite_line = 0;  ///< line of the file, counted from 1; 0 = none
  std::vector<std::string> left_out;    ///< columns that hold text and were not asked for, for `spell`
  std::vector<CategoryNotes> categories;
  std::vector<std::string>
      remarks;  ///< a sentence each, for `spell`: channels that may be labels, windows that hold no row
};

/// A whole input in memory.
struct Series {
  std::string source;       ///< file name for messages, "standard input" for `-`
  std::string time_column;  ///< its name; empty if there is none
  std::string key_column;   ///< its name; empty if all rows are of one series
  std::vector<Channel> channels;
  Rows rows;
  std::vector<std::string> keys;  ///< their texts by number, in order of first appearance
  ReadNotes notes;
  Duration resample{0};  ///< rows are means over bins of this length; 0 = rows as they are

  RowRange all() const { return {0, rows.size()}; }
  /// The leading part that holds this share of the rows, 0 to 1.
  RowRange first(double share) const { return {0, static_cast<std::size_t>(share * static_cast<double>(rows.size()))}; }
};

/// Some rows of a series, which must outlive this; where it has a key column, all of one key.
struct SeriesPart {
  SeriesPart(const Series& of, RowRange rows_of_it) : series(&of), range(rows_of_it) {}
  explicit SeriesPart(const Series& whole) : SeriesPart(whole, whole.all()) {}

  const Series* series;
  RowRange range;

  std::size_t rows() const { return range.size(); }
};

// A table in memory, series by series.

/// The rows of one series, or of many whose ids stand in a key column (accounts, hosts, patients …). A series' rows lie
/// one after the other, as they came; series follow in the order of their first appearance.
struct SeriesTable {
  Series table;                        ///< of several series without the times' texts
  std::vector<std::size_t> input_row;  ///< of each row: its number in the input; empty = the same
  std::vector<std::size_t> begin;      ///< (series + 1): rows [begin[s], begin[s + 1]) are those of series s

  std::size_t series() const { return begin.size() - 1; }
  bool has_ids() const { return !table.key_column.empty(); }
  std::string id(std::size_t s) const { return has_ids() ? table.keys[s] : std::string(); }
  std::size_t rows_of(std::size_t s) const { return begin[s + 1] - begin[s]; }
  /// Number in the input of row `row` of series `s`.
  std::size_t in_input(std::size_t s, std::size_t row) const {
    return input_row.empty() ? begin[s] + row : input_row[begin[s] + row];
  }
};

/// One series if there is no key column. Cost: O(T); with a key column one more copy of the rows while it works.
TIDEGATE_API SeriesTable series_table(Series series);

/// Of parts of these lengths, ordered by length: how long the one is that the middle row of all belongs to. 0 of none.
TIDEGATE_API std::size_t middle_length(std::vector<std::size_t> lengths);

// Time as text, the same in results, messages and pages.

/// RFC 3339 with the given zone ("Z" for offset 0), fractions only as far as needed.
TIDEGATE_API std::string format_time(Timestamp time, std::int16_t utc_offset_minutes = 0);

/// For people who wait: "under 1 s", "42 s", "5 min", "2.5 h".
TIDEGATE_API std::string rough_time(double seconds);

/// "5m", "90s", "1h", "500ms", "1d", "2min" → a length of time; none for anything else, and where it is not above 0.
TIDEGATE_API std::optional<Duration> parse_duration(std::string_view text);

/// The moment an ISO 8601 date or date and time names ("2024-05-01", "2024-05-01 12:30", "2024-05-01T12:30:00+02:00");
/// without a zone it is local time of the given one. None for anything else.
TIDEGATE_API std::optional<Timestamp> parse_moment(std::string_view text, std::int16_t utc_offset_minutes = 0);

}  // namespace tidegate
