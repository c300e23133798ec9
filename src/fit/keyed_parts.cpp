#include "fit/keyed_parts.h"

#include <algorithm>

#include "base/text.h"
#include "fit/fit.h"
#include "fit/part_sizes.h"
#include "series/order.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

std::span<const Timestamp> times_of(const SeriesPart& part) {
  return std::span(part.series->rows.time).subspan(part.range.begin, part.rows());
}

Status check_keyed_order(std::span<const SeriesPart> parts) {
  std::size_t rows = 0, late = 0;
  const SeriesPart* first_part = nullptr;
  TimeOrder first;
  for (const SeriesPart& part : parts) {
    const TimeOrder order = time_order(times_of(part));
    rows += part.rows(), late += order.late;
    if (order.late > 0 && first_part == nullptr) first_part = &part, first = order;
  }
  if (10 * late <= rows) return {};
  const auto time = times_of(*first_part);
  return fail(ErrorKind::kData, "time runs backwards in " + count_text(late) + " of " + plural(rows, "row") +
                                    " within their keys, first in row " + count_text(first.first_late) +
                                    " of this one, from " + format_time(time[first.first_late - 1], 0) + " to " +
                                    format_time(time[first.first_late], 0))
      .at({.source = first_part->series->source,
           .column = first_part->series->time_column,
           .words = part_name(*first_part)})
      .remedy_below("sort the file by column '" + first_part->series->time_column + "'")
      .remedy("take rows as they come with " + option_named("time", "none"));
}

}  // namespace

std::string part_name(const SeriesPart& part) {
  const Series& series = *part.series;
  if (!is_keyed(part)) return series.source;
  return series.source + ", " + series.key_column + " '" + series.keys[series.rows.key[part.range.begin]] + "'";
}

DetectorConfig with_keyed_window(const DetectorConfig& config, std::span<const SeriesPart> parts) {
  DetectorConfig own = config;
  if (!is_keyed(parts.front()) || config.net.window != 0) return own;
  std::vector<std::size_t> lengths;
  for (const SeriesPart& part : parts) lengths.push_back(part.rows());
  own.net.window = automatic_window_of_keys(middle_length(std::move(lengths)));
  return own;
}

Status check_keyed_rows(std::span<const SeriesPart> parts, std::size_t window, std::size_t horizon) {
  const std::size_t unscored = window + horizon - 1;
  std::size_t rows = 0, scored = 0;
  for (const SeriesPart& part : parts) {
    rows += part.rows();
    scored += part.rows() > unscored ? part.rows() - unscored : 0;
  }
  if (rows >= kLeastTrainingRows && scored >= kLeastScores) return {};
  return fail(ErrorKind::kData, "the training part has " + plural(rows, "row") + " of " + plural(parts.size(), "key") +
                                    ", " + count_text(scored) + " of them behind the first " + count_text(unscored) +
                                    " of their key (the window), but " + std::to_string(kLeastTrainingRows) + " and " +
                                    std::to_string(kLeastScores) + " are needed at least")
      .at({.source = parts.front().series->source})
      .remedy("give more rows (" + option_named("train-part") + ") or a shorter " + option_named("window"));
}

Result<TimeAxisParams> keyed_time_axis(std::span<const SeriesPart> parts, double tolerance, std::size_t longest_gap) {
  if (auto ordered = check_keyed_order(parts); !ordered) return ordered.error();
  const SeriesPart& longest = *std::ranges::max_element(parts, {}, &SeriesPart::rows);
  const TimeAxisParams axis = fit_time_axis(times_of(longest), tolerance, longest_gap);
  std::vector<std::span<const Timestamp>> times;
  for (const SeriesPart& part : parts) times.push_back(times_of(part));
  if (axis.regular && single_step_share(times, axis.step, tolerance) >= kRegularShare) return axis;
  return TimeAxisParams{
      .step = Duration(0), .regular = false, .tolerance = tolerance, .longest_gap = longest_gap, .repeats = true};
}

}  // namespace tidegate
