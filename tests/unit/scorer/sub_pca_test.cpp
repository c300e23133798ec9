#include "scorer/sub_pca.h"

#include <Eigen/Dense>
#include <numbers>

#include "base/random.h"
#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

double wave_at(std::size_t t) { return std::sin(2 * std::numbers::pi * static_cast<double>(t) / 20); }

Values noisy_sines(std::size_t rows, std::uint64_t seed = 1) {
  Random random(seed);
  Values wave;
  for (std::size_t t = 0; t < rows; ++t) wave.push_back(wave_at(t) + 0.05 * random.normal());
  return wave;
}

TEST(SubPcaScorer, ShapesOfTheTrainingPartStayBelowOne) {
  ScorerRun run(fitted_on("sub-pca:20", {column(noisy_sines(1000))}));
  const Values given = run.residuals(noisy_sines(300, 2));
  for (std::size_t t = 0; t < given.size(); ++t)
    if (t < 19) {
      EXPECT_TRUE(std::isnan(given[t])) << t;
    } else {
      EXPECT_LT(given[t], 1) << t;
    }
}

TEST(SubPcaScorer, AnotherShapeOfTheSameRangeIsFar) {
  ScorerRun run(fitted_on("sub-pca:20", {column(noisy_sines(1000))}));
  Values values = noisy_sines(100, 2);
  for (std::size_t t = 50; t < 60; ++t) values[t] = -values[t];
  const Values given = run.residuals(values);
  EXPECT_LT(given[49], 1);
  EXPECT_GT(*std::max_element(given.begin() + 50, given.end()), 3);
}

/// Along every component by itself, as the sum that `step` takes only a part of must come to.
TEST(SubPcaScorer, IsTheDistanceInDeviationsAlongAllComponents) {
  constexpr Eigen::Index kWindow = 6;
  const Values train = noisy_sines(400), test = noisy_sines(6, 3);
  Scorer scorer = fitted_on("sub-pca:6", {column(train)});
  Eigen::MatrixXd windows(kWindow, 395);
  for (Eigen::Index t = 0; t < windows.cols(); ++t)
    for (Eigen::Index i = 0; i < kWindow; ++i) windows(i, t) = train[static_cast<std::size_t>(t + i)];
  const Eigen::VectorXd mean = windows.rowwise().mean();
  windows.colwise() -= mean;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(windows * windows.transpose() / 395);
  const Eigen::VectorXd along =
      solver.eigenvectors().transpose() * (Eigen::Map<const Eigen::VectorXd>(test.data(), kWindow) - mean);
  const double least = 1e-4 * solver.eigenvalues()[kWindow - 1];
  const double expected = std::sqrt(along.cwiseAbs2().cwiseQuotient(solver.eigenvalues().cwiseMax(least)).sum());
  EXPECT_NEAR(ScorerRun(scorer).residuals(test)[5] * scorer.learned[0](0, 0), expected, 1e-9 * expected);
}

TEST(SubPcaScorer, AMissingValueHasNoScoreAndCountsAsTheOneAWindowBefore) {
  const Scorer scorer = fitted_on("sub-pca:20", {column(noisy_sines(1000))});
  ScorerRun missing(scorer), told(scorer);
  for (std::size_t t = 0; t < 40; ++t) missing.residual(wave_at(t)), told.residual(wave_at(t));
  EXPECT_TRUE(std::isnan(missing.residual(kMissingValue)));
  told.residual(wave_at(20));
  EXPECT_EQ(missing.residual(wave_at(41)), told.residual(wave_at(41)));
}

TEST(SubPcaScorer, TheWindowIsThePeriodOrAsGiven) {
  EXPECT_EQ(fitted_on("sub-pca", {column(noisy_sines(1000))}).argument, 20U);
  EXPECT_EQ(fitted_on("sub-pca:33", {column(noisy_sines(1000))}).argument, 33U);
}

TEST(SubPcaScorer, AChannelThatNeverMovedIsFarAsSoonAsItMoves) {
  ScorerRun run(fitted_on("sub-pca:5", {column(Values(100, 0.0))}));
  EXPECT_EQ(run.residuals({0, 0, 0, 0, 0})[4], 0);
  EXPECT_GT(run.residual(0.5), 100);
}

TEST(SubPcaScorer, AChannelThatBeganToMoveInTheLaterHalfIsStillJudged) {
  Values values(500, 0.0);
  for (const double value : noisy_sines(500)) values.push_back(value);
  ScorerRun run(fitted_on("sub-pca:20", {column(values)}));
  run.residuals(noisy_sines(100, 2));
  EXPECT_GT(run.residual(10), 1);
}

TEST(SubPcaScorer, TooFewRowsAreRefusedWithARemedy) {
  auto scorer = parse_scorer("sub-pca:50");
  const Matrix<double> rows = column(noisy_sines(99));
  const MatrixView<const double> series[] = {rows};
  const Status fitted = fit_scorer(*scorer, series);
  ASSERT_FALSE(fitted);
  EXPECT_EQ(fitted.error().kind, ErrorKind::kData);
  EXPECT_FALSE(fitted.error().remedies.empty());
}

TEST(SubPcaScorer, MoreComponentsThanTheWindowIsLongOrLimitsOfNoughtAreUnsound) {
  Scorer scorer = fitted_on("sub-pca:5", {column(noisy_sines(100))});
  EXPECT_TRUE(scorer.method->is_sound(scorer, 1));
  Scorer longer = scorer, limitless = scorer;
  longer.learned[1].resize_rows(7);
  limitless.learned[0](0, 0) = 0;
  EXPECT_FALSE(scorer.method->is_sound(longer, 1));
  EXPECT_FALSE(scorer.method->is_sound(limitless, 1));
}

TEST(SubPcaScorer, SaysThatItIsTheShape) {
  EXPECT_EQ(reason_of(fitted_on("sub-pca:5", {column(noisy_sines(100))}), event_of(1, kMissingValue)),
            "the last 5 rows have a shape that the training part does not have");
}

}  // namespace
}  // namespace tidegate
