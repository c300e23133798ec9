#include "series/order.h"

#include <string>

#include "base/text.h"
#include "tidegate/time_text.h"

namespace tidegate {

TimeOrder time_order(std::span<const Timestamp> times) noexcept {
  TimeOrder order;
  for (std::size_t i = 1, latest = 0; i < times.size(); ++i) {
    if (times[i] > times[latest]) {
      latest = i;
    } else if (times[i] == times[latest]) {
      if (order.duplicates++ == 0) order.first_duplicate = i;
    } else if (order.late++ == 0) {
      order.first_late = i;
    }
  }
  return order;
}

Status check_order(const Series& series) {
  const auto& time = series.rows.time;
  const TimeOrder order = time_order(time);
  if (10 * order.late <= time.size()) return {};
  const std::size_t row = order.first_late;
  return fail(ErrorKind::kData,
              series.source + ": time runs backwards in " + count_text(order.late) + " of " +
                  plural(time.size(), "row") + ", first in row " + count_text(row) + " (line " + count_text(row + 2) +
                  " of a CSV with a header), from " + format_time(time[row - 1], 0) + " to " + format_time(time[row], 0) +
                  "\nsort the file by column '" + series.time_column + "', or take rows as they come with --time none");
}

}  // namespace tidegate
