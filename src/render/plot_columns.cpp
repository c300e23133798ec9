#include "render/plot_columns.h"

#include <algorithm>
#include <cmath>

namespace tidegate {
namespace {

constexpr std::size_t kStepsLookedAt = 10'000;

/// Median of the positive differences of (at most) the first rows; zero if there is none.
Duration median_step(std::span<const Timestamp> time) {
  std::vector<Duration> steps;
  for (std::size_t i = 1; i < std::min(time.size(), kStepsLookedAt); ++i) {
    if (time[i] > time[i - 1]) steps.push_back(time[i] - time[i - 1]);
  }
  if (steps.empty()) return Duration{0};
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::ranges::nth_element(steps, middle);
  return *middle;
}

void extend(ColumnExtent& column, double value, bool joined) {
  if (column.empty()) {
    column = {.low = value, .high = value, .first = value, .last = value, .joined = joined};
    return;
  }
  column.low = std::min(column.low, value);
  column.high = std::max(column.high, value);
  column.last = value;
}

}  // namespace

ColumnMap::ColumnMap(std::size_t rows, std::span<const Timestamp> time, std::size_t columns)
    : rows_(rows), columns_(columns), time_(time) {
  if (time_.empty()) return;
  const auto [first, last] = std::ranges::minmax(time_);
  first_ = first;
  last_ = last;
  if (const Duration step = median_step(time_); step.count() > 0) widest_step_ = 3 * step;
  if (first_ == last_) time_ = {};  // all at one moment: the row number is all there is
}

std::size_t ColumnMap::column(std::size_t row) const {
  const double share =
      time_.empty()
          ? static_cast<double>(row) / static_cast<double>(std::max<std::size_t>(rows_ - 1, 1))
          : static_cast<double>((time_[row] - first_).count()) / static_cast<double>((last_ - first_).count());
  return std::min(columns_ - 1, static_cast<std::size_t>(share * static_cast<double>(columns_)));
}

bool ColumnMap::gap_before(std::size_t row) const {
  return row > 0 && !time_.empty() && time_[row] - time_[row - 1] > widest_step_;
}

std::vector<ColumnExtent> column_extents(const ColumnMap& map, std::span<const float> values) {
  std::vector<ColumnExtent> out(map.columns());
  bool joined = false;
  std::size_t latest = 0;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (map.gap_before(row)) joined = false;
    const double value = values[row];
    latest = std::max(latest, map.column(row));
    if (std::isfinite(value)) extend(out[latest], value, joined);
    joined = std::isfinite(value);
  }
  return out;
}

}  // namespace tidegate
