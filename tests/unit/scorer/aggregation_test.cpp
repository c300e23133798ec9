#include "scorer/aggregation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/missing.h"

namespace tidegate {
namespace {

Aggregate of(AggregationKind kind, const std::vector<double>& scores) { return aggregate(kind, scores); }

TEST(Aggregation, OneHighScoreIsEnoughForTheLargest) {
  EXPECT_EQ(of(AggregationKind::kMax, {0.5, 3, 1}).score, 3);
  EXPECT_EQ(of(AggregationKind::kMax, {0.5, 3, 1}).strongest, 1U);
}

TEST(Aggregation, TheMeanCountsThoseThatHaveAScore) {
  EXPECT_EQ(of(AggregationKind::kMean, {1, kMissingValue, 3}).score, 2);
  EXPECT_EQ(of(AggregationKind::kMean, {1, kMissingValue, 3}).strongest, 2U);
}

TEST(Aggregation, WithoutAnyScoreThereIsNone) {
  EXPECT_TRUE(std::isnan(of(AggregationKind::kMax, {kMissingValue, kMissingValue}).score));
  EXPECT_TRUE(std::isnan(of(AggregationKind::kMean, {kMissingValue}).score));
}

TEST(Aggregation, OfEqualScoresTheFirstIsTheStrongest) {
  EXPECT_EQ(of(AggregationKind::kMax, {kMissingValue, 2, 2}).strongest, 1U);
}

TEST(Aggregation, AScoreAloneStaysTheSameBits) {
  EXPECT_EQ(of(AggregationKind::kMax, {0.1}).score, 0.1);
  EXPECT_EQ(of(AggregationKind::kMean, {0.1}).score, 0.1);
}

}  // namespace
}  // namespace tidegate
