#include "read/name_table.h"

namespace tidegate {

std::uint32_t NameTable::number_of(std::string_view name) {
  if (const auto found = find(name)) return *found;
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name);
  numbers_.emplace(names_.back(), number);
  return number;
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

}  // namespace tidegate
