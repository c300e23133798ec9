#include "tidegate/report.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tidegate/config.h"
#include "unit/page/report_run.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// 300 rows, the first 200 trained on, a disturbance of channel c1 in rows 250 to 252.
Series disturbed(bool with_time = true) {
  Series series = waves(300, 2, 5, with_time);
  series.source = "plant/waves.csv";
  for (std::size_t t = 250; t < 253; ++t) series.rows.values(t, 1) += 6;
  return series;
}

ReportRun run_over(Series series, bool trained_here = true, const DetectorConfig& config = tiny_config()) {
  const Detector detector = fitted_detector(series, config);
  return {std::move(series), detector, trained_here};
}

/// The page can be written from it: array lengths and events fit the rows.
void expect_writable(const Report& report) {
  std::size_t bytes = 0;
  const Status written = write_report(report, [&bytes](std::string_view part) {
    bytes += part.size();
    return Status{};
  });
  if (!written && written.error().kind == ErrorKind::kUsage) return;  // built without the page
  EXPECT_TRUE(written.has_value()) << message_of(written);
}

TEST(ReportBuilder, ShowsWhatTheStreamSaw) {
  const ReportRun run = run_over(disturbed());
  const Report report = build_report(run.input());
  expect_writable(report);
  EXPECT_EQ(report.title, "waves.csv");
  EXPECT_EQ(report.source.step, "1 min");
  EXPECT_EQ(report.command, "tidegate detect waves.csv");
  ASSERT_EQ(report.channels.size(), 2U);
  const ReportChannel& channel = report.channels[1];
  EXPECT_EQ(channel.channel.name, "c1");
  EXPECT_EQ(channel.value[250], static_cast<float>(run.series.rows.values(250, 1)));
  EXPECT_TRUE(std::isnan(channel.expected[9]));
  EXPECT_EQ(channel.expected[10], static_cast<float>(run.trace.expected(10, 1)));
  EXPECT_LT(channel.lower[260], channel.upper[260]);
  EXPECT_EQ(report.score.values.size(), 300U);
  EXPECT_EQ(report.score.threshold, run.detector.info().threshold);
}

TEST(ReportBuilder, AClassifierExpectsNoValueAndIsComparedWithNoRule) {
  Series labelled = disturbed();
  labelled.rows.label.assign(300, 0);
  for (const std::size_t t : {60UL, 61UL, 120UL, 121UL, 180UL, 181UL}) {
    labelled.rows.label[t] = 1;
    labelled.rows.values(t, 1) += 6;
  }
  DetectorConfig config = tiny_config();
  ASSERT_TRUE(set_option(config, "net", "classifier").has_value());
  const ReportRun run = run_over(labelled, true, config);
  const Report report = build_report(run.input());
  expect_writable(report);
  ASSERT_EQ(report.channels.size(), 2U);
  EXPECT_EQ(report.channels[1].value.size(), 300U);
  EXPECT_TRUE(report.channels[1].expected.empty());
  EXPECT_FALSE(report.baselines.has_value());
  EXPECT_NE(report.model.words.find("learned from labels"), std::string::npos) << report.model.words;
}

TEST(ReportBuilder, WithoutANetworkTheBandIsTheScorers) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "detector", "range").has_value());
  const ReportRun run = run_over(disturbed(), true, config);
  const Report report = build_report(run.input());
  expect_writable(report);
  const ReportChannel& channel = report.channels.at(1);
  ASSERT_EQ(channel.lower.size(), 300U);
  const auto [lowest, highest] = std::minmax_element(channel.value.begin(), channel.value.begin() + kRows);
  EXPECT_LT(channel.lower[299], *lowest);
  EXPECT_GT(channel.upper[299], *highest);
  EXPECT_GT(channel.value[251], channel.upper[251]);
  EXPECT_EQ(channel.expected[251], *highest);
  EXPECT_TRUE(std::isnan(channel.deviation));
}

TEST(ReportBuilder, ANetThatHasReadTheRowIsComparedWithNoRuleThatForesees) {
  DetectorConfig config = tiny_config();
  config.net.target = TargetKind::kLast;
  const Report report = build_report(run_over(disturbed(), true, config).input());
  EXPECT_FALSE(report.baselines.has_value());
  EXPECT_NE(report.model.words.find("reconstructs the row it just read"), std::string::npos) << report.model.words;
  EXPECT_EQ(report.checks[1].value, "not comparable");
}

