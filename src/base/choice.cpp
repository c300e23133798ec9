#include "base/choice.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.h"

namespace tidegate {
namespace {

std::optional<double> parse_finite(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

Error bad_argument(const Choice& choice, std::string_view form, const std::string& problem) {
  const std::string given =
      choice.whole.empty() ? choice.name + (choice.has_argument ? ":" + choice.argument : "") : choice.whole;
  return fail(ErrorKind::kUsage, "'" + given + "': " + problem).remedy("write it as " + std::string(form));
}

/// "1 " where the number is one of several.
std::string which_number(const Choice& choice) {
  return choice.whole.empty() || choice.whole == choice.name + ":" + choice.argument ? "" : choice.argument + " ";
}

}  // namespace

Choice split_choice(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {std::string(text), {}, false};
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1)), true};
}

Result<double> choice_number(const Choice& choice, std::string_view form, ArgumentLimits limits) {
  if (!choice.has_argument || choice.argument.empty()) return bad_argument(choice, form, "a number is missing");
  const auto value = parse_finite(choice.argument);
  if (!value) return bad_argument(choice, form, "'" + choice.argument + "' is not a number");
  const bool at_end = *value == limits.least || *value == limits.most;
  if (*value < limits.least || *value > limits.most || (limits.open && at_end))
    return bad_argument(choice, form,
                        which_number(choice) + "must lie between " + round_text(limits.least) + " and " +
                            round_text(limits.most) + (limits.open ? ", both excluded" : ""));
  return *value;
}

Result<double> choice_whole_number(const Choice& choice, std::string_view form, ArgumentLimits limits) {
  auto value = choice_number(choice, form, limits);
  if (value && *value != std::floor(*value))
    return bad_argument(choice, form, which_number(choice) + "must be a whole number");
  return value;
}

Error unknown_choice(std::string_view option, std::string_view word, std::span<const std::string> known) {
  const std::string nearest = nearest_word(word, known);
  return fail(ErrorKind::kUsage, "unknown " + std::string(option) + " '" + std::string(word) + "'")
      .about(option)
      .remedy((nearest.empty() ? "" : "did you mean '" + nearest + "'? ") + "Known: " + join(known));
}

}  // namespace tidegate
