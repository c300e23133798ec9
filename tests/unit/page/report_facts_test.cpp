#include "page/report_facts.h"

#include <gtest/gtest.h>

#include <numeric>

#include "spelled.h"
#include "unit/page/report_run.h"

namespace tidegate {
namespace {

using namespace testing_support;

class ReportFacts : public testing::Test {
 protected:
  static ReportRun run_over(std::size_t rows, bool trained_here = true) {
    return {waves(rows, 2), fitted_detector(waves(kRows, 2)), trained_here};
  }
  static std::size_t sum(const std::vector<std::size_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  }
  /// The check on simple rules for these errors.
  static ReportCheck simple_rules(const ForecastErrors& errors) {
    const ReportRun run = run_over(kRows);
    return trust_checks(run.input(), inspect(run.series), errors)[1];
  }
};

TEST_F(ReportFacts, ScoredRowsBeginAfterTheTrainingPartOrAtTheStart) {
  EXPECT_EQ(first_scored_row(run_over(300).input()), kRows);
  EXPECT_EQ(first_scored_row(run_over(300, false).input()), 0U);
}

TEST_F(ReportFacts, ForecastErrorsAreMeanAbsoluteErrorsInDeviations) {
  ReportRun run = run_over(203);
  const DetectorInfo& info = run.detector.info();
  const std::size_t first = kRows;  // three rows: the last but one scores above the threshold, one value is missing
  for (std::size_t t = first - 1; t < first + 3; ++t)
    for (std::size_t c = 0; c < 2; ++c) {
      run.trace.score(t, 0) = t == first + 1 ? 2 * info.threshold : 0;
      run.trace.value(t, c) = info.center[c] + static_cast<double>(t - first + 1) * info.scale[c];
      run.trace.expected(t, c) = run.trace.value(t, c) + 0.5 * info.scale[c];
    }
  run.trace.value(first + 2, 1) = kMissingValue;
  const ForecastErrors errors = forecast_errors(run.input());
  EXPECT_EQ(errors.values, 3U);
  EXPECT_NEAR(errors.model, 0.5, 1e-12);
  EXPECT_NEAR(errors.previous, 1, 1e-12);
  EXPECT_NEAR(errors.mean, (1 + 1 + 3) / 3.0, 1e-12);
}

TEST_F(ReportFacts, TheAlarmRateStandsBesideWhatTheThresholdPromises) {
  const ReportRun run = run_over(300);
  EXPECT_EQ(threshold_promise(run.detector.info()), "promises nothing about the rate of false alarms");
  EXPECT_EQ(trust_checks(run.input(), inspect(run.series), {})[0].detail,
            "the threshold: promises nothing about the rate of false alarms");
}

TEST_F(ReportFacts, WithoutRowsBeyondTheTrainingPartNothingIsCompared) {
  const ForecastErrors errors = forecast_errors(run_over(kRows).input());
  EXPECT_EQ(errors.values, 0U);
  EXPECT_EQ(errors.model, 0);
  EXPECT_EQ(simple_rules(errors).status, ReportStatus::kInfo);
  EXPECT_EQ(simple_rules(errors).value, "not comparable");
}

TEST_F(ReportFacts, RowsWithoutAScoreTakeNoPart) {
  ReportRun run = run_over(300);
  for (double& score : run.trace.score.flat()) score = kMissingValue;
  EXPECT_EQ(forecast_errors(run.input()).values, 0U);
}

TEST_F(ReportFacts, TheModelIsHeldAgainstTheBetterSimpleRule) {
  const ReportCheck better = simple_rules({.model = 0.3, .previous = 0.5, .mean = 1, .values = 10});
  EXPECT_EQ(better.status, ReportStatus::kOk);
  EXPECT_EQ(better.value, "40 % smaller error");
  EXPECT_EQ(better.detail, "than the value before as the forecast");
  const ReportCheck alike = simple_rules({.model = 0.49, .previous = 2, .mean = 0.5, .values = 10});
  EXPECT_EQ(alike.status, ReportStatus::kCaution);
  EXPECT_EQ(alike.value, "no clear gain");
  EXPECT_NE(alike.detail.find("using the training mean as the forecast has hardly more error"), std::string::npos);
  EXPECT_EQ(simple_rules({.model = 0.6, .previous = 0.5, .mean = 1, .values = 10}).value, "no gain");
}

TEST_F(ReportFacts, ASimpleRuleWithoutAnyErrorIsAGainForTheRuleNotIncomparable) {
  EXPECT_EQ(simple_rules({.model = 0.01, .previous = 0, .mean = 1, .values = 10}).value, "no gain");
  EXPECT_EQ(simple_rules({.model = 0, .previous = 0, .mean = 0, .values = 10}).value, "no clear gain");
}

TEST_F(ReportFacts, TheTableHasTheModelFirst) {
  const ReportBaselines table = baseline_table({.model = 0.3, .previous = 0.5, .mean = 1, .values = 1234});
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_TRUE(table.rows[0].is_model);
  EXPECT_EQ(table.rows[0].values, std::vector{0.3});
  EXPECT_EQ(table.rows[1].values, std::vector{0.5});
  EXPECT_NE(table.note.find("1,234 values"), std::string::npos);
}

TEST_F(ReportFacts, TheDistributionCountsEveryScoreOnceOnItsSide) {
  const ReportRun run = run_over(300);
  const ReportDistribution distribution = score_distribution(run.input());
  EXPECT_EQ(distribution.edges.size(), distribution.train.size() + 1);
  EXPECT_TRUE(std::is_sorted(distribution.edges.begin(), distribution.edges.end()));
  EXPECT_GT(distribution.edges.front(), 0);
  EXPECT_EQ(sum(distribution.train), kRows - 10);
  EXPECT_EQ(sum(distribution.scored), 100U);
}

TEST_F(ReportFacts, TheDistributionHoldsScoresOfZeroAndFarBeyondTheThreshold) {
  ReportRun run = run_over(201);
  run.trace.score(199, 0) = 0;
  run.trace.score(200, 0) = 1e12;
  const ReportDistribution distribution = score_distribution(run.input());
  EXPECT_GE(distribution.edges.back(), 1e12);
  EXPECT_EQ(distribution.scored.back(), 1U);
  EXPECT_GE(distribution.train.front(), 1U);
  EXPECT_EQ(sum(distribution.train), kRows - 10);
}

TEST_F(ReportFacts, WithoutAnyScoreTheDistributionIsEmptyButWellFormed) {
  ReportRun run = run_over(kRows);
  for (double& score : run.trace.score.flat()) score = kMissingValue;
  const ReportDistribution distribution = score_distribution(run.input());
  EXPECT_EQ(sum(distribution.train) + sum(distribution.scored), 0U);
  EXPECT_TRUE(std::isfinite(distribution.edges.back()));
}

TEST_F(ReportFacts, ThereAreFourChecksEachWithItsProof) {
  const ReportRun run = run_over(300);
  const auto checks = trust_checks(run.input(), inspect(run.series), forecast_errors(run.input()));
  ASSERT_EQ(checks.size(), 4U);
  for (const ReportCheck& check : checks) {
    EXPECT_TRUE(check.section.starts_with("learned-")) << check.title;
    EXPECT_FALSE(check.value.empty() || check.detail.empty()) << check.title;
  }
  EXPECT_NE(checks[0].value.find("in 100 rows"), std::string::npos) << checks[0].value;
  EXPECT_EQ(checks[2].value, "complete");
}

TEST_F(ReportFacts, HolesInTheDataAreACaution) {
  ReportRun run = run_over(300);
  run.series.rows.values(40, 0) = kMissingValue;
  run.series.rows.time[50] = run.series.rows.time[49];
  const auto checks = trust_checks(run.input(), inspect(run.series), {});
  EXPECT_EQ(checks[2].status, ReportStatus::kCaution);
  EXPECT_NE(checks[2].detail.find("1 duplicated"), std::string::npos) << checks[2].detail;
}

TEST_F(ReportFacts, TheFitSaysWhetherAnythingWasLearned) {
  const auto fit_of = [](std::int64_t epochs, double learning_rate) {
    DetectorConfig config = tiny_config();
    config.training.epochs = epochs;
    config.training.learning_rate = learning_rate;
    const ReportRun run(waves(kRows, 1), fitted_detector(waves(kRows, 1), config));
    ReportInput input = run.input();
    input.spelling = as_flags;
    return trust_checks(input, inspect(run.series), {})[3];
  };
  EXPECT_EQ(fit_of(0, 0.01).value, "not trained in this run");
  EXPECT_NE(fit_of(2, 0.01).detail.find("more --epochs may help"), std::string::npos);
  EXPECT_EQ(fit_of(2, 0.01).status, ReportStatus::kCaution);
}

TEST_F(ReportFacts, HealthCountsWhatIsMissing) {
  ReportRun run = run_over(300);
  run.series.rows.values(40, 0) = kMissingValue;
  for (std::size_t t = 0; t < 300; ++t) run.series.rows.values(t, 1) = 4;
  for (std::size_t t = 100; t < 300; ++t) run.series.rows.time[t] += std::chrono::minutes(3);
  const ReportHealth found = health(inspect(run.series));
  EXPECT_EQ(found.rows, 300U);
  EXPECT_EQ(found.expected_rows, 303U);
  EXPECT_EQ(found.gap_count, 1U);
  EXPECT_EQ(found.missing_values, 1U);
  EXPECT_EQ(found.constant_channels, std::vector<std::string>{"c1"});
}

TEST_F(ReportFacts, OfManyGapsHealthListsTheLongestInOrderOfTime) {
  Inspection inspection;
  for (std::size_t i = 0; i < 20; ++i)
    inspection.gaps.push_back({.after_index = i * 10, .missing_rows = i, .length = std::chrono::minutes(i + 1)});
  inspection.gap_count = 20;
  const ReportHealth found = health(inspection);
  ASSERT_EQ(found.gaps.size(), 12U);
  EXPECT_EQ(found.gaps.front().after_index, 80U);
  EXPECT_EQ(found.gaps.back().after_index, 190U);
  EXPECT_EQ(found.gap_count, 20U);
}

}  // namespace
}  // namespace tidegate
