// What a source gives: rows of numbers with their times, as they stand in the input.
#pragma once
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/matrix.h"

namespace tidegate {

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
  std::vector<std::uint32_t> key;                ///< series id: a number in the input's keys; empty if no key
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

}  // namespace tidegate
