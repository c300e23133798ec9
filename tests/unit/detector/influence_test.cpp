#include "detector/influence.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tidegate/config.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

std::vector<std::size_t> all_columns(const Series& series) {
  std::vector<std::size_t> columns(series.channels.size());
  for (std::size_t c = 0; c < columns.size(); ++c) columns[c] = c;
  return columns;
}

ChainRows rows_of(const Series& series) { return {SeriesPart{series, {0, series.rows.size()}}, all_columns(series)}; }

/// The unsmoothed score of row `peak` by a stream that begins at row `first`, with a row hidden, and ends when the
/// verdict is due.
double score_without(const FittedChain& chain, const Series& series, std::size_t first, std::size_t peak,
                     std::size_t hidden) {
  ChainState state(chain);
  double score = kMissingValue;
  const auto keep = [&](const Verdict& verdict) {
    if (verdict.row == peak - first) score = verdict.score;
  };
  for (std::size_t row = first; row <= peak + chain.info.delay_rows; ++row) {
    std::vector<double> values(series.rows.values.row(row).begin(), series.rows.values.row(row).end());
    if (row == hidden) std::ranges::fill(values, kMissingValue);
    keep(push_row(chain, state, series.rows.has_time() ? &series.rows.time[row] : nullptr, values));
  }
  return score;
}

const RowInfluence& strongest(const std::vector<RowInfluence>& rows) {
  return *std::ranges::max_element(rows, {}, &RowInfluence::influence);
}

TEST(Influence, IsWhatStreamsSayThatMissARow) {
  for (const char* option :
       {"state carried", "state window", "net autoencoder", "horizon 3", "target last", "loss likelihood",
        "missing previous", "transform log", "features rolling:5,difference", "threshold spot:1e-3"}) {
    const std::string words = option, name = words.substr(0, words.find(' '));
    DetectorConfig config = tiny_config();
    ASSERT_TRUE(set_option(config, name, words.substr(name.size() + 1)).has_value()) << option;
    Series series = waves(260, 2);
    series.rows.values(230, 0) += 4;
    const FittedChain again = chain_to_judge_again(fitted_chain(series, config));
    const ChainRows rows = rows_of(series);
    PeakJudge judge(again, rows, 230);
    EXPECT_FALSE(std::isnan(judge.score())) << option;
    EXPECT_EQ(judge.score(), score_without(again, series, 210, 230, kNoRow)) << option;
    const auto all = judge.row_influences();
    ASSERT_EQ(all.size(), 10U) << option;
    for (const RowInfluence& one : all) {
      EXPECT_EQ(one.score_without, score_without(again, series, 210, 230, one.row)) << option << ", row " << one.row;
      EXPECT_EQ(one.influence, std::abs(judge.score() - one.score_without));
    }
    EXPECT_EQ(all.front().row, 220U);
    EXPECT_EQ(all.back().row, 229U);
    EXPECT_FALSE(influential_rows(all).empty()) << option;
  }
}

TEST(Influence, OfARowThatIsJudgedLaterWaitsForItsVerdict) {
  DetectorConfig config = tiny_config();
  ASSERT_TRUE(set_option(config, "net", "autoencoder").has_value());
  config.score.overlap = Overlap::kMedian;
  Series series = waves(260, 2);
  series.rows.values(230, 0) += 4;
  const FittedChain again = chain_to_judge_again(fitted_chain(series, config));
  ASSERT_EQ(again.info.delay_rows, 9U);
  const ChainRows rows = rows_of(series);
  PeakJudge judge(again, rows, 230);
  EXPECT_EQ(judge.score(), score_without(again, series, 210, 230, kNoRow));
  const auto all = judge.row_influences();
  EXPECT_EQ(all.size(), 19U);  // ten before it and nine after
  for (const RowInfluence& one : all)
    EXPECT_EQ(one.score_without, score_without(again, series, 210, 230, one.row)) << "row " << one.row;
  EXPECT_FALSE(std::isnan(PeakJudge(again, rows, 259).score()));  // nothing comes after it
}

