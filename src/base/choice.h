// Options that are a name with an argument, such as "ewma:3" or "sigma:6".
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "tidegate/result.h"

namespace tidegate {

/// "sigma:6" → {"sigma", "6"}; "none" → {"none", ""}.
struct Choice {
  std::string name, argument;
  bool has_argument = false;
  std::string whole = {};  ///< where `argument` is one of several numbers: all that was written
};

Choice split_choice(std::string_view text);

struct ArgumentLimits {
  double least, most;
  bool open = false;  ///< neither is allowed itself
};

/// The argument as a finite number. `form` shows the right spelling in messages, e.g. "sigma:K".
/// Errors: kUsage (no argument, not a number, out of range).
Result<double> choice_number(const Choice& choice, std::string_view form, ArgumentLimits limits);
/// As above, a whole number.
Result<double> choice_whole_number(const Choice& choice, std::string_view form, ArgumentLimits limits);

/// kUsage: "unknown score 'squred'; did you mean 'squared'? Known: absolute, …".
Error unknown_choice(std::string_view option, std::string_view word, std::span<const std::string> known);

}  // namespace tidegate
