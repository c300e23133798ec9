#include "benchmark/series_metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

/// 10 training rows and 90 judged ones, anomalous in rows 40 to 49 and 95 to 99 of the whole.
LabelledSeries made_series() {
  LabelledSeries series{.name = "made"};
  for (Series* part : {&series.training, &series.test}) {
    const std::size_t rows = part == &series.training ? 10 : 90;
    part->channels = {{"a", ""}, {"b", ""}};
    part->rows.values = Matrix<double>(rows, 2, 1.0);
    for (std::size_t row = 0; row < rows; ++row) part->rows.time.emplace_back(std::chrono::minutes(row));
  }
  series.anomalies = {{.rows = {40, 50}, .channels = {1}}, {.rows = {95, 100}, .channels = {}}};
  return series;
}

/// Flags and reports judged rows `first` to `last`; the score is 1 there and 0 elsewhere.
JudgedSeries reporting(std::size_t first, std::size_t last, const std::string& channel = "b") {
  JudgedSeries judged{.score = std::vector<double>(90, 0),
                      .threshold = std::vector<double>(90, 0.5),
                      .flags = std::vector<std::uint8_t>(90, 0),
                      .events = {}};
  for (std::size_t row = first; row <= last; ++row) judged.score[row] = judged.flags[row] = 1;
  Event event;
  event.start_index = event.peak_index = first;
  event.end_index = last;
  event.channels.push_back({.name = channel});
  judged.events.push_back(event);
  return judged;
}

Trial trial_of(const JudgedSeries& judged, const MetricRules& rules = {}) {
  Trial trial;
  fill_metrics(made_series(), judged, rules, trial);
  return trial;
}

TEST(JudgedLabels, AnomaliesAreClippedToTheJudgedRows) {
  LabelledSeries series = made_series();
  series.anomalies.insert(series.anomalies.begin(), {.rows = {2, 12}, .channels = {}});
  series.anomalies.insert(series.anomalies.begin(), {.rows = {0, 2}, .channels = {}});
  const JudgedLabels labels = judged_labels(series);
  ASSERT_EQ(labels.anomalies.size(), 3U);
  EXPECT_EQ(labels.anomalies[0], (RowRange{0, 2}));
  EXPECT_EQ(labels.anomalies[1], (RowRange{30, 40}));
  EXPECT_EQ(labels.channels[1], (std::vector<std::size_t>{1}));
  EXPECT_EQ(std::ranges::count(labels.rows, 1), 17);
}

TEST(FillMetrics, CountsAndMetricsOfAnEventThatFindsOneOfTwo) {
  const Trial trial = trial_of(reporting(32, 41));
  EXPECT_EQ(trial.judged_rows, 90U);
  EXPECT_EQ(trial.normal_rows, 75U);
  EXPECT_EQ(trial.anomalies, 2U);
  EXPECT_EQ(trial.reported, 1U);
  EXPECT_EQ(trial.events.found, 1U);
  EXPECT_EQ(trial.events.missed, 1U);
  EXPECT_EQ(trial.events.wrong, 0U);
  EXPECT_EQ(trial.false_events, 0U);
  EXPECT_EQ(trial.metrics[Metric::kEventPrecision], 1);
  EXPECT_EQ(trial.metrics[Metric::kEventRecall], 0.5);
  EXPECT_EQ(trial.metrics[Metric::kDelayMedian], 2);
  EXPECT_EQ(trial.metrics[Metric::kAlarmShare], 2.0 / 75);
  EXPECT_EQ(trial.metrics[Metric::kF1], 2 * 0.8 * (8.0 / 15) / (0.8 + 8.0 / 15));
  EXPECT_EQ(trial.metrics[Metric::kPrecisionAt10], 1);
}

TEST(FillMetrics, TheFirstChannelIsRightWhereTheLabelNamesIt) {
  EXPECT_EQ(trial_of(reporting(32, 41, "b")).metrics[Metric::kFirstChannel], 1);
  EXPECT_EQ(trial_of(reporting(32, 41, "a")).metrics[Metric::kFirstChannel], 0);
  EXPECT_TRUE(std::isnan(trial_of(reporting(86, 88)).metrics[Metric::kFirstChannel]));  // channels not labelled
}

TEST(FillMetrics, FalseEventsCountByNormalRowsAndByDay) {
  const Trial trial = trial_of(reporting(5, 6));
  EXPECT_EQ(trial.false_events, 1U);
  EXPECT_EQ(trial.metrics[Metric::kFalsePer10k], 1e4 / 75);
  EXPECT_DOUBLE_EQ(trial.metrics[Metric::kAlarmsPerDay], 24 * 60 / 75.0);
}

TEST(FillMetrics, TheRuleOfTelemanomDropsEventsOfOneRow) {
  EXPECT_EQ(trial_of(reporting(32, 32)).events.found, 1U);
  EXPECT_EQ(trial_of(reporting(32, 32), {.events = EventProtocol::kTelemanom}).events.found, 0U);
}

TEST(FillMetrics, AnEventOverEverythingIsFalseByLikeLength) {
  const Trial trial = trial_of(reporting(0, 89));
  EXPECT_EQ(trial.metrics[Metric::kEventF1], 1);
  EXPECT_EQ(trial.metrics[Metric::kEventF1LikeLength], 0);
}

TEST(FillMetrics, TheUcrScoreIsForSeriesOfOneAnomaly) {
  LabelledSeries series = made_series();
  series.anomalies.pop_back();
  const MetricRules rules{.one_anomaly = true};
  Trial trial;
  fill_metrics(series, reporting(35, 35), rules, trial);
  EXPECT_EQ(trial.metrics[Metric::kUcrScore], 1);
  EXPECT_TRUE(std::isnan(trial_of(reporting(35, 35), rules).metrics[Metric::kUcrScore]));
}

TEST(FillMetrics, ThePointAdjustedF1ComesOnlyWhenAskedForAndNeverAlone) {
  EXPECT_TRUE(std::isnan(trial_of(reporting(32, 41)).metrics[Metric::kPaF1]));
  const Trial trial = trial_of(reporting(32, 41), {.point_adjusted = true});
  EXPECT_GT(trial.metrics[Metric::kPaF1], trial.metrics[Metric::kF1]);
  EXPECT_FALSE(std::isnan(trial.metrics[Metric::kPaF1Random]));
}

TEST(FillMetrics, WithoutAReportTheAffiliationIsNoughtAndNotUnknown) {
  JudgedSeries silent = reporting(3, 3);
  silent.events.clear();
  std::ranges::fill(silent.flags, std::uint8_t{0});
  EXPECT_EQ(trial_of(silent).metrics[Metric::kAffiliationF1], 0);
  EXPECT_EQ(trial_of(silent).metrics[Metric::kEventF1], 0);
}

TEST(FillMetrics, NoScoreAtAllRanksLikeAConstant) {
  JudgedSeries silent = reporting(3, 3);
  std::ranges::fill(silent.score, kMissingValue);
  EXPECT_EQ(trial_of(silent).metrics[Metric::kAucRoc], 0.5);
}

}  // namespace
}  // namespace tidegate
