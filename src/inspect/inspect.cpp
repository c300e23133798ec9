#include "tidegate/inspect.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/missing.h"
#include "base/moments.h"
#include "inspect/inspection_advice.h"
#include "inspect/key_summary.h"
#include "series/even_bins.h"
#include "series/order.h"
#include "series/periods.h"
#include "series/time_axis.h"

namespace tidegate {
namespace {

constexpr std::size_t kMostDistinct = 1000;
constexpr std::size_t kMostGaps = 1000;

/// A series, or the keys of a table one after the other: rows [begin[k], begin[k + 1]) belong together.
struct InspectedRows {
  const Series& series;
  std::vector<std::size_t> begin;
  std::span<const std::size_t> input_row;  ///< empty = as in the input

  std::size_t parts() const { return begin.size() - 1; }
  std::size_t rows_of(std::size_t part) const { return begin[part + 1] - begin[part]; }
  std::size_t in_input(std::size_t row) const { return input_row.empty() ? row : input_row[row]; }
  std::span<const Timestamp> times(std::size_t part) const {
    return std::span(series.rows.time).subspan(begin[part], rows_of(part));
  }
  std::size_t longest() const {
    std::size_t longest = 0;
    for (std::size_t part = 1; part < parts(); ++part)
      if (rows_of(part) > rows_of(longest)) longest = part;
    return longest;
  }
};

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

ChannelSummary summarise(const InspectedRows& rows, std::size_t channel) {
  ChannelSummary summary{.channel = rows.series.channels[channel], .periods = {}};
  const std::vector<double> values = column(rows.series.rows, channel);
  const auto part = [&](std::size_t i) { return std::span(values).subspan(rows.begin[i], rows.rows_of(i)); };
  for (std::size_t i = 0; i < rows.parts(); ++i) count_missing(part(i), summary);
  std::vector<double> present;
  std::copy_if(values.begin(), values.end(), std::back_inserter(present), [](double v) { return !std::isnan(v); });
  if (present.empty()) {
    summary.minimum = summary.maximum = summary.mean = summary.deviation = summary.median = kMissingValue;
    summary.constant = true;
    return summary;
  }
  summarise_moments(present, summary);
  summarise_order(present, summary);
  if (!summary.constant) summary.periods = find_periods(part(rows.longest()));
  return summary;
}

/// Median |difference − step| / step over differences below 1.5 steps: longer ones are gaps, not jitter.
double jitter(const InspectedRows& rows, Duration step) {
  std::vector<double> deviations;
  for (std::size_t part = 0; part < rows.parts(); ++part) {
    const std::span<const Timestamp> times = rows.times(part);
    for (std::size_t i = 1; i < times.size(); ++i) {
      const double ratio = static_cast<double>((times[i] - times[i - 1]).count()) / static_cast<double>(step.count());
      if (ratio > 0 && ratio < 1.5) deviations.push_back(std::abs(ratio - 1));
    }
  }
  if (deviations.empty()) return 0;
  const auto middle = deviations.begin() + static_cast<std::ptrdiff_t>(deviations.size() / 2);
  std::nth_element(deviations.begin(), middle, deviations.end());
  return *middle;
}

/// Gaps as a stream would find them, whatever their length.
void find_gaps(const InspectedRows& rows, std::size_t part, TimeAxisParams axis, std::vector<Gap>& gaps) {
  const std::span<const Timestamp> times = rows.times(part);
  TimeAxisState state;
  axis.longest_gap = std::numeric_limits<std::size_t>::max() / 2;
  for (std::size_t i = 0, last = 0; i < times.size(); ++i) {
    const Placement placement = place(axis, state, times[i]);
    if (placement.arrival == Arrival::kLate || placement.arrival == Arrival::kDuplicate) continue;
    if (placement.missing_steps > 0)
      gaps.push_back({rows.in_input(rows.begin[part] + last), placement.missing_steps, times[i] - times[last]});
    last = i;
  }
}

void keep_longest(std::vector<Gap>& gaps) {
  if (gaps.size() > kMostGaps) {
    std::stable_sort(gaps.begin(), gaps.end(),
                     [](const Gap& a, const Gap& b) { return a.missing_rows > b.missing_rows; });
    gaps.resize(kMostGaps);
  }
  std::sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.after_index < b.after_index; });
}

void inspect_order(const InspectedRows& rows, Inspection& out) {
  const auto count = [&](std::size_t part, std::size_t found, std::size_t first, std::size_t& sum, std::size_t& least) {
    if (found == 0) return;
    sum += found;
    least = std::min(least, rows.in_input(rows.begin[part] + first));  // kNoRow is above all
  };
  for (std::size_t part = 0; part < rows.parts(); ++part) {
    const TimeOrder order = time_order(rows.times(part));
    count(part, order.duplicates, order.first_duplicate, out.duplicates, out.first_duplicate);
    count(part, order.late, order.first_late, out.out_of_order, out.first_out_of_order);
  }
}

