#include <charconv>
#include <optional>

#include "tidegate/offline.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

constexpr std::string_view kAtLeast = "at-least:";

std::optional<std::int64_t> counted(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

Status read_rule(std::string_view text, Combination& combination) {
  using Rule = Combination::Rule;
  if (text == "or" || text == "and") {
    combination.rule = text == "or" ? Rule::kAny : Rule::kAll;
    return {};
  }
  const auto least = text.starts_with(kAtLeast) ? counted(text.substr(kAtLeast.size())) : std::nullopt;
  if (least.value_or(0) < 1)
    return fail(ErrorKind::kUsage, option_named("combine") + ": '" + std::string(text) + "' is not a rule")
        .about("combine")
        .remedy("write or, and, or at-least:K with a number of series K");
  combination.rule = Rule::kAtLeast;
  combination.least = static_cast<std::size_t>(*least);
  return {};
}

Status read_within(std::string_view text, Combination& combination) {
  combination.within_words = text;
  if (text.empty()) return {};
  if (const auto rows = counted(text)) {
    combination.within_rows = *rows;
    return {};
  }
  const auto within = parse_duration(text);
  if (!within)
    return fail(ErrorKind::kUsage, option_named("within") + ": '" + std::string(text) +
                                       "' is neither a number of rows nor a length of time")
        .about("within")
        .remedy("write e.g. 3, 30s, 5m, 1h");
  combination.within = *within;
  return {};
}

CombinationRule rule_of(const Combination& combination, std::size_t series) {
  return {combination.at_least(series), combination.within_rows, combination.within};
}

std::string words_of(const Combination& combination, std::size_t series) {
  const std::size_t least = combination.at_least(series);
  const std::string of = " of " + std::to_string(series) + " series";
  std::string words = least == series ? "all " + std::to_string(series) + " series"
                      : least == 1    ? "any" + of
                                      : "at least " + std::to_string(least) + of;
  if (combination.within_rows > 0)
    words += ", within " + combination.within_words + (combination.within_rows == 1 ? " row" : " rows");
  return combination.within.count() > 0 ? words + ", within " + combination.within_words : words;
}

}  // namespace

std::size_t Combination::at_least(std::size_t series) const {
  switch (rule) {
    case Rule::kAny:
      return 1;
    case Rule::kAll:
      return series;
    case Rule::kAtLeast:
      return least;
  }
  return 1;
}

Result<Combination> parse_combination(std::string_view rule, std::string_view within) {
  Combination combination;
  if (auto read = read_rule(rule, combination); !read) return read.error();
  if (auto read = read_within(within, combination); !read) return read.error();
  return combination;
}

Status check_combination(const Combination& combination, std::size_t series, bool may_have_time) {
  if (combination.rule == Combination::Rule::kAtLeast && combination.least > series)
    return fail(ErrorKind::kUsage, option_named("combine") + ": 'at-least:" + std::to_string(combination.least) +
                                       "', but there are only " + std::to_string(series) + " series")
        .about("combine");
  if (may_have_time) return {};
  const SeriesEvents without_times;
  const auto refused =
      combine_events({&without_times, 1}, {.within_rows = combination.within_rows, .within = combination.within});
  return refused ? Status() : Status(refused.error());
}

Result<CombinedDetection> combine(std::span<const Detection> all, const Combination& combination) {
  std::vector<SeriesEvents> series;
  series.reserve(all.size());
  for (const Detection& one : all) series.push_back({one.source, one.has_time, one.step, one.events});
  const CombinationRule rule = rule_of(combination, all.size());
  auto events = combine_events(series, rule);
  if (!events) return events.error();
  return CombinedDetection{words_of(combination, all.size()), rule.at_least, std::move(*events)};
}

}  // namespace tidegate
