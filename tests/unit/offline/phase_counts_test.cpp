#include "offline/phase_counts.h"

#include <gtest/gtest.h>

#include "base/missing.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

Detector two_channel_detector() {
  Series series = small_series("two");
  series.channels = {{"a", ""}, {"b", ""}};
  series.rows.values = Matrix<double>(kSmallRows, 2);
  for (std::size_t row = 0; row < kSmallRows; ++row)
    for (std::size_t c = 0; c < 2; ++c) series.rows.values(row, c) = small_value(row, c);
  return must(Detector::train(series, {0, kSmallRows}, small_config()));
}

class Counts : public testing::Test {
 protected:
  std::vector<std::string> notes(bool with_ids = false) const { return unscored_notes(counts_, detector_, with_ids); }
  std::string only_note(bool with_ids = false) const {
    const auto all = notes(with_ids);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? "" : all.front();
  }
  void add(Phase phase, std::size_t times) {
    for (std::size_t i = 0; i < times; ++i) counts_.add(phase);
  }
  /// Stamps so many seconds apart.
  void look_at_steps(std::size_t rows, int seconds) {
    Rows block;
    for (std::size_t t = 0; t < rows; ++t)
      block.time.push_back(Timestamp(std::chrono::seconds(static_cast<int>(t) * seconds)));
    for (std::size_t t = 0; t < rows; ++t) counts_.look_at_time(block, t);
  }

  const Detector detector_ = small_detector();
  PhaseCounts counts_{detector_};
};

TEST_F(Counts, EveryRowIsCountedOnceAndAPendingOneLater) {
  for (const Phase phase : {Phase::kPending, Phase::kWarmup, Phase::kNormal, Phase::kAnomalous, Phase::kMissing,
                            Phase::kLate, Phase::kDuplicate})
    counts_.add(phase);
  EXPECT_EQ(counts_.rows, 6U);
  EXPECT_EQ(counts_.scored, 2U);
  EXPECT_EQ(counts_.warmup, 1U);
  EXPECT_EQ(counts_.missing, 1U);
  EXPECT_EQ(counts_.late, 1U);
  EXPECT_EQ(counts_.duplicates, 1U);
}

TEST_F(Counts, WarmingUpAgainIsToldAndWarmingUpAtFirstIsNot) {
  add(Phase::kWarmup, 8);
  add(Phase::kNormal, 5);
  EXPECT_TRUE(notes().empty());
  add(Phase::kWarmup, 3);
  EXPECT_EQ(counts_.later_warmup, 3U);
  EXPECT_EQ(only_note(), "3 rows after a long gap: not scored, the model warms up again");
}

TEST_F(Counts, RowsThatWereNotJudgedAreToldByTheirReason) {
  add(Phase::kNormal, 5);
  add(Phase::kLate, 2);
  EXPECT_EQ(only_note(), "2 rows came late (earlier than a row before): not scored");
  counts_ = PhaseCounts(detector_);
  add(Phase::kDuplicate, 1);
  add(Phase::kNormal, 5);
  EXPECT_EQ(only_note(), "1 row repeated the time stamp before: not scored");
  counts_ = PhaseCounts(detector_);
  add(Phase::kNormal, 5);
  add(Phase::kMissing, 2);
  EXPECT_EQ(only_note(), "2 rows without a value: not scored");
}

TEST_F(Counts, TooFewRowsAreTold) {
  add(Phase::kWarmup, 6);
  EXPECT_EQ(only_note(), "6 rows in total, none scored: the input is not longer than the model's warm-up");
}

TEST_F(Counts, SumsThoseOfOtherRows) {
  add(Phase::kWarmup, 8);
  add(Phase::kNormal, 2);
  add(Phase::kWarmup, 1);
  counts_.series_without_score = 1;
  counts_.without_value[0] = 4;
  PhaseCounts total(detector_);
  total.add(counts_);
  total.add(counts_);
  EXPECT_EQ(total.rows, 22U);
  EXPECT_EQ(total.scored, 4U);
  EXPECT_EQ(total.warmup, 18U);
  EXPECT_EQ(total.later_warmup, 2U);
  EXPECT_EQ(total.series_without_score, 2U);
  EXPECT_EQ(total.without_value[0], 8U);
}