std::vector<std::span<const Timestamp>> times_of_parts(const InspectedRows& rows) {
  std::vector<std::span<const Timestamp>> times;
  for (std::size_t part = 0; part < rows.parts(); ++part) times.push_back(rows.times(part));
  return times;
}

/// Of many keys it is the rows' place in their keys that must be even: most keys are too short to have a step.
void inspect_step(const InspectedRows& rows, const TimeAxisParams& axis, Inspection& out) {
  out.regular = axis.regular;
  out.regular_share = regular_share(rows.times(rows.longest()), axis.step, axis.tolerance);
  if (!out.keys) return;
  out.regular_share = single_step_share(times_of_parts(rows), axis.step, axis.tolerance);
  out.regular = axis.regular && out.regular_share >= kRegularShare;
}

void inspect_time(const InspectedRows& rows, double tolerance, Inspection& out) {
  const std::vector<Timestamp>& time = rows.series.rows.time;
  const auto [first, last] = std::minmax_element(time.begin(), time.end());
  out.first = *first;
  out.last = *last;
  if (const auto& offsets = rows.series.rows.utc_offset_minutes; !offsets.empty())
    out.utc_offset_minutes = offsets.front();
  inspect_order(rows, out);
  TimeAxisParams axis = fit_time_axis(rows.times(rows.longest()), tolerance, 0);
  out.step = axis.step;
  if (axis.step == Duration::zero()) {
    out.regular = !out.keys;  // rows of many keys then count one after the other
    return;
  }
  inspect_step(rows, axis, out);
  axis.regular = out.regular;
  if (!out.regular) out.even_bins = evenly_filled_bins(times_of_parts(rows), axis.step);
  out.jitter = jitter(rows, axis.step);
  for (std::size_t part = 0; part < rows.parts(); ++part) find_gaps(rows, part, axis, out.gaps);
  out.gap_count = out.gaps.size();
  for (const Gap& gap : out.gaps) out.missing_rows += gap.missing_rows;
  keep_longest(out.gaps);
}

/// What the rows are labelled, if they are.
std::optional<InspectedLabel> inspect_label(const InspectedRows& rows) {
  const Rows& all = rows.series.rows;
  if (all.label.empty()) return std::nullopt;
  InspectedLabel out;
  for (std::size_t part = 0; part < rows.parts(); ++part)
    for (std::size_t row = rows.begin[part]; row < rows.begin[part + 1]; ++row) {
      if (all.label[row] != 1) continue;
      ++out.anomalous;
      out.stretches += row == rows.begin[part] || all.label[row - 1] != 1 ? 1 : 0;
      const std::size_t input = rows.in_input(row);
      const auto time = all.has_time() ? std::optional(all.time[row]) : std::nullopt;
      if (out.first_index == kNoRow || input < out.first_index) out.first_index = input, out.first_time = time;
      if (out.last_index == kNoRow || input > out.last_index) out.last_index = input, out.last_time = time;
    }
  return out;
}

Inspection inspect_rows(const InspectedRows& rows, std::optional<KeysSummary> keys, double tolerance) {
  const Series& series = rows.series;
  Inspection out;
  out.keys = std::move(keys);
  out.source = series.source;
  out.time_column = series.time_column;
  out.rows = series.rows.size();
  out.bytes = series.notes.bytes;
  out.has_time = series.rows.has_time();
  out.infinite_values = series.notes.infinite_values;
  out.left_out = series.notes.left_out;
  out.label = inspect_label(rows);
  if (out.has_time) inspect_time(rows, tolerance, out);
  std::size_t missing = 0;
  for (std::size_t c = 0; c < series.channels.size(); ++c) {
    out.channels.push_back(summarise(rows, c));
    missing += out.channels.back().missing;
  }
  const std::size_t values = out.rows * out.channels.size();
  out.missing_share = values == 0 ? 0 : static_cast<double>(missing) / static_cast<double>(values);
  out.advice = advise(out);
  out.advice.insert(out.advice.end(), series.notes.remarks.begin(), series.notes.remarks.end());
  return out;
}

}  // namespace

Inspection inspect(const Series& series, double tolerance) {
  return inspect_rows({series, {0, series.rows.size()}, {}}, std::nullopt, tolerance);
}

Inspection inspect(const SeriesTable& keyed, double tolerance) {
  std::optional<KeysSummary> keys;
  if (keyed.has_ids()) keys = summarise_keys(keyed);
  return inspect_rows({keyed.table, keyed.begin, keyed.input_row}, std::move(keys), tolerance);
}

}  // namespace tidegate
