#include "explain/signs.h"

#include <gtest/gtest.h>

#include "gathered.h"

namespace tidegate {
namespace {

using testing_support::Gathered;

TEST(Signs, WidthIsTheRowsAnEventWouldHaveIfAllWereAsHighAsThePeak) {
  Gathered gathered;
  gathered.event({0}, {8, 4, 4}, {8, 4, 4});
  EXPECT_EQ(gathered.signs().width, 2);
  EXPECT_EQ(gathered.signs().peak, 8);
  EXPECT_TRUE(gathered.signs().up);
}

TEST(Signs, BackIsAShareOfThePeaksResidual) {
  Gathered gathered;
  gathered.event({0}, {10, 4}, {8, 0});
  EXPECT_EQ(gathered.signs().back, 0.75);
}

TEST(Signs, BiasTellsOneSideFromTwo) {
  Gathered one, two;
  one.event({0}, {-5, -5, -5, -5}, {-6, -6, -6, -6});
  two.event({0}, {5, -5, 5, -5}, {6, -6, 6, -6});
  EXPECT_NEAR(one.signs().bias, 1, 1e-6);
  EXPECT_EQ(one.signs().offset, 6);
  EXPECT_EQ(two.signs().bias, 0);
  EXPECT_NEAR(one.signs().persistence, 0.75, 1e-6);
  EXPECT_NEAR(two.signs().persistence, -0.75, 1e-6);
}

TEST(Signs, GrowthAndLeadTellWhatBuiltUpFromWhatBeganAtOnce) {
  Gathered grown, sudden;
  std::vector<double> rising, level(40, 9.0);
  for (int t = 0; t < 40; ++t) rising.push_back(4 + t);
  for (int t = 0; t < 20; ++t) grown.row(EventPart::kOutside, {0}, {3.9});
  for (int t = 0; t < 20; ++t) sudden.row(EventPart::kOutside, {0}, {0});
  grown.event({}, rising, rising);
  sudden.event({}, level, level);
  EXPECT_GT(grown.signs().growth, 3);
  EXPECT_GT(grown.signs().lead, 0.5);
  EXPECT_NEAR(sudden.signs().growth, 1, 0.05);
  EXPECT_EQ(sudden.signs().lead, 0);
}

TEST(Signs, BeyondIsHowFarValuesLeaveTheUsualRange) {
  Gathered inside, above, below;
  inside.event({}, {1.9}, {6});
  above.event({}, {3.5}, {6});
  below.event({}, {-2.5}, {-6});
  EXPECT_EQ(inside.signs().beyond, 0);
  EXPECT_EQ(above.signs().beyond, 1.5);
  EXPECT_EQ(below.signs().beyond, 0.5);
}

TEST(Signs, TheChannelWithTheMostBlameSpeaks) {
  Gathered gathered(2);
  const std::vector<double> values = {1, 5}, residuals = {2, -7}, share = {0.1, 0.9};
  gather(gathered.normal, gathered.score, gathered.state, {values, residuals, {}, share, 4}, EventPart::kOpening);
  EXPECT_EQ(gathered.signs().peak, 7);
  EXPECT_FALSE(gathered.signs().up);
  EXPECT_EQ(gathered.signs().channels, 2);
  EXPECT_EQ(gathered.signs().largest, 7);
}

TEST(Signs, AnEventWithoutAnyEvidenceHasSignsThatAreFinite) {
  const Signs signs = Gathered().signs();
  for (const double sign : {signs.width, signs.back, signs.bias, signs.persistence, signs.lead, signs.growth})
    EXPECT_EQ(sign, 0);
}

}  // namespace
}  // namespace tidegate
