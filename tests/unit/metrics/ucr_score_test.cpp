#include "metrics/ucr_score.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "base/missing.h"

namespace tidegate {
namespace {

TEST(UcrScore, ALocationLessThanAHundredRowsOffAShortAnomalyIsRight) {
  // The archive's …_501_510, rows from 1: right is 401 < p + 1 < 610.
  const RowRange anomaly{500, 510};
  EXPECT_FALSE(ucr_found(400, anomaly));
  EXPECT_TRUE(ucr_found(401, anomaly));
  EXPECT_TRUE(ucr_found(608, anomaly));
  EXPECT_FALSE(ucr_found(609, anomaly));
}

TEST(UcrScore, ALongAnomalyGivesItsOwnLengthAsSlack) {
  const RowRange anomaly{1000, 1300};
  EXPECT_FALSE(ucr_found(700, anomaly));
  EXPECT_TRUE(ucr_found(701, anomaly));
  EXPECT_TRUE(ucr_found(1598, anomaly));
  EXPECT_FALSE(ucr_found(1599, anomaly));
}

TEST(UcrScore, AnAnomalyNearTheHeadIsFoundFromTheFirstRowOn) { EXPECT_TRUE(ucr_found(0, {20, 22})); }

TEST(UcrScore, NoLocationIsNotRight) { EXPECT_FALSE(ucr_found(kNoRow, {20, 22})); }

TEST(HighestRow, IsTheFirstOfEqualOnesWithinTheTestRows) {
  const std::vector<double> scores = {9, 1, 3, 5, 5, 9};
  EXPECT_EQ(highest_row(scores, {1, 5}), 3U);
  EXPECT_EQ(highest_row(scores, {0, 6}), 0U);
}

TEST(HighestRow, RowsWithoutAScoreRankBelowAll) {
  const double least = -std::numeric_limits<double>::infinity();
  EXPECT_EQ(highest_row(std::vector<double>{kMissingValue, -7, kMissingValue}, {0, 3}), 1U);
  EXPECT_EQ(highest_row(std::vector<double>{kMissingValue, least}, {0, 2}), 1U);
  EXPECT_EQ(highest_row(std::vector<double>{kMissingValue, kMissingValue}, {0, 2}), kNoRow);
  EXPECT_EQ(highest_row(std::vector<double>{1, 2}, {1, 1}), kNoRow);
}

}  // namespace
}  // namespace tidegate
