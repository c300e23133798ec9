#include "read/category_codes.h"

#include <limits>
#include <utility>

namespace tidegate {

CategoryCodes::CategoryCodes(std::size_t channel, std::string column, const std::vector<std::string>& known)
    : channel_(channel), column_(std::move(column)), known_(!known.empty()) {
  for (const std::string& value : known) table_.number_of(value);
}

double CategoryCodes::code_of(std::string_view field, std::size_t line) {
  if (field.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (!known_) {
    const std::uint32_t number = table_.number_of(field);
    if (number == first_lines_.size()) first_lines_.push_back(line);
    return number;
  }
  if (const auto number = table_.find(field)) return *number;
  if (unknown_rows_++ == 0) {
    first_unknown_ = field;
    first_unknown_line_ = line;
  }
  return -1;
}

}  // namespace tidegate
