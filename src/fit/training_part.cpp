#include "fit/training_part.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "base/text.h"
#include "series/time_text.h"

namespace tidegate {
namespace {

constexpr std::string_view kOption = "train-part", kKeysOption = "train-keys";
constexpr std::string_view kUntil = "until:";

Error refuse_part(std::string_view spec, std::string_view problem) {
  return fail(ErrorKind::kUsage, option_named(kOption) + ": '" + std::string(spec) + "' " + std::string(problem))
      .about(kOption)
      .remedy("write a share (0.5), a number of rows (4000) or until:2024-05-01T00:00:00Z");
}

/// "2024-05-01T00:00" is local time, "…Z" and "…+02:00" are not.
bool names_a_zone(std::string_view text) {
  const std::size_t clock = std::min(text.find_first_of("T "), text.size());
  return text.find_first_of("Zz+-", clock) != std::string_view::npos;
}

Result<std::size_t> rows_before(const Series& series, RowRange range, std::string_view spec) {
  const std::string_view text = spec.substr(kUntil.size());
  if (!series.rows.has_time()) return refuse_part(spec, "needs a time column, and the input has none");
  const auto moment = parse_iso_time(text, nullptr);
  if (!moment) return refuse_part(spec, "holds no time that is understood");
  const bool local = !names_a_zone(text) && !series.rows.utc_offset_minutes.empty();
  std::size_t row = range.begin;
  for (; row < range.end; ++row) {
    const auto offset = std::chrono::minutes(local ? series.rows.utc_offset_minutes[row] : 0);
    if (series.rows.time[row] + offset >= moment->time) break;
  }
  return row - range.begin;
}

struct Count {
  double number = 0;
  bool whole = false;  ///< otherwise a share
};

std::optional<Count> parse_count(std::string_view spec) {
  double number = 0;
  const auto [end, error] = std::from_chars(spec.data(), spec.data() + spec.size(), number);
  if (error != std::errc{} || end != spec.data() + spec.size() || !(number > 0) || std::isinf(number))
    return std::nullopt;
  return Count{number, spec.find_first_of(".eE") == std::string_view::npos};
}

/// At most those there are.
Result<std::size_t> leading_rows(const Series& series, RowRange range, std::string_view spec) {
  if (spec.starts_with(kUntil)) return rows_before(series, range, spec);
  const auto count = parse_count(spec);
  if (!count) return refuse_part(spec, "is not understood");
  const auto rows = static_cast<double>(range.size());
  if (count->whole) return static_cast<std::size_t>(std::min(count->number, rows));
  if (count->number > 1) return refuse_part(spec, "is a share above 1");
  return static_cast<std::size_t>(std::floor(count->number * rows));
}

Status check_enough(const Series& series, std::string_view spec) {
  const auto count = parse_count(spec);
  if (!count || !count->whole || count->number <= static_cast<double>(series.rows.size())) return {};
  return fail(ErrorKind::kData,
              option_named(kOption, spec) + ", but the input has only " + plural(series.rows.size(), "row"))
      .at({.source = series.source})
      .about(kOption)
      .remedy("give fewer")
      .remedy("a share such as 0.5");
}

Result<std::size_t> leading_keys(std::size_t keys, std::string_view spec) {
  if (spec.empty()) return keys;
  const auto count = parse_count(spec);
  if (!count || (!count->whole && count->number > 1))
    return fail(ErrorKind::kUsage, option_named(kKeysOption) + ": '" + std::string(spec) + "' is not understood")
        .about(kKeysOption)
        .remedy("write a share of the keys (0.7) or a number of them (500)");
  const auto all = static_cast<double>(keys);
  return static_cast<std::size_t>(count->whole ? std::min(count->number, all) : std::floor(count->number * all));
}

Error nothing_left(const Series& series, const std::string& options) {
  return fail(ErrorKind::kData, options + " leaves no row to learn from").at({.source = series.source}).about(kOption);
}

}  // namespace

Result<RowRange> training_part(const Series& series, std::string_view spec) {
  if (auto enough = check_enough(series, spec); !enough) return enough.error();
  const auto count = leading_rows(series, series.all(), spec);
  if (!count) return count.error();
  if (*count == 0) return nothing_left(series, option_named(kOption, spec));
  return RowRange{0, *count};
}

Result<std::vector<KeyedPart>> training_parts(const SeriesTable& keyed, std::string_view spec,
                                              std::string_view keys_spec) {
  const auto keys = leading_keys(keyed.series(), keys_spec);
  if (!keys) return keys.error();
  std::vector<KeyedPart> parts;
  for (std::size_t key = 0; key < *keys; ++key) {
    const auto count = leading_rows(keyed.table, {keyed.begin[key], keyed.begin[key + 1]}, spec);
    if (!count) return count.error();
    if (*count > 0) parts.push_back({static_cast<std::uint32_t>(key), {keyed.begin[key], keyed.begin[key] + *count}});
  }
  if (!parts.empty()) return parts;
  return nothing_left(keyed.table, option_named(kOption, spec) +
                                       (keys_spec.empty() ? "" : " of " + option_named(kKeysOption, keys_spec)));
}

}  // namespace tidegate