TEST(Influence, IsOfTheScoreBeforeSmoothing) {
  DetectorConfig smoothed = tiny_config(), plain = tiny_config();
  smoothed.score.smoothing = "centred-mean:9";
  plain.score.smoothing = "none";
  const Series series = waves(260, 1);
  const FittedChain again = chain_to_judge_again(fitted_chain(series, smoothed));
  const FittedChain same = fitted_chain(series, plain);
  const ChainRows rows = rows_of(series);
  EXPECT_EQ(PeakJudge(again, rows, 240).score(), PeakJudge(same, rows, 240).score());
}

/// Channel c1 repeats what c0, which is noise, was three rows before.
Series echo(std::size_t rows) {
  Series series = waves(rows, 2);
  Random random(11);
  for (std::size_t t = 0; t < rows; ++t) {
    series.rows.values(t, 0) = random.uniform(-1.7, 1.7);
    series.rows.values(t, 1) = (t < 3 ? 0 : series.rows.values(t - 3, 0)) + 0.02 * random.normal();
  }
  return series;
}

TEST(Influence, OfTheRowThatAValueDependsOnIsTheStrongest) {
  for (const StateKind state : {StateKind::kCarried, StateKind::kWindow}) {
    DetectorConfig config = tiny_config();
    config.frames.inputs_only = {"c0"};
    config.net.hidden = {16};
    config.net.state = state;
    config.net.window = 8;
    config.training.learning_rate = 0.01;
    config.training.epochs = 150;
    const Series series = echo(1000);
    auto chain = fit_chain(series, {0, 900}, config, {});
    ASSERT_TRUE(chain.has_value()) << message_of(chain);
    const FittedChain again = chain_to_judge_again(*chain);
    std::vector<double> by_distance(9, 0.0);
    for (std::size_t peak = 920; peak < 990; ++peak) {
      Series odd = series;
      odd.rows.values(peak, 1) *= -1;
      const ChainRows rows = rows_of(odd);
      for (const RowInfluence& one : PeakJudge(again, rows, peak).row_influences())
        by_distance[peak - one.row] += one.influence;
    }
    EXPECT_EQ(std::ranges::max_element(by_distance) - by_distance.begin(), 3) << static_cast<int>(state);
  }
}

TEST(Influence, InAWindowGivenBackAnOddRowIsTheStrongest) {
  DetectorConfig config = tiny_config();
  config.net.net = NetKind::kAutoencoder;
  Series series = waves(260, 2);
  series.rows.values(234, 1) += 9;
  const FittedChain again = chain_to_judge_again(fitted_chain(series, config));
  const ChainRows rows = rows_of(series);
  EXPECT_EQ(strongest(PeakJudge(again, rows, 240).row_influences()).row, 234U);
}

TEST(Influence, RowsThatDoNotCountHaveNone) {
  Series series = waves(260, 1);
  series.rows.time[235] = series.rows.time[234];  // a duplicate
  const FittedChain again = chain_to_judge_again(fitted_chain(series));
  const ChainRows rows = rows_of(series);
  for (const RowInfluence& one : PeakJudge(again, rows, 240).row_influences())
    EXPECT_EQ(one.influence == 0, one.row == 235) << one.row;
}

TEST(Influence, ARowMissingAnywayHasNone) {
  Series series = waves(260, 2, 5, false);
  series.rows.values(236, 0) = series.rows.values(236, 1) = kMissingValue;
  const FittedChain again = chain_to_judge_again(fitted_chain(series));
  const ChainRows rows = rows_of(series);
  for (const RowInfluence& one : PeakJudge(again, rows, 240).row_influences())
    EXPECT_EQ(one.influence == 0, one.row == 236) << one.row;
}

TEST(Influence, IsSoughtFromTheFirstRowWhereTheSeriesIsShort) {
  const Series series = waves(260, 1);
  const FittedChain again = chain_to_judge_again(fitted_chain(series));
  const ChainRows rows = rows_of(series);
  EXPECT_EQ(PeakJudge(again, rows, 11).row_influences().size(), 10U);
  PeakJudge in_warmup(again, rows, 5);
  EXPECT_TRUE(std::isnan(in_warmup.score()));
  EXPECT_TRUE(in_warmup.row_influences().empty());
}

