// Sets of files that a test writes, and what comes out of them.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "tidegate/series.h"
#include "tidegate/series_set.h"

namespace tidegate {

using Names = std::vector<std::string>;
using Numbers = std::vector<double>;

/// Makes the folders it needs.
inline std::filesystem::path write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

inline SeriesSet set_of(const std::filesystem::path& input, const SetOptions& options = {},
                        const Observer& observer = {}) {
  auto set = SeriesSet::open(input, options, observer);
  if (!set) ADD_FAILURE() << set.error().message();
  return std::move(set).value();  // throws: the test ends here
}

/// The error with which opening fails.
inline Error opening_error(const std::filesystem::path& input, const SetOptions& options = {}) {
  const auto set = SeriesSet::open(input, options);
  if (!set) return set.error();
  ADD_FAILURE() << "opened, though it should not be: " << input;
  return {};
}

inline Names ids_of(const SeriesSet& set) {
  Names ids;
  for (std::size_t table = 0; table < set.size(); ++table) ids.push_back(set.id(table));
  return ids;
}

inline Names file_names_of(const SeriesSet& set) {
  Names names;
  for (std::size_t table = 0; table < set.size(); ++table) names.push_back(set.file_name(table));
  return names;
}

inline Numbers numbers_of(const Matrix<double>& values) { return {values.flat().begin(), values.flat().end()}; }

/// A table read whole, as the set was opened.
inline SeriesTable table_of(const SeriesSet& set, std::size_t table) {
  auto read = set.read_table(table, set.reading());
  if (!read) ADD_FAILURE() << read.error().message();
  return std::move(read).value();
}

/// The same table block by block.
inline SeriesTable opened_table_of(const SeriesSet& set, std::size_t table) {
  const auto source = set.open_table(table, set.reading());
  if (!source) ADD_FAILURE() << source.error().message();
  auto rows = read_all(*source.value());
  if (!rows) ADD_FAILURE() << rows.error().message();
  return series_table(std::move(rows).value());
}

/// Opened and read, a table holds the same rows, and again when it is asked for once more.
inline void expect_same_rows_however_read(const SeriesSet& set, std::size_t table) {
  const SeriesTable read = table_of(set, table);
  for (const int time : {1, 2}) {
    SCOPED_TRACE("table " + std::to_string(table) + ", time " + std::to_string(time));
    const SeriesTable opened = opened_table_of(set, table);
    EXPECT_EQ(opened.table.source, read.table.source);
    EXPECT_EQ(opened.table.time_column, read.table.time_column);
    EXPECT_EQ(numbers_of(opened.table.rows.values), numbers_of(read.table.rows.values));
    EXPECT_EQ(opened.table.rows.time, read.table.rows.time);
    EXPECT_EQ(opened.table.rows.label, read.table.rows.label);
    EXPECT_EQ(opened.table.rows.time_chars, read.table.rows.time_chars);
    EXPECT_EQ(opened.table.keys, read.table.keys);
    EXPECT_EQ(opened.begin, read.begin);
    EXPECT_EQ(opened.input_row, read.input_row);
    ASSERT_EQ(opened.table.channels.size(), read.table.channels.size());
    for (std::size_t c = 0; c < read.table.channels.size(); ++c)
      EXPECT_EQ(opened.table.channels[c].name, read.table.channels[c].name);
  }
}

}  // namespace tidegate
