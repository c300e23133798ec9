// Texts numbered by first appearance.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tidegate {

class NameTable {
 public:
  /// The number of `name`, the next one if it was not met before. Cost: one look-up; allocates for a new name only.
  std::uint32_t number_of(std::string_view name);

  std::optional<std::uint32_t> find(std::string_view name) const;

  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };

  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
};

}  // namespace tidegate