TEST(ReportBuilder, ALimitThatLearnsIsShownRowByRow) {
  DetectorConfig config = tiny_config();
  EXPECT_TRUE(build_report(run_over(disturbed()).input()).score.thresholds.empty());
  config.threshold.threshold = "dspot:1e-3,20";
  const ReportRun run = run_over(disturbed(), true, config);
  const Report report = build_report(run.input());
  expect_writable(report);
  ASSERT_EQ(report.score.thresholds.size(), 300U);
  EXPECT_EQ(report.score.thresholds[240], static_cast<float>(run.trace.threshold(240, 0)));
  EXPECT_NE(report.score.thresholds[240], report.score.thresholds[200]);
}

TEST(ReportBuilder, TellsTrainingValidationAndScoredRowsApart) {
  const Report report = build_report(run_over(disturbed()).input());
  ASSERT_TRUE(report.split && report.split->validation && report.split->scored);
  EXPECT_EQ(report.split->train.end, 160U);
  EXPECT_EQ(report.split->validation->begin, 160U);
  EXPECT_EQ(report.split->validation->end, 200U);
  EXPECT_EQ(report.split->scored->begin, 200U);
  EXPECT_EQ(report.split->scored->end, 300U);
}

TEST(ReportBuilder, LabelsMoveTheSplitThatIsShownAsTheyMovedTraining) {
  Series labelled = disturbed();
  labelled.rows.label.assign(300, 0);
  for (const std::size_t t : {20UL, 21UL, 22UL, 120UL, 121UL, 122UL}) {
    labelled.rows.label[t] = 1;
    labelled.rows.values(t, 1) += 6;
  }
  DetectorConfig config = tiny_config();
  ASSERT_TRUE(set_option(config, "net", "classifier").has_value());
  const Report report = build_report(run_over(labelled, true, config).input());
  ASSERT_TRUE(report.split && report.split->validation);
  // The last fifth, rows 160 to 199, holds no anomaly and could not validate a classifier.
  EXPECT_EQ(report.split->train.end, 120U);
  EXPECT_EQ(report.split->validation->begin, 120U);
  EXPECT_EQ(report.split->validation->end, 200U);
}

/// `count` rows of the grid are missing before row `at`.
Series with_gap_before(std::size_t at, int count) {
  Series series = disturbed();
  for (std::size_t t = at; t < series.rows.size(); ++t) series.rows.time[t] += std::chrono::minutes(count);
  return series;
}

TEST(ReportBuilder, AGapInTheTrainingPartCountsInTheSplitAsItDidInTraining) {
  const Report report = build_report(run_over(with_gap_before(100, 5)).input());
  ASSERT_TRUE(report.split && report.split->validation);
  EXPECT_EQ(report.split->train.end, 159U);  // 164 of 205 steps, five of them without a row
  EXPECT_EQ(report.split->validation->begin, 159U);
}

TEST(ReportBuilder, AnEventRightAfterAGapSaysHowLongTheGapWas) {
  const Report report = build_report(run_over(with_gap_before(250, 5)).input());
  const auto event = std::ranges::find_if(report.events, [](const auto& e) { return e.event.start_index == 250; });
  ASSERT_NE(event, report.events.end());
  EXPECT_EQ(event->after_gap_seconds, 6 * 60);
  for (const ReportEvent& e : build_report(run_over(disturbed()).input()).events) EXPECT_EQ(e.after_gap_seconds, 0);
}

TEST(ReportBuilder, TheSplitIsRoundedAsInTraining) {
  DetectorConfig config = tiny_config();
  config.training.validation = 0.0125;  // 2.5 of 200 rows: 197.5 rows to learn from become 198
  const Report report = build_report(run_over(disturbed(), true, config).input());
  EXPECT_EQ(report.split->train.end, 198U);
  EXPECT_EQ(report.split->validation->begin, 198U);
}

TEST(ReportBuilder, ALoadedModelHasNoSplitAndScoresEveryRow) {
  const Report report = build_report(run_over(disturbed(), false).input());
  EXPECT_FALSE(report.split.has_value());
  EXPECT_FALSE(report.model.trained_seconds.has_value());
  const auto& counts = report.distribution->train;
  EXPECT_EQ(std::count(counts.begin(), counts.end(), 0U), static_cast<std::ptrdiff_t>(counts.size()));
}

TEST(ReportBuilder, EventsStandInOrderOfTimeWithThoseOfTheTrainingPartMarked) {
  ReportRun run = run_over(disturbed());
  ASSERT_FALSE(run.events.empty());
  Event early = run.events.front();
  early.start_index = early.end_index = early.peak_index = 30;
  run.training_events = {early};
  const Report report = build_report(run.input());
  ASSERT_EQ(report.events.size(), run.events.size() + 1);
  EXPECT_TRUE(report.events[0].in_training);
  EXPECT_FALSE(report.events[1].in_training);
  EXPECT_EQ(report.events[1].event.start_index, 250U);
  EXPECT_EQ(report.events[1].event.channels[0].name, "c1");
}

