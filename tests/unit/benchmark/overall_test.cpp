#include "benchmark/overall.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

Trial trial_of(const std::string& family, double vus, EventTally events, std::size_t false_events = 0) {
  Trial trial{.series = family + std::to_string(vus), .family = family};
  trial.metrics[Metric::kVusPr] = vus;
  trial.events = trial.like_length = events;
  trial.normal_rows = 1000;
  trial.false_events = false_events;
  return trial;
}

DetectorResult result_of(std::vector<Trial> trials) {
  DetectorResult result;
  result.trials = std::move(trials);
  fill_overall(result, 1);
  return result;
}

TEST(Overall, MeansLeaveOutWhatCannotBeSaidAndEventsArePooled) {
  const DetectorResult result = result_of(
      {trial_of("a", 0.2, {1, 0, 0}), trial_of("a", 0.6, {0, 3, 1}, 3), trial_of("b", kMissingValue, {2, 0, 0})});
  EXPECT_DOUBLE_EQ(result.metrics[Metric::kVusPr], 0.4);
  EXPECT_DOUBLE_EQ(result.metrics[Metric::kEventPrecision], 0.5);
  EXPECT_DOUBLE_EQ(result.metrics[Metric::kEventRecall], 0.75);
  EXPECT_DOUBLE_EQ(result.metrics[Metric::kFalsePer10k], 10);
  ASSERT_EQ(result.families.size(), 2U);
  EXPECT_DOUBLE_EQ(result.families[0].metrics[Metric::kVusPr], 0.4);
  EXPECT_TRUE(std::isnan(result.families[1].metrics[Metric::kVusPr]));
}

TEST(Overall, IntervalsHoldTheMeanAndPooledMetricsHaveNone) {
  std::vector<Trial> trials;
  for (int i = 0; i < 20; ++i) trials.push_back(trial_of("a", i / 20.0, {1, 0, 0}));
  const DetectorResult result = result_of(std::move(trials));
  const Interval& interval = result.intervals[static_cast<std::size_t>(Metric::kVusPr)];
  EXPECT_LT(interval.low, result.metrics[Metric::kVusPr]);
  EXPECT_GT(interval.high, result.metrics[Metric::kVusPr]);
  EXPECT_TRUE(std::isnan(result.intervals[static_cast<std::size_t>(Metric::kEventF1)].low));
}

TEST(Overall, FailuresAreCounted) {
  Trial failed = trial_of("a", 0, {});
  failed.failure = "too short";
  EXPECT_EQ(result_of({failed, trial_of("a", 1, {})}).failed, 1U);
}

/// 100 rows of which the first 15 are the training part; an anomaly in rows 50 to 59.
LabelledSeries nab_like(const std::string& family) {
  LabelledSeries series{.name = family, .family = family};
  series.training.rows.values = Matrix<double>(15, 1);
  series.test.rows.values = Matrix<double>(85, 1);
  series.anomalies = {{.rows = {50, 60}, .channels = {}}};
  return series;
}

JudgedSeries flagged_at(std::initializer_list<std::size_t> judged_rows) {
  JudgedSeries judged{.score = std::vector<double>(85, 0.1), .threshold = {}, .flags = {}, .events = {}};
  for (const std::size_t row : judged_rows) judged.score[row] = 0.9;
  Event event;
  event.start_index = *judged_rows.begin();
  judged.events.push_back(event);
  return judged;
}

TEST(NabOfABenchmark, AHitInTheFirstRowOfEveryWindowIsAHundred) {
  const NabSeries all[] = {nab_series(nab_like("a"), flagged_at({35})), nab_series(nab_like("b"), flagged_at({35}))};
  MetricValues metrics;
  fill_nab(all, metrics);
  EXPECT_DOUBLE_EQ(metrics[Metric::kNabRows], 100);
  EXPECT_DOUBLE_EQ(metrics[Metric::kNabStarts], 100);
  EXPECT_DOUBLE_EQ(metrics[Metric::kNabRowsLogo], 100);
}

TEST(NabOfABenchmark, OfEventStartsABurstCostsOnce) {
  const NabSeries all[] = {nab_series(nab_like("a"), flagged_at({35, 80, 81, 82, 83, 84})),
                           nab_series(nab_like("b"), flagged_at({35}))};
  MetricValues metrics;
  fill_nab(all, metrics);
  EXPECT_LT(metrics[Metric::kNabRows], 95);
  EXPECT_DOUBLE_EQ(metrics[Metric::kNabStarts], 100);
}

TEST(NabOfABenchmark, ALeftOutGroupIsJudgedByTheThresholdOfTheOthers) {
  NabSeries low = nab_series(nab_like("b"), flagged_at({35}));
  for (double& score : low.rows.scores) score *= 0.5;  // its hit lies below the others' threshold
  const NabSeries all[] = {nab_series(nab_like("a"), flagged_at({35})), low};
  MetricValues metrics;
  fill_nab(all, metrics);
  EXPECT_LT(metrics[Metric::kNabRowsLogo], metrics[Metric::kNabRows]);
}

TEST(NabOfABenchmark, OneGroupCannotBeLeftOut) {
  const NabSeries all[] = {nab_series(nab_like("a"), flagged_at({35}))};
  MetricValues metrics;
  fill_nab(all, metrics);
  EXPECT_TRUE(std::isnan(metrics[Metric::kNabRowsLogo]));
}

TEST(NabOfABenchmark, DetectorAndThresholdAreChosenOnTheOtherGroups) {
  const NabSeries hit_a = nab_series(nab_like("a"), flagged_at({35})),
                  hit_b = nab_series(nab_like("b"), flagged_at({35}));
  const NabSeries wrong_a = nab_series(nab_like("a"), flagged_at({5})),
                  wrong_b = nab_series(nab_like("b"), flagged_at({5}));
  const std::vector<NabSeries> good[] = {{wrong_a, wrong_b}, {hit_a, hit_b}};
  EXPECT_DOUBLE_EQ(nab_selected(good), 100);
  const std::vector<NabSeries> crossed[] = {{hit_a, wrong_b}, {wrong_a, hit_b}};  // who is best elsewhere is wrong here
  EXPECT_LT(nab_selected(crossed), 10);
  EXPECT_TRUE(std::isnan(nab_selected(std::span(good).first(1))));
}

TEST(RankDetectors, TheBetterOneHasTheLowerRank) {
  const DetectorResult good = result_of({trial_of("a", 0.9, {}), trial_of("b", 0.8, {})});
  const DetectorResult bad = result_of({trial_of("a", 0.1, {}), trial_of("b", 0.2, {})});
  const DetectorResult both[] = {bad, good};
  const RankResult ranks = rank_detectors(both, Metric::kVusPr);
  EXPECT_EQ(ranks.average, (std::vector<double>{2, 1}));
  EXPECT_GT(ranks.critical_difference, 0);
  EXPECT_TRUE(rank_detectors(std::span(both).first(1), Metric::kVusPr).average.empty());
}

}  // namespace
}  // namespace tidegate
