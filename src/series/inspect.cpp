#include "tidegate/inspect.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/missing.h"
#include "base/moments.h"
#include "series/inspection_advice.h"
#include "series/order.h"
#include "series/periods.h"
#include "series/time_axis.h"

namespace tidegate {
namespace {

constexpr std::size_t kMostDistinct = 1000;
constexpr std::size_t kMostGaps = 1000;

std::vector<double> column(const Rows& rows, std::size_t channel) {
  std::vector<double> values(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) values[row] = rows.values(row, channel);
  return values;
}

void count_missing(std::span<const double> values, ChannelSummary& summary) {
  std::size_t run = 0;
  for (const double value : values) {
    run = std::isnan(value) ? run + 1 : 0;
    summary.missing += run > 0 ? 1 : 0;
    summary.longest_missing = std::max(summary.longest_missing, run);
  }
}

void summarise_moments(std::span<const double> present, ChannelSummary& summary) {
  RunningMoments moments;
  for (const double value : present) moments.add(value);
  summary.mean = moments.mean;
  summary.deviation = moments.deviation();
}

void summarise_order(std::vector<double>& present, ChannelSummary& summary) {
  std::sort(present.begin(), present.end());
  summary.minimum = present.front();
  summary.maximum = present.back();
  const std::size_t middle = present.size() / 2;
  summary.median = present.size() % 2 == 1 ? present[middle] : present[middle - 1] / 2 + present[middle] / 2;
  summary.distinct = 1;
  for (std::size_t i = 1; i < present.size() && summary.distinct < kMostDistinct; ++i)
    summary.distinct += present[i] != present[i - 1] ? 1 : 0;
  summary.constant = summary.distinct == 1;
  summary.flag = summary.minimum == 0 && summary.maximum == 1 && summary.distinct == 2;
}

ChannelSummary summarise(const Channel& channel, const std::vector<double>& values) {
  ChannelSummary summary{.channel = channel, .periods = {}};
  count_missing(values, summary);
  std::vector<double> present;
  std::copy_if(values.begin(), values.end(), std::back_inserter(present), [](double v) { return !std::isnan(v); });
  if (present.empty()) {
    summary.minimum = summary.maximum = summary.mean = summary.deviation = summary.median = kMissing;
    summary.constant = true;
    return summary;
  }
  summarise_moments(present, summary);
  summarise_order(present, summary);
  if (!summary.constant) summary.periods = find_periods(values);
  return summary;
}

/// Median |difference − step| / step over differences below 1.5 steps: longer ones are gaps, not jitter.
double jitter(std::span<const Timestamp> times, Duration step) {
  std::vector<double> deviations;
  for (std::size_t i = 1; i < times.size(); ++i) {
    const double ratio = static_cast<double>((times[i] - times[i - 1]).count()) / static_cast<double>(step.count());
    if (ratio > 0 && ratio < 1.5) deviations.push_back(std::abs(ratio - 1));
  }
  if (deviations.empty()) return 0;
  const auto middle = deviations.begin() + static_cast<std::ptrdiff_t>(deviations.size() / 2);
  std::nth_element(deviations.begin(), middle, deviations.end());
  return *middle;
}

/// Gaps as a stream would find them, whatever their length.
std::vector<Gap> find_gaps(std::span<const Timestamp> times, TimeAxisParams axis) {
  std::vector<Gap> gaps;
  TimeAxisState state;
  axis.longest_gap = std::numeric_limits<std::size_t>::max() / 2;
  for (std::size_t i = 0, last = 0; i < times.size(); ++i) {
    const Placement placement = place(axis, state, times[i]);
    if (placement.arrival == Arrival::kLate || placement.arrival == Arrival::kDuplicate) continue;
    if (placement.missing_steps > 0) gaps.push_back({last, placement.missing_steps, times[i] - times[last]});
    last = i;
  }
  return gaps;
}

void keep_longest(std::vector<Gap>& gaps) {
  if (gaps.size() <= kMostGaps) return;
  std::stable_sort(gaps.begin(), gaps.end(),
                   [](const Gap& a, const Gap& b) { return a.missing_rows > b.missing_rows; });
  gaps.resize(kMostGaps);
  std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.after_index < b.after_index; });
}

void inspect_time(const Rows& rows, double tolerance, Inspection& out) {
  const auto [first, last] = std::minmax_element(rows.time.begin(), rows.time.end());
  out.first = *first;
  out.last = *last;
  if (!rows.utc_offset_minutes.empty()) out.utc_offset_minutes = rows.utc_offset_minutes.front();
  const TimeOrder order = time_order(rows.time);
  out.duplicates = order.duplicates;
  out.first_duplicate = order.first_duplicate;
  out.out_of_order = order.late;
  out.first_out_of_order = order.first_late;
  const TimeAxisParams axis = fit_time_axis(rows.time, tolerance, 0);
  out.step = axis.step;
  if (axis.step == Duration::zero()) return;
  out.regular = axis.regular;
  out.regular_share = regular_share(rows.time, axis.step, tolerance);
  out.jitter = jitter(rows.time, axis.step);
  out.gaps = find_gaps(rows.time, axis);
  out.gap_count = out.gaps.size();
  for (const Gap& gap : out.gaps) out.missing_rows += gap.missing_rows;
  keep_longest(out.gaps);
}

}  // namespace

Inspection inspect(const Series& series, double tolerance) {
  Inspection out;
  out.source = series.source;
  out.time_column = series.time_column;
  out.rows = series.rows.size();
  out.bytes = series.notes.bytes;
  out.has_time = series.rows.has_time();
  out.infinite_values = series.notes.infinite_values;
  out.left_out = series.notes.left_out;
  if (out.has_time) inspect_time(series.rows, tolerance, out);
  std::size_t missing = 0;
  for (std::size_t c = 0; c < series.channels.size(); ++c) {
    out.channels.push_back(summarise(series.channels[c], column(series.rows, c)));
    missing += out.channels.back().missing;
  }
  const std::size_t values = out.rows * out.channels.size();
  out.missing_share = values == 0 ? 0 : static_cast<double>(missing) / static_cast<double>(values);
  out.advice = advise(out);
  return out;
}

}  // namespace tidegate