TEST(Influence, TheStreamBeginsEarlierWhereTwoWindowsGiveNoScore) {
  Series series = waves(260, 1);
  for (std::size_t t = 200; t < 240; ++t) series.rows.time[t] = series.rows.time[199];  // forty duplicates
  for (std::size_t t = 240; t < 260; ++t) series.rows.time[t] = series.rows.time[199] + std::chrono::minutes(t - 239);
  const FittedChain again = chain_to_judge_again(fitted_chain(series));
  const ChainRows rows = rows_of(series);
  EXPECT_FALSE(std::isnan(PeakJudge(again, rows, 240).score()));
}

/// A classifier that learned that c1 is odd where it is high; c0 tells nothing.
class ChannelFalls : public testing::Test {
 protected:
  static Series labelled() {
    Series series = waves(600, 2);
    series.rows.label.assign(600, 0);
    for (std::size_t t = 30; t < 600; t += 40)
      for (std::size_t k = 0; k < 6; ++k) {
        series.rows.values(t + k, 1) += 4;
        series.rows.label[t + k] = 1;
      }
    return series;
  }
  static DetectorConfig classifier() {
    DetectorConfig config = tiny_config();
    config.net.net = NetKind::kClassifier;
    config.score.score = ScoreKind::kProbability;
    config.training.loss = LossKind::kCrossEntropy;
    config.threshold.threshold = "fixed:0.5";
    config.net.hidden = {8};
    config.training.epochs = 25;
    config.training.learning_rate = 0.02;
    return config;
  }
};

TEST_F(ChannelFalls, AreOfTheChannelThatSaysIt) {
  const Series series = labelled();
  auto chain = fit_chain(series, {0, 500}, classifier(), {});
  ASSERT_TRUE(chain.has_value()) << message_of(chain);
  const FittedChain again = chain_to_judge_again(*chain);
  const ChainRows rows = rows_of(series);
  const auto falls = PeakJudge(again, rows, 553).channel_falls();
  ASSERT_EQ(falls.size(), 2U);
  EXPECT_GT(falls[1], 1);
  EXPECT_GT(falls[1], 5 * falls[0]);
  EXPECT_GE(falls[0], 0);
  ChainState state(again);
  double score = kMissingValue;
  for (std::size_t row = 533; row <= 553; ++row) {  // the window is that of rows 544 to 553
    const double values[] = {series.rows.values(row, 0), row < 544 ? series.rows.values(row, 1) : kMissingValue};
    score = push_row(again, state, &series.rows.time[row], values).score;
  }
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  EXPECT_NEAR(falls[1], logit(PeakJudge(again, rows, 553).score()) - logit(score), 1e-9);
}

TEST_F(ChannelFalls, OfASingleChannelAreToTheLeast) {
  Series series = labelled();
  DetectorConfig config = classifier();
  config.frames.inputs_only = {"c0"};
  auto chain = fit_chain(series, {0, 500}, config, {});
  ASSERT_TRUE(chain.has_value()) << message_of(chain);
  const FittedChain again = chain_to_judge_again(*chain);
  const ChainRows rows = rows_of(series);
  const auto falls = PeakJudge(again, rows, 553).channel_falls();
  ASSERT_EQ(falls.size(), 1U);
  EXPECT_GT(falls[0], 20);
}

std::vector<RowInfluence> influences(const std::vector<double>& values) {
  std::vector<RowInfluence> rows;
  for (const double value : values) rows.push_back({rows.size(), value, 0});
  return rows;
}

TEST(RowsThatMattered, ReachFourFifthsTogetherByFallingShare) {
  const auto told = influential_rows(influences({1, 0, 5, 1, 3}));
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].row, 2U);
  EXPECT_EQ(told[0].influence, 0.5);
  EXPECT_EQ(told[1].row, 4U);
  EXPECT_EQ(told[1].influence, 0.3);
}

TEST(RowsThatMattered, AreFiveAtMost) {
  EXPECT_EQ(influential_rows(influences(std::vector<double>(20, 1.0))).size(), 5U);
}

TEST(RowsThatMattered, AreNoneWhereNoRowMovesTheScore) {
  EXPECT_TRUE(influential_rows(influences({0, 0, 0})).empty());
  EXPECT_TRUE(influential_rows({}).empty());
}

}  // namespace
}  // namespace tidegate
