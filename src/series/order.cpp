#include "series/order.h"

#include <string>

#include "base/text.h"
#include "series/time_axis.h"
#include "tidegate/series.h"

namespace tidegate {

TimeOrder time_order(std::span<const Timestamp> times) noexcept {
  TimeOrder order;
  TimeAxisParams any_step;
  TimeAxisState state;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const Arrival arrival = place(any_step, state, times[i]).arrival;
    if (arrival == Arrival::kDuplicate && order.duplicates++ == 0) order.first_duplicate = i;
    if (arrival == Arrival::kLate && order.late++ == 0) order.first_late = i;
  }
  return order;
}

Status check_order(const SeriesPart& part) {
  const Series& series = *part.series;
  const auto time = std::span(series.rows.time).subspan(part.range.begin, part.rows());
  const TimeOrder order = time_order(time);
  if (10 * order.late <= time.size()) return {};
  const std::size_t late = order.first_late, row = part.range.begin + late;
  return fail(ErrorKind::kData, "time runs backwards in " + count_text(order.late) + " of " +
                                    plural(time.size(), "row") + ", first in row " + count_text(row) + " (line " +
                                    count_text(row + 2) + " of a CSV with a header), from " +
                                    format_time(time[late - 1], 0) + " to " + format_time(time[late], 0))
      .at({.source = series.source, .column = series.time_column, .words = series.source})
      .remedy_below("sort the file by column '" + series.time_column + "'")
      .remedy("take rows as they come with " + option_named("time", "none"));
}

}  // namespace tidegate
