#include "model/training/loss.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/missing.h"
#include "choices.h"
#include "gradient_support.h"

namespace tidegate {
namespace {

NetShape two_values(bool gaussian = false) {
  NetShape shape{.cell = CellKind::kGru, .inputs = 1, .hidden = {4}, .predicts = {0, 0}};
  shape.gaussian = gaussian;
  return shape;
}

TEST(Mse, IgnoresMissingTargetsAndGivesTheScaledGradient) {
  const auto net = Network<double>::build(two_values());
  NetTape<double> tape;
  tape.resize(net, 2, 1);
  tape.y[0] = 3, tape.y[1] = 5, tape.y[net.output_stride()] = 1, tape.y[net.output_stride() + 1] = 2;
  tape.target[0] = 1, tape.target[1] = kMissingValue, tape.target[2] = 2, tape.target[3] = 2;
  EXPECT_EQ(present_targets(tape), 3U);
  EXPECT_EQ(loss_gradient(net, loss_of<double>(LossKind::kMse), tape, 0.5), 4 + 1 + 0);
  const std::size_t lanes = net.head().lanes();
  EXPECT_EQ(tape.dy[0], 2 * 2 * 0.5);
  EXPECT_EQ(tape.dy[1], 0);
  EXPECT_EQ(tape.dy[lanes], -1);
}

double value_of(const char* loss, std::vector<double> y, std::vector<double> target, double weight = 1) {
  return loss_of<double>(choice<LossKind>(loss)).row({y.data(), target.data(), target.size(), nullptr}, weight);
}

TEST(Losses, AreTheirFormulas) {
  EXPECT_DOUBLE_EQ(value_of("mae", {3, -1}, {1, 1}), 4);
  EXPECT_DOUBLE_EQ(value_of("huber", {3, 1.5}, {1, 1}), 1.5 + 0.125);
  EXPECT_DOUBLE_EQ(value_of("likelihood", {3, std::log(4)}, {1}), (std::log(4) + 1) / 2);
  EXPECT_DOUBLE_EQ(value_of("cross-entropy", {0}, {1}), std::log(2));
  EXPECT_NEAR(value_of("cross-entropy", {2, 2}, {1, 0}, 5), 5 * std::log1p(std::exp(-2)) + std::log1p(std::exp(2)),
              1e-12);
}

TEST(Losses, SlopesAgreeWithFiniteDifferencesAndMissingTargetsHaveNone) {
  for (const char* name : {"mse", "mae", "huber", "likelihood", "cross-entropy"}) {
    const Loss<double>& loss = loss_of<double>(choice<LossKind>(name));
    std::vector<double> y = {0.3, -2.2, 0.9, 0.4, -0.7, 1.1};
    const std::vector<double> target =
        loss.probability ? std::vector<double>{1, 0, kMissingValue} : std::vector{1.0, 0.5, kMissingValue};
    std::vector<double> slopes(y.size(), 0.0);
    loss.row({y.data(), target.data(), 3, slopes.data()}, 3);
    EXPECT_EQ(slopes[2], 0) << name;
    const auto value = [&] { return loss.row({y.data(), target.data(), 3, nullptr}, 3); };
    EXPECT_LT(testing_support::gradient_error(y, slopes, value, 1e-4), 1e-10) << name;
  }
}

TEST(Losses, StayFiniteForAbsurdOutputs) {
  for (const double absurd : {1e4, -1e4}) {
    EXPECT_TRUE(std::isfinite(value_of("likelihood", {0, absurd}, {1})));
    EXPECT_TRUE(std::isfinite(value_of("cross-entropy", {absurd}, {1})));
  }
}

TEST(LossGradient, PutsSlopesOfMeansAndVariancesWhereTheHeadHasThem) {
  const auto net = Network<double>::build(two_values(true));
  NetTape<double> tape;
  tape.resize(net, 1, 1);
  tape.y[0] = 2, tape.y[2] = 0;
  tape.target[0] = 1, tape.target[1] = kMissingValue;
  EXPECT_DOUBLE_EQ(loss_gradient(net, loss_of<double>(LossKind::kLikelihood), tape, 1.0), 0.5);
  EXPECT_EQ(tape.dy[0], 1);
  EXPECT_EQ(tape.dy[1], 0);
  EXPECT_EQ(tape.dy[2], 0);  // (1 − e²) / 2
  EXPECT_EQ(tape.dy[3], 0);
}

}  // namespace
}  // namespace tidegate
