#include "tidegate/training_part.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/text.h"
#include "series/time_text.h"

namespace tidegate {
namespace {

constexpr std::string_view kUntil = "until:";

tl::unexpected<Error> refuse(std::string_view spec, std::string_view problem) {
  return fail(ErrorKind::kUsage, "--train-part: '" + std::string(spec) + "' " + std::string(problem) +
                                     "; write a share (0.5), a number of rows (4000) or until:2024-05-01T00:00:00Z");
}

/// "2024-05-01T00:00" is local time, "…Z" and "…+02:00" are not.
bool names_a_zone(std::string_view text) {
  const std::size_t clock = std::min(text.find_first_of("T "), text.size());
  return text.find_first_of("Zz+-", clock) != std::string_view::npos;
}

Result<std::size_t> rows_before(const Series& series, std::string_view spec) {
  const std::string_view text = spec.substr(kUntil.size());
  if (!series.rows.has_time()) return refuse(spec, "needs a time column, and the input has none");
  const auto moment = parse_iso_time(text, nullptr);
  if (!moment) return refuse(spec, "holds no time that is understood");
  const bool local = !names_a_zone(text) && !series.rows.utc_offset_minutes.empty();
  std::size_t row = 0;
  for (; row < series.rows.size(); ++row) {
    const auto offset = std::chrono::minutes(local ? series.rows.utc_offset_minutes[row] : 0);
    if (series.rows.time[row] + offset >= moment->time) break;
  }
  return row;
}

Result<std::size_t> leading_rows(const Series& series, std::string_view spec) {
  if (spec.starts_with(kUntil)) return rows_before(series, spec);
  double number = 0;
  const auto [end, error] = std::from_chars(spec.data(), spec.data() + spec.size(), number);
  if (error != std::errc{} || end != spec.data() + spec.size() || !(number > 0) || std::isinf(number))
    return refuse(spec, "is not understood");
  const auto rows = static_cast<double>(series.rows.size());
  const bool whole = spec.find_first_of(".eE") == std::string_view::npos;
  if (whole && number > rows)
    return fail(ErrorKind::kData, series.source + ": --train-part " + std::string(spec) + ", but the input has only " +
                                      plural(series.rows.size(), "row") + "; give fewer, or a share such as 0.5");
  if (whole) return static_cast<std::size_t>(number);
  if (number > 1) return refuse(spec, "is a share above 1");
  return static_cast<std::size_t>(std::floor(number * rows));
}

}  // namespace

Result<std::pair<std::size_t, std::size_t>> training_part(const Series& series, std::string_view spec) {
  const auto count = leading_rows(series, spec);
  if (!count) return tl::unexpected(count.error());
  if (*count == 0)
    return fail(ErrorKind::kData,
                series.source + ": --train-part " + std::string(spec) + " leaves no row to learn from");
  return std::pair{std::size_t{0}, *count - 1};
}

}  // namespace tidegate