TEST_F(Counts, RowsAtAnotherStepThanTheModelsAreTold) {
  look_at_steps(30, 300);
  EXPECT_EQ(only_note(), "the sampling step is 300 s, but the model was trained with a step of 60 s");
}

TEST_F(Counts, RowsAtAboutTheModelsStepAreNot) {
  look_at_steps(30, 70);
  EXPECT_TRUE(notes().empty());
}

TEST_F(Counts, AFewTimesTellNoStep) {
  look_at_steps(10, 300);
  EXPECT_TRUE(notes().empty());
  counts_ = PhaseCounts(detector_);
  look_at_steps(11, 300);
  EXPECT_EQ(notes().size(), 1U);
}

TEST_F(Counts, OnlyTheFirstTimesAreKept) {
  look_at_steps(2000, 60);
  EXPECT_LT(counts_.first_times.size(), 1000U);
}

TEST_F(Counts, IdsWithoutAScoreAreToldOfATableWithIds) {
  add(Phase::kNormal, 5);
  counts_.series = 4, counts_.series_without_score = 3;
  EXPECT_TRUE(notes().empty());
  EXPECT_EQ(only_note(true), "3 of 4 series have no score: most are not longer than the warm-up (8)");
}

TEST(ChannelCounts, AChannelWithoutValuesIsNamedFromATenthOfTheRowsOn) {
  const Detector detector = two_channel_detector();
  PhaseCounts counts(detector);
  Rows rows;
  rows.values = Matrix<double>(100, 3);
  for (std::size_t row = 0; row < 10; ++row) rows.values(row, 2) = kMissingValue;
  const std::vector<std::size_t> columns = {1, 2};  // of the detector's channels in the input
  std::vector<double> values(2);
  for (std::size_t row = 0; row < 100; ++row) {
    rows.values(row, 1) = static_cast<double>(row);
    counts.pick(rows, row, columns, values);
    counts.add(Phase::kNormal);
    EXPECT_EQ(values[0], static_cast<double>(row));
    EXPECT_EQ(std::isnan(values[1]), row < 10);
  }
  EXPECT_EQ(unscored_notes(counts, detector, false),
            std::vector<std::string>{"channel 'b' has no value in 10 of 100 rows"});
  counts.add(Phase::kNormal);
  EXPECT_TRUE(unscored_notes(counts, detector, false).empty()) << "less than a tenth";
}

TEST(RowsForAScore, AreTheWindowOfANetThatForecasts) { EXPECT_EQ(rows_for_a_score(small_detector()), 8U); }

TEST(RowsForAScore, AreAllRowsOfAWindowButOneWhereWindowsLookAhead) {
  DetectorConfig config = small_config();
  config.detector = "gru-autoencoder";
  config.net.net = NetKind::kAutoencoder, config.net.state = StateKind::kWindow, config.score.overlap = Overlap::kMean;
  const Detector detector = small_detector(config);
  EXPECT_EQ(detector.info().warmup_rows, 0U);
  EXPECT_EQ(rows_for_a_score(detector), 7U);
}

TEST(CheckTimes, FeaturesOfTheCalendarNeedTimes) {
  DetectorConfig config = small_config();
  config.features.features = {"calendar"};
  const Detector detector = small_detector(config);
  EXPECT_TRUE(check_times(detector, small_series("a").rows));
  const Rows bare = untimed(small_series("a")).rows;
  EXPECT_EQ(kind_of(check_times(detector, bare)), ErrorKind::kModel);
  EXPECT_TRUE(check_times(small_detector(), bare));
}

}  // namespace
}  // namespace tidegate
