// Options in texts as the command line spells them: `error.message(as_flags)`, `spell(text, as_flags)`.
#pragma once
#include <string>
#include <string_view>

namespace tidegate {

inline std::string as_flags(std::string_view option, std::string_view value) {
  return "--" + std::string(option) + (value.empty() ? "" : " " + std::string(value));
}

}  // namespace tidegate
