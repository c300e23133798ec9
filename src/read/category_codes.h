// The texts of one column as numbers.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "read/category_names.h"
#include "read/name_table.h"

namespace tidegate {

class CategoryCodes {
 public:
  /// `known` are the values with a channel of their own; empty = every value gets a number.
  CategoryCodes(std::size_t channel, std::string column, const std::vector<std::string>& known);

  std::size_t channel() const { return channel_; }  ///< place among the source's channels
  const std::string& column() const { return column_; }
  bool is_known() const { return known_; }  ///< beforehand
  const std::vector<std::string>& values() const { return table_.names(); }

  /// NaN for an empty field, which is a missing value; −1 for a value that is not among those known, which is counted.
  double code_of(std::string_view field, std::size_t line);
  bool is_full() const { return !known_ && values().size() > kMostCategoryValues; }

  std::size_t unknown_rows() const { return unknown_rows_; }
  const std::string& first_unknown() const { return first_unknown_; }
  std::size_t first_unknown_line() const { return first_unknown_line_; }
  std::size_t first_line(std::size_t value) const { return first_lines_[value]; }  ///< where it was met first

 private:
  std::size_t channel_;
  std::string column_;
  bool known_;
  NameTable table_;
  std::vector<std::size_t> first_lines_;
  std::size_t unknown_rows_ = 0, first_unknown_line_ = 0;
  std::string first_unknown_;
};

}  // namespace tidegate
