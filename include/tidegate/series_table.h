// A table in memory, series by series.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

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

}  // namespace tidegate
