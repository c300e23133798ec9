#include "benchmark/series_metrics.h"

#include <algorithm>
#include <cmath>

#include "base/f1.h"
#include "base/missing.h"
#include "benchmark/judged_series.h"
#include "metrics/affiliation.h"
#include "metrics/event_wise.h"
#include "metrics/false_alarms.h"
#include "metrics/first_channel.h"
#include "metrics/found_events.h"
#include "metrics/point_adjusted.h"
#include "metrics/range_based.h"
#include "metrics/ranking.h"
#include "metrics/ucr_score.h"
#include "metrics/vus.h"

namespace tidegate {
namespace {

EventTally tally(const EventCounts& counts) { return {counts.found, counts.wrong, counts.missed}; }
EventCounts counts(const EventTally& tally) { return {tally.found, tally.wrong, tally.missed}; }

void fill_ranking(const JudgedSeries& judged, const JudgedLabels& labels, std::size_t window, MetricValues& metrics) {
  metrics[Metric::kAucRoc] = auc_roc(judged.score, labels.rows);
  metrics[Metric::kAucPr] = average_precision(judged.score, labels.rows);
  metrics[Metric::kBestF1] = best_f1(judged.score, labels.rows).f1;
  const Volume volume = volume_under_surface(judged.score, labels.rows, window);
  metrics[Metric::kVusRoc] = volume.roc;
  metrics[Metric::kVusPr] = volume.pr;
}

void fill_ranges(const std::vector<RowRange>& reported, const JudgedLabels& labels, MetricValues& metrics) {
  metrics[Metric::kRangeF1] = range_based(reported, labels.anomalies).f1;
  const Affiliation near = affiliation(reported, labels.anomalies, labels.rows.size());
  metrics[Metric::kAffiliationPrecision] = near.precision;
  metrics[Metric::kAffiliationRecall] = near.recall;
  metrics[Metric::kAffiliationF1] = reported.empty() && !labels.anomalies.empty() ? 0 : near.f1;
}

/// Of the first channel each event names its place among the series' channels.
std::vector<std::size_t> first_channels(const LabelledSeries& series, const JudgedSeries& judged) {
  std::vector<std::size_t> places;
  for (const Event& event : judged.events) {
    const auto& channels = series.test.channels;
    const auto named = event.channels.empty()
                           ? channels.end()
                           : std::ranges::find(channels, event.channels.front().name, &Channel::name);
    places.push_back(named == channels.end() ? kNoRow : static_cast<std::size_t>(named - channels.begin()));
  }
  return places;
}

/// What an operator meets: delays, false events, how much of the time is alarm.
void fill_operation(const LabelledSeries& series, const JudgedSeries& judged, const std::vector<RowRange>& reported,
                    const JudgedLabels& labels, Trial& trial) {
  MetricValues& metrics = trial.metrics;
  const FoundSummary found = summary_of(found_events(reported, labels.anomalies));
  metrics[Metric::kDelayMedian] = found.delay;
  metrics[Metric::kStartErrorMedian] = found.start_error;
  metrics[Metric::kLengthErrorMedian] = found.length_error;
  const FalseAlarms alarms =
      false_alarms(reported, labels.anomalies, labels.rows.size(), usual_step(series.test.rows.time));
  trial.false_events = alarms.events;
  metrics[Metric::kFalsePer10k] = alarms.per_10000_rows;
  metrics[Metric::kAlarmsPerDay] = alarms.per_day;
  metrics[Metric::kAlarmShare] = alarms.share_of_rows_in_alarm;
  std::vector<double> severity;
  for (const Event& event : judged.events) severity.push_back(event.severity);
  metrics[Metric::kPrecisionAt10] = precision_at_k(reported, severity, labels.anomalies, 10);
  metrics[Metric::kFirstChannel] =
      first_channel(reported, first_channels(series, judged), labels.anomalies, labels.channels).share();
}

void fill_point_adjusted(const LabelledSeries& series, const JudgedSeries& judged, const JudgedLabels& labels,
                         std::uint64_t seed, MetricValues& metrics) {
  const auto adjusted = [&](const std::vector<std::uint8_t>& flags) {
    return row_quality(point_adjusted(flags, labels.rows, 0), labels.rows).f1;
  };
  metrics[Metric::kPaF1] = adjusted(judged.flags);
  metrics[Metric::kPaF1Random] = adjusted(random_series(series, seed).flags);
}

}  // namespace

std::size_t window_of(const LabelledSeries& series) {
  std::vector<double> values;
  double last = 0;
  for (const Series* part : {&series.training, &series.test})
    for (std::size_t row = 0; row < part->rows.size(); ++row) {
      if (const double value = part->rows.values(row, 0); !std::isnan(value)) last = value;
      values.push_back(last);
    }
  return volume_window(values);
}

bool is_judged(const LabelledSeries& series, std::size_t channel) {
  return std::ranges::find(series.inputs_only, series.test.channels[channel].name) == series.inputs_only.end();
}

JudgedLabels judged_labels(const LabelledSeries& series) {
  const RowRange judged = series.judged();
  JudgedLabels labels;
  labels.rows.assign(judged.size(), 0);
  for (const LabelledAnomaly& anomaly : series.anomalies) {
    const RowRange rows{std::max(anomaly.rows.begin, judged.begin), std::min(anomaly.rows.end, judged.end)};
    if (rows.begin >= rows.end) continue;
    labels.anomalies.push_back({rows.begin - judged.begin, rows.end - judged.begin});
    labels.channels.push_back(anomaly.channels);
    std::fill(labels.rows.begin() + static_cast<std::ptrdiff_t>(labels.anomalies.back().begin),
              labels.rows.begin() + static_cast<std::ptrdiff_t>(labels.anomalies.back().end), std::uint8_t{1});
  }
  return labels;
}

std::vector<RowRange> reported_ranges(const JudgedSeries& judged) {
  std::vector<RowRange> ranges;
  for (const Event& event : judged.events) ranges.push_back({event.start_index, event.end_index + 1});
  return ranges;
}

void fill_event_metrics(const EventTally& events, const EventTally& like_length, MetricValues& metrics) {
  metrics[Metric::kEventPrecision] = counts(events).precision();
  metrics[Metric::kEventRecall] = counts(events).recall();
  metrics[Metric::kEventF1] = counts(events).f1();
  metrics[Metric::kEventF1LikeLength] = counts(like_length).f1();
}

void fill_metrics(const LabelledSeries& series, const JudgedSeries& judged, const MetricRules& rules, Trial& trial) {
  const JudgedLabels labels = judged_labels(series);
  const std::vector<RowRange> reported = reported_ranges(judged);
  MetricValues& metrics = trial.metrics;
  trial.training_rows = series.training.rows.size();
  trial.judged_rows = labels.rows.size();
  trial.normal_rows = static_cast<std::size_t>(std::ranges::count(labels.rows, 0));
  trial.anomalies = labels.anomalies.size();
  trial.reported = reported.size();
  fill_ranking(judged, labels, rules.window, metrics);
  metrics[Metric::kF1] = row_quality(judged.flags, labels.rows).f1;
  fill_ranges(reported, labels, metrics);
  const EventMatch match = rules.events == EventProtocol::kTelemanom ? EventMatch::kTelemanom : EventMatch::kOverlap;
  trial.events = tally(count_events(reported, labels.anomalies, match));
  trial.like_length = tally(count_events(reported, labels.anomalies, EventMatch::kOverlapOfLikeLength));
  fill_event_metrics(trial.events, trial.like_length, metrics);
  metrics[Metric::kCompositeF1] = composite_f1(judged.flags, labels.rows);
  metrics[Metric::kPaKAuc] = point_adjusted_area(judged.flags, labels.rows);
  fill_operation(series, judged, reported, labels, trial);
  if (rules.one_anomaly && labels.anomalies.size() == 1)
    metrics[Metric::kUcrScore] =
        ucr_found(highest_row(judged.score, {0, labels.rows.size()}), labels.anomalies.front()) ? 1 : 0;
  if (rules.point_adjusted) fill_point_adjusted(series, judged, labels, rules.seed, metrics);
}

}  // namespace tidegate
