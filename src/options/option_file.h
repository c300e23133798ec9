// TOML: option names and their values, for configuration files and recipes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

/// As `read_option_file`, of a text; `source` names it in errors.
Result<std::vector<OptionText>> parse_options(std::string_view text, const std::string& source);

}  // namespace tidegate
