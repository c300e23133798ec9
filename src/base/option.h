// How a stage declares an option, once; the command line, JSON, TOML and the manual visit the declarations.
#pragma once
#include <limits>
#include <string_view>

namespace tidegate {

struct Option {
  std::string_view name;    ///< as on the command line, e.g. "learning-rate"; JSON writes '_' for '-'
  std::string_view help;    ///< one clause: what it does, what happens if it is wrong
  std::string_view unit{};  ///< "rows", "epochs", …; empty for names
  double low = -std::numeric_limits<double>::infinity();  ///< smallest and largest allowed number
  double high = std::numeric_limits<double>::infinity();
  std::string_view choices{};  ///< "a|b|c" where only these are allowed
};

}  // namespace tidegate
