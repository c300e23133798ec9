#include "options/options.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "base/text.h"
#include "model/nets/kind.h"
#include "scorer/scorer.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

using Numbers = std::vector<std::int64_t>;
using Words = std::vector<std::string>;

std::string to_text(const std::string& value) { return value; }
std::string to_text(bool value) { return value ? "true" : "false"; }
std::string to_text(double value) { return number_text(value); }
std::string to_text(std::int64_t value) { return std::to_string(value); }
std::string to_text(std::uint64_t value) { return std::to_string(value); }
std::string to_text(const Words& value) { return join_list(value); }
std::string to_text(const Numbers& value) {
  Words words;
  for (const std::int64_t number : value) words.push_back(std::to_string(number));
  return join(words, ",");
}

template <class Enum>
  requires std::is_enum_v<Enum>
std::string to_text(Enum value) {
  return std::string(word_of(value));
}

/// The words an option's value may have; empty = any text or number.
template <class Field>
Words words_allowed(const Option& option, const Field&) {
  if constexpr (std::is_enum_v<Field>) return all_words<Field>();
  return option.names == nullptr ? Words() : option.names();
}

template <class Field>
std::string allowed_range(const Option& option, const Field& field) {
  if (const Words words = words_allowed(option, field); !words.empty()) return join(words);
  if (std::isinf(option.low) && std::isinf(option.high)) return "";
  const std::string unit = option.unit.empty() ? "" : " " + std::string(option.unit);
  if (std::isinf(option.high)) return round_text(option.low) + " or more" + unit;
  return round_text(option.low) + " to " + round_text(option.high) + unit;
}

template <class Field>
Error refuse(const Option& option, const Field& field, std::string_view value, std::string_view expected) {
  const std::string range = allowed_range(option, field);
  return fail(ErrorKind::kUsage, option_named(option.name) + ": '" + std::string(value) + "' is " +
                                     std::string(expected) + (range.empty() ? "" : "; allowed: " + range))
      .about(option.name);
}

template <class Number>
Result<Number> parse_number(const Option& option, std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty())
    return refuse(option, number, text, std::is_integral_v<Number> ? "not a whole number" : "not a number");
  const auto value = static_cast<double>(number);
  if (!(value >= option.low && value <= option.high)) return refuse(option, number, text, "out of range");
  return number;
}

template <class Field>
Error unknown_word(const Option& option, const Field& field, std::string_view text) {
  const std::string near = nearest_word(text, words_allowed(option, field));
  auto refused = refuse(option, field, text, "not a known name");
  return near.empty() ? refused : std::move(refused).remedy("did you mean '" + near + "'?");
}

Status assign(const Option& option, std::string& field, std::string_view text) {
  const Words names = words_allowed(option, field);
  if (!names.empty() && std::ranges::find(names, text) == names.end() && !is_recipe_file(text))
    return unknown_word(option, field, text);
  field = text;
  return {};
}

Status assign(const Option& option, Switch& field, std::string_view text) {
  const auto on = parse_switch(option.name, text);
  if (!on) return on.error();
  field = *on ? Switch::kOn : Switch::kOff;
  return {};
}

template <class Enum>
  requires std::is_enum_v<Enum>
Status assign(const Option& option, Enum& field, std::string_view text) {
  const Enum* known = find_word<Enum>(text);
  if (known == nullptr) return unknown_word(option, field, text);
  field = *known;
  return {};
}

Status assign(const Option& option, bool& field, std::string_view text) {
  const auto on = parse_switch(option.name, text);
  if (!on) return on.error();
  field = *on;
  return {};
}

template <class Number>
  requires(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>)
Status assign(const Option& option, Number& field, std::string_view text) {
  const auto number = parse_number<Number>(option, text);
  if (!number) return number.error();
  field = *number;
  return {};
}

Status assign(const Option& option, Numbers& field, std::string_view text) {
  Numbers numbers;
  for (const std::string& part : split_list(text)) {
    const auto number = parse_number<std::int64_t>(option, part);
    if (!number) return number.error();
    numbers.push_back(*number);
  }
  if (numbers.empty() || numbers.size() > 16) return refuse(option, field, text, "not a list of 1 to 16 numbers");
  field = numbers;
  return {};
}

Status assign(const Option&, Words& field, std::string_view text) {
  field = split_list(text);
  return {};
}

std::string hyphenated(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

}  // namespace

std::vector<OptionInfo> detector_options() {
  std::vector<OptionInfo> all;
  const DetectorConfig defaults = settled({});
  describe_detector(defaults, [&](std::string_view stage, const Option& option, const auto& field) {
    all.push_back({std::string(option.name), std::string(stage), std::string(option.help), std::string(option.unit),
                   allowed_range(option, field), to_text(field), std::is_same_v<std::decay_t<decltype(field)>, bool>});
  });
  return all;
}

Status set_option(DetectorConfig& config, std::string_view name, std::string_view value) {
  const std::string wanted = hyphenated(name);
  if (wanted == "detector") return apply_recipe(config, value);
  DetectorConfig next = config;
  Status status;
  bool found = false;
  Words names;
  describe_detector(next, [&](std::string_view, const Option& option, auto& field) {
    names.emplace_back(option.name);
    if (option.name != wanted) return;
    found = true;
    status = assign(option, field, value);
  });
  if (!found) {
    const std::string near = nearest_word(wanted, names);
    Error unknown = fail(ErrorKind::kUsage, "unknown option '" + std::string(name) + "'").about(name);
    return near.empty() ? unknown : std::move(unknown).remedy("did you mean '" + near + "'?");
  }
  if (status && wanted == "target") status = check_target(next.net);
  if (!status) return status;
  if (next.net.net != config.net.net) forget_net_choices(next);
  if (next.net.net != config.net.net || next.net.cell != config.net.cell) rename_recipe(next);
  config = std::move(next);
  return {};
}

std::string option_text(const DetectorConfig& config, std::string_view name) {
  std::string text;
  const DetectorConfig complete = settled(config);
  describe_detector(complete, [&](std::string_view, const Option& option, const auto& field) {
    if (option.name == hyphenated(name)) text = to_text(field);
  });
  return text;
}

DetectorConfig settled(DetectorConfig config) {
  fill_scorer_defaults(config);
  fill_net_defaults(config);
  correct_name(config);
  return config;
}

Status check_options(const DetectorConfig& config) {
  DetectorConfig copy = settled(config);
  Status status;
  describe_detector(copy, [&](std::string_view, const Option& option, auto& field) {
    if (status) status = assign(option, field, to_text(field));
  });
  return status;
}

std::string nearest_name(std::string_view word, const std::vector<std::string>& names) {
  return nearest_word(word, names);
}

}  // namespace tidegate
