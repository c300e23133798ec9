// Which column is the time, which are channels, which is the label, which the key.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "series/time_text.h"
#include "tidegate/result.h"
#include "tidegate/source.h"

namespace tidegate {

/// The leading records of an input, kept to decide on the columns and then read as rows.
struct RecordSample {
  std::vector<std::string> fields;  ///< (rows, columns), row-major
  std::vector<std::size_t> lines;   ///< of each record

  std::size_t size() const { return lines.size(); }
  const std::string& field(std::size_t row, std::size_t column) const {
    return fields[row * (fields.size() / lines.size()) + column];
  }
};

/// A channel column of texts, read as categories.
struct CategoryColumn {
  std::size_t channel = 0;          ///< its place among the channel columns
  std::vector<std::string> values;  ///< with a channel of their own; empty = those that the input holds
};

struct ColumnPlan {
  std::vector<std::string> names;               ///< of all columns, unique and not empty
  std::optional<std::size_t> time, label, key;  ///< column numbers
  TimeFormat time_format = TimeFormat::kIso;
  std::vector<std::size_t> channel_columns;
  std::vector<Channel> channels;           ///< one entry a channel column
  std::vector<CategoryColumn> categories;  ///< by place
  std::vector<std::string> left_out;
  std::vector<std::string> remarks;  ///< a sentence each
};

/// Names of columns without a header: "value" for a single one, else "c0", "c1" ….
std::vector<std::string> numbered_names(std::size_t count);

/// A channel whose unit is the text in the name's trailing brackets, [] or ().
Channel channel_of(const std::string& column_name);

/// Column number for a name, or for a number from 0 if no column has that name.
/// Errors: kData about `option`, offering the nearest name and listing the columns.
Result<std::size_t> find_column(const std::string& source, const std::vector<std::string>& names,
                                const std::string& wanted, std::string_view option);

/// Column numbers of the channels asked for, in that order. Errors: kData, as `find_column`; kUsage if one is named
/// twice.
Result<std::vector<std::size_t>> find_columns(const std::string& source, const std::vector<std::string>& names,
                                              const std::vector<std::string>& wanted);

/// Decides on the roles by `options`, header names and the sample (at least one record).
/// Time: the column asked for; else one named time, timestamp, date … whose fields are times; else the first of ISO
/// stamps; else a first column of rising counts since the epoch. Channels: those asked for; else every column of which
/// at least half of the values present are numbers, but for time, label, key, what looks like a label (a column of 0
/// and 1 named label, anomaly …: a model must not see it) and a nameless counter of rows. Categories: the columns asked
/// for, and those that a model's own channels are categories of. Errors: kData (unknown column, no numeric column, a
/// time column that holds none), kUsage (a column of two roles), kModel (no key column as the model's).
Result<ColumnPlan> plan_columns(const std::string& source, const std::vector<std::string>& header,
                                const RecordSample& sample, char decimal_mark, const ReadOptions& options);

}  // namespace tidegate
