// The order of --help: named groups, the common ones first, the rest with --help all.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::cli {

struct HelpGroup {
  std::string_view name;
  bool common;  ///< shown without `all`
  std::vector<std::string_view> options;
};

/// Every option belongs to one; of several verbs to the same.
const std::vector<HelpGroup>& help_groups();

/// Place of an option's group among them; the last place + 1 of an option that has none.
std::size_t help_group(std::string_view option);

}  // namespace tidegate::cli
