#include "model/nets/kind.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(NetTraits, StandInTheOrderOfTheKindsAndAllowTheirOwnDefaults) {
  for (std::size_t i = 0; i < kNetKinds; ++i) {
    const NetTraits& net = kNetTraits[i];
    EXPECT_EQ(static_cast<std::size_t>(net.kind), i);
    EXPECT_TRUE(allows(net.targets, net.target)) << net.one;
    EXPECT_TRUE(allows(net.losses, net.loss)) << net.one;
    EXPECT_TRUE(allows(net.scores, net.score)) << net.one;
    for (const std::string_view words : {net.one, net.many, net.does, net.no_skill}) EXPECT_FALSE(words.empty());
  }
}

TEST(NetTraits, ANetGivesValuesWindowsOrLogitsAndOnlyOneOfThem) {
  for (const NetTraits& net : kNetTraits) EXPECT_EQ(net.forecasts + net.reconstructs + net.learns_labels, 1) << net.one;
}

TEST(FillNetDefaults, TakesTheKindsOwnWhereNothingWasChosenAndKeepsWhatWas) {
  DetectorConfig config;
  config.net.net = NetKind::kClassifier;
  config.score.smoothing = "mean:3";
  fill_net_defaults(config);
  EXPECT_EQ(config.training.loss, LossKind::kCrossEntropy);
  EXPECT_EQ(config.score.score, ScoreKind::kProbability);
  EXPECT_EQ(config.net.target, TargetKind::kRow);
  EXPECT_EQ(config.net.state, StateKind::kCarried);
  EXPECT_EQ(config.threshold.threshold, "fixed:0.5");
  EXPECT_EQ(config.score.smoothing, "mean:3");
}

}  // namespace
}  // namespace tidegate
