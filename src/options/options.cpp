#include "options/options.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
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

/// "a|b|c", as options declare their choices.
Words split_choices(std::string_view text) {
  Words parts;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('|'), text.size());
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return parts;
}

std::string allowed_range(const Option& option) {
  if (!option.choices.empty()) return join(split_choices(option.choices));
  if (std::isinf(option.low) && std::isinf(option.high)) return "";
  const std::string unit = option.unit.empty() ? "" : " " + std::string(option.unit);
  if (std::isinf(option.high)) return round_text(option.low) + " or more" + unit;
  return round_text(option.low) + " to " + round_text(option.high) + unit;
}

Error refuse(const Option& option, std::string_view value, std::string_view expected) {
  const std::string range = allowed_range(option);
  return fail(ErrorKind::kUsage, option_named(option.name) + ": '" + std::string(value) + "' is not " +
                                     std::string(expected) + (range.empty() ? "" : "; allowed: " + range))
      .about(option.name);
}

template <class Number>
Result<Number> parse_number(const Option& option, std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty())
    return refuse(option, text, std::is_integral_v<Number> ? "a whole number" : "a number");
  const auto value = static_cast<double>(number);
  if (!(value >= option.low && value <= option.high)) return refuse(option, text, "in range");
  return number;
}

Status assign(const Option& option, std::string& field, std::string_view text) {
  if (option.choices == "on|off") {
    const auto on = parse_switch(option.name, text);
    if (!on) return on.error();
    field = *on ? "on" : "off";
    return {};
  }
  const Words choices = split_choices(option.choices);
  if (!choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end()) {
    const std::string near = nearest_word(text, choices);
    auto refused = refuse(option, text, "a known name");
    return near.empty() ? refused : std::move(refused).remedy("did you mean '" + near + "'?");
  }
  field = text;
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
  if (numbers.empty() || numbers.size() > 16) return refuse(option, text, "a list of 1 to 16 numbers");
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
  const DetectorConfig defaults;
  describe_detector(defaults, [&](std::string_view stage, const Option& option, const auto& field) {
    all.push_back({std::string(option.name), std::string(stage), std::string(option.help), std::string(option.unit),
                   allowed_range(option), to_text(field), std::is_same_v<std::decay_t<decltype(field)>, bool>});
  });
  return all;
}

Status set_option(DetectorConfig& config, std::string_view name, std::string_view value) {
  const std::string wanted = hyphenated(name), cell = config.net.cell, net = config.net.net, target = config.net.target;
  Status status;
  bool found = false;
  Words names;
  describe_detector(config, [&](std::string_view, const Option& option, auto& field) {
    names.emplace_back(option.name);
    if (option.name != wanted) return;
    found = true;
    status = assign(option, field, value);
  });
  if (found && status && wanted == "target") {
    status = check_target(config.net);  // here, for later a forecaster's `next` is taken for a default nobody chose
    if (!status) config.net.target = target;
  }
  if (found && status && wanted == "detector")
    apply_recipe(config);
  else if (config.net.net != net)
    apply_net_defaults(config), rename_recipe(config);
  else if (config.net.cell != cell)
    rename_recipe(config);
  if (found) return status;
  const std::string near = nearest_word(wanted, names);
  Error unknown = fail(ErrorKind::kUsage, "unknown option '" + std::string(name) + "'").about(name);
  return near.empty() ? unknown : std::move(unknown).remedy("did you mean '" + near + "'?");
}

std::string option_text(const DetectorConfig& config, std::string_view name) {
  std::string text;
  describe_detector(config, [&](std::string_view, const Option& option, const auto& field) {
    if (option.name == hyphenated(name)) text = to_text(field);
  });
  return text;
}

Status check_options(const DetectorConfig& config) {
  DetectorConfig copy = config;
  Status status;
  describe_detector(copy, [&](std::string_view, const Option& option, auto& field) {
    if (status) status = assign(option, field, to_text(field));
  });
  return status;
}

std::string nearest_name(std::string_view word, const std::vector<std::string>& names) {
  return nearest_word(word, names);
}

std::vector<std::string> recipe_names() { return split_choices(kRecipes); }

}  // namespace tidegate
