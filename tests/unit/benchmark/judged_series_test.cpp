#include "benchmark/judged_series.h"

#include "unit/benchmark/small_data.h"

namespace tidegate {
namespace {

using namespace testing_support;

LabelledSeries small_series(const TemporaryFolder& folder) { return *small_data(folder).read(0); }

TEST(JudgeSeries, RowsOfTheTestPartAreJudgedFromTheFirstIfItContinues) {
  const TemporaryFolder folder;
  LabelledSeries series = small_series(folder);
  const auto run = judge_series(contestant("zscore", "zscore").config, series, 1, {});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->judged.score.size(), kSmallSeries / 2);
  EXPECT_FALSE(std::isnan(run->judged.score.front()));
  series.test_continues = false;
  const auto apart = judge_series(contestant("zscore", "zscore").config, series, 1, {});
  EXPECT_TRUE(std::isnan(apart->judged.score.front()));
  EXPECT_FALSE(std::isnan(apart->judged.score.back()));
}

TEST(JudgeSeries, EventsAndFlagsCountTheJudgedRows) {
  const TemporaryFolder folder;
  const auto run = judge_series(contestant("range", "range").config, small_series(folder), 1, {});
  ASSERT_EQ(run->judged.events.size(), 2U);
  EXPECT_EQ(run->judged.events[0].start_index, 50U);
  EXPECT_EQ(run->judged.flags[50], 1);
  EXPECT_EQ(run->judged.flags[49], 0);
}

TEST(JudgeSeries, WhereTheTrainingPartCountsItsRowsComeFirst) {
  const TemporaryFolder folder;
  LabelledSeries series = small_series(folder);
  series.training_judged = true;
  const auto run = judge_series(contestant("range", "range").config, series, 1, {});
  EXPECT_EQ(run->judged.score.size(), kSmallSeries);
  EXPECT_EQ(run->judged.events[0].start_index, 250U);
}

TEST(JudgeSeries, ChannelsThatAreInputsOnlyAreNotJudged) {
  const TemporaryFolder folder;
  LabelledSeries series = small_series(folder);
  for (Series* part : {&series.training, &series.test}) {
    Matrix<double> wide(part->rows.size(), 2);
    for (std::size_t row = 0; row < wide.rows(); ++row) {
      wide(row, 0) = part->rows.values(row, 0);
      wide(row, 1) = part == &series.test ? 100 : 0;
    }
    part->rows.values = std::move(wide);
    part->channels.push_back({"command", ""});
  }
  series.inputs_only = {"command"};
  EXPECT_EQ(judge_series(contestant("range", "range").config, series, 1, {})->judged.events.size(), 2U);
}

TEST(JudgeSeries, AThresholdOfTheScoredDataIsTakenFromTheTrainingPart) {
  const TemporaryFolder folder;
  const LabelledSeries series = small_series(folder);
  Contestant scored = contestant("range", "range"), training = scored;
  for (Contestant* one : {&scored, &training}) EXPECT_TRUE(set_option(one->config, "threshold", "percentile:90"));
  EXPECT_TRUE(set_option(scored.config, "threshold-data", "scored"));
  EXPECT_EQ(judge_series(scored.config, series, 1, {})->judged.threshold,
            judge_series(training.config, series, 1, {})->judged.threshold);
}

TEST(RandomSeries, IsTheSameForOneNameAndSeedAndFlagsOneInAHundred) {
  const TemporaryFolder folder;
  LabelledSeries series = small_series(folder);
  const JudgedSeries first = random_series(series, 1);
  EXPECT_EQ(first.score, random_series(series, 1).score);
  EXPECT_NE(first.score, random_series(series, 2).score);
  series.name = "another";
  EXPECT_NE(first.score, random_series(series, 1).score);
  EXPECT_EQ(first.score.size(), first.flags.size());
  const auto flagged = std::ranges::count(first.flags, 1);
  EXPECT_LT(flagged, 12);
}

}  // namespace
}  // namespace tidegate