TEST(ReportBuilder, LabelsOfTheScoredPartAreHeldAgainstTheEvents) {
  ReportRun run = run_over(disturbed());
  run.series.rows.label.assign(300, 0);
  for (const std::size_t t : {20, 21, 249, 250, 251, 280, 299}) run.series.rows.label[t] = 1;
  const Report report = build_report(run.input());
  ASSERT_EQ(report.labels.size(), 4U);
  EXPECT_EQ(report.labels[1].begin, 249U);
  EXPECT_EQ(report.labels[1].end, 252U);
  EXPECT_EQ(report.labels[3].end, 300U);
  ASSERT_TRUE(report.label_summary.has_value());
  EXPECT_EQ(report.label_summary->stretches, 3U);  // not the one learned from
  EXPECT_EQ(report.label_summary->found, 1U);
  EXPECT_EQ(report.label_summary->outside, run.events.size() - 1);
}

TEST(ReportBuilder, RowsWithoutTimeHaveNoStepAndNoRate) {
  const Report report = build_report(run_over(disturbed(false)).input());
  expect_writable(report);
  EXPECT_TRUE(report.time.empty());
  EXPECT_TRUE(report.source.step.empty());
  EXPECT_FALSE(report.budget.has_value());
}

TEST(ReportBuilder, ARunThatEndsWithTheTrainingPartHasNoScoredRowsAndNoRate) {
  const Report report = build_report(run_over(waves(kRows, 1)).input());
  expect_writable(report);
  EXPECT_FALSE(report.split->scored.has_value());
  EXPECT_FALSE(report.budget.has_value());
  EXPECT_FALSE(report.baselines.has_value());
}

TEST(ReportBuilder, OneRowAfterTheTrainingPartIsNoSpanOfTime) {
  const Report report = build_report(run_over(waves(kRows + 1, 1)).input());
  expect_writable(report);
  EXPECT_FALSE(report.budget.has_value());
}

TEST(ReportBuilder, TwoScoredRowsWithoutAnyValueAreStillAReport) {
  Series series = waves(kRows + 2, 1);
  series.rows.values(kRows, 0) = series.rows.values(kRows + 1, 0) = kMissingValue;
  const Report report = build_report(run_over(std::move(series)).input());
  expect_writable(report);
  EXPECT_EQ(report.health.missing_values, 2U);
  EXPECT_FALSE(report.baselines.has_value());
}

TEST(ReportBuilder, ALoadedModelAndASingleRowAreStillAReport) {
  const Detector detector = fitted_detector(waves(kRows, 1));
  const Report report = build_report(ReportRun(waves(1, 1), detector, false).input());
  expect_writable(report);
  EXPECT_EQ(report.source.rows, 1U);
  EXPECT_FALSE(report.budget.has_value());
}

TEST(ReportBuilder, ValuesFarFromZeroAreKeptAsDifferences) {
  Series series = waves(300, 1);
  for (double& value : series.rows.values.flat()) value += 1e9;
  const Report report = build_report(run_over(std::move(series)).input());
  EXPECT_NEAR(report.channels[0].offset, 1e9, 1);
  EXPECT_LT(std::abs(report.channels[0].value[100]), 2);
}

TEST(ReportBuilder, OnlyScoredChannelsAreDrawnEachWithItsOwnColumn) {
  DetectorConfig config = tiny_config();
  config.frames.inputs_only = {"c0"};
  const ReportRun run = run_over(disturbed(), true, config);
  const Report report = build_report(run.input());
  expect_writable(report);
  ASSERT_EQ(report.channels.size(), 1U);
  EXPECT_EQ(report.channels[0].channel.name, "c1");
  EXPECT_EQ(report.channels[0].value[7], static_cast<float>(run.series.rows.values(7, 1)));
}

TEST(ReportSettings, SayWhereEachValueComesFrom) {
  DetectorConfig config;
  config.net.window = 48;  // found: neither the default nor set
  ASSERT_TRUE(set_option(config, "epochs", "7"));
  const std::vector<ReportSetting> settings = report_settings(config, {"epochs", "output"});
  const auto origin = [&](const std::string& name) {
    return std::ranges::find(settings, name, &ReportSetting::key)->origin;
  };
  EXPECT_EQ(settings.size(), detector_options().size());
  EXPECT_EQ(origin("epochs"), ReportSetting::Origin::kSet);
  EXPECT_EQ(origin("window"), ReportSetting::Origin::kFound);
  EXPECT_EQ(origin("loss"), ReportSetting::Origin::kDefault);
}

}  // namespace
}  // namespace tidegate
