#include "scorer/net_scorers.h"

#include "model/nets/kind.h"
#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

NetShape shape_of(NetKind kind, std::size_t horizon = 1, std::size_t window = 0) {
  NetShape shape{.inputs = 2, .hidden = {3}, .predicts = {0, 1}};
  shape.kind = kind;
  shape.horizon = horizon;
  shape.window = window;
  return shape;
}

/// What a scorer gives of a row with C = 2, after this answer of the network.
struct NetRun {
  NetRun(const ScorerMethod& method, const NetShape& shape)
      : net(Network<float>::build(shape)),
        prediction(net.shape().horizon * net.prediction_size(), 0.0F),
        window(net.state_size(), 0.0F) {
    scorer.method = &method;
    scorer.residuals = shape.targets();
    scorer.gives_spread = shape.gaussian;
  }
  ScorerNumbers push(const Values& row, bool whole_window = true) {
    numbers.assign(scorer_numbers(scorer, 2), kMissingValue);
    const NetAnswer answer{net, window.data(), prediction.data(), whole_window};
    scorer.method->step(scorer, {}, {.scaled = row, .answer = &answer}, numbers_of(scorer, 2, numbers));
    return numbers_of(scorer, 2, numbers);
  }

  Scorer scorer;
  Network<float> net;
  std::vector<float> prediction, window;
  Values numbers;
};

TEST(NetScorers, AForecastsResidualIsTheRowLessWhatWasForecast) {
  NetRun run(kForecastScorer, shape_of(NetKind::kForecaster));
  run.prediction[0] = 1, run.prediction[1] = 2;
  const ScorerNumbers numbers = run.push({4, kMissingValue});
  EXPECT_EQ(numbers.given[0], 1);
  EXPECT_EQ(numbers.residual[0], 3);
  EXPECT_TRUE(std::isnan(numbers.residual[1]));
}

TEST(NetScorers, AnEarlierForecastOfTheRowIsItsFurtherEntry) {
  NetRun run(kForecastScorer, shape_of(NetKind::kForecaster, 2));
  const std::size_t before = run.net.prediction_size();
  run.prediction[0] = 1;           // one row before, of its next row
  run.prediction[before + 2] = 5;  // two rows before, of the row after its next
  const ScorerNumbers numbers = run.push({10, 0});
  EXPECT_EQ(numbers.residual[0], 9);
  EXPECT_EQ(numbers.residual[2], 5);
}

TEST(NetScorers, AGaussianHeadsResidualComesInItsDeviations) {
  NetShape shape = shape_of(NetKind::kForecaster);
  shape.gaussian = true;
  NetRun run(kForecastScorer, shape);
  run.prediction[2] = static_cast<float>(std::log(4.0));  // a variance of 4
  const ScorerNumbers numbers = run.push({6, 0});
  EXPECT_NEAR(numbers.spread[0], 2, 1e-6);
  EXPECT_NEAR(numbers.residual[0], 3, 1e-6);
}

TEST(NetScorers, AReconstructionsResidualIsTheRootMeanSquareOverItsWindow) {
  NetRun run(kReconstructionScorer, shape_of(NetKind::kAutoencoder, 1, 2));
  run.window = {3, 0, 4, std::numeric_limits<float>::quiet_NaN()};  // rows of two channels, against zeros
  const ScorerNumbers numbers = run.push({4, kMissingValue});
  EXPECT_DOUBLE_EQ(numbers.residual[0], std::sqrt(12.5));
  EXPECT_EQ(numbers.residual[1], 0);
}

TEST(NetScorers, WhereRowsWaitForAllTheirWindowsNothingIsSaidYet) {
  NetRun run(kReconstructionScorer, shape_of(NetKind::kAutoencoder, 1, 2));
  EXPECT_TRUE(std::isnan(run.push({4, 5}, false).residual[0]));
}

TEST(NetScorers, AClassifiersResidualIsItsLogit) {
  NetRun run(kClassifierScorer, shape_of(NetKind::kClassifier));
  run.prediction[0] = -2;
  EXPECT_EQ(run.push({1, 1}).residual[0], -2);
}

TEST(NetScorers, EveryKindOfNetHasItsScorer) {
  for (const NetTraits& net : kNetTraits) EXPECT_TRUE(parse_scorer(net.scorer)) << net.scorer;
}

}  // namespace
}  // namespace tidegate
