#include "metrics/range_based.h"

#include <gtest/gtest.h>

#include <cmath>

#include "metrics/ranking.h"
#include "metrics/runs.h"

namespace tidegate {
namespace {

std::vector<std::uint8_t> flags_of(std::string_view text) {
  std::vector<std::uint8_t> flags;
  for (const char c : text) flags.push_back(c == '1' ? 1 : 0);
  return flags;
}

// The simple example of the authors' evaluator.
const auto kReal = flags_of("00000000000000000000110001110000000000000000111100");
const auto kPredicted = flags_of("00000000000000000001100111111110000001000000000001");

RangeQuality simple(const RangeWeights& weights) { return range_based(runs_of(kPredicted), runs_of(kReal), weights); }

TEST(RangeBased, GivesTheAuthorsValues) {
  const RowQuality rows = row_quality(kPredicted, kReal);
  EXPECT_NEAR(rows.precision, .333333, 5e-7);
  EXPECT_NEAR(rows.recall, .444444, 5e-7);
  EXPECT_NEAR(rows.f1, .380952, 5e-7);
  const RangeQuality flat = simple({});
  EXPECT_NEAR(flat.precision, .21875, 1e-12);
  EXPECT_NEAR(flat.recall, .5, 1e-12);
  EXPECT_NEAR(flat.f1, .304348, 5e-7);
  const RangeQuality front = simple({.recall_bias = PositionBias::kFront});
  EXPECT_NEAR(front.recall, .555556, 5e-7);
  EXPECT_NEAR(front.f1, .313901, 5e-7);
  const RangeQuality back = simple({.recall_bias = PositionBias::kBack});
  EXPECT_NEAR(back.recall, .444444, 5e-7);
  EXPECT_NEAR(back.f1, .293194, 5e-7);
  EXPECT_NEAR(simple({.recall_bias = PositionBias::kMiddle}).recall, .5, 1e-12);
  const RangeQuality half = simple({.existence = 0.5});
  EXPECT_NEAR(half.recall, .583333, 5e-7);
  EXPECT_NEAR(half.f1, .318182, 5e-7);
}

TEST(RangeBased, PiecesOfOneAnomalyAreWorthLess) {
  const std::vector<RowRange> whole = {{0, 10}}, pieces = {{0, 5}, {5, 10}};
  EXPECT_EQ(range_based(whole, whole).f1, 1);
  EXPECT_EQ(range_based(pieces, whole).recall, 0.5);
  EXPECT_EQ(range_based(pieces, whole, {.cardinality = Cardinality::kOne}).recall, 1);
}

TEST(RangeBased, WithoutReportsOrAnomalies) {
  const std::vector<RowRange> one = {{3, 5}};
  EXPECT_EQ(range_based({}, one).precision, 0);
  EXPECT_EQ(range_based({}, one).f1, 0);
  EXPECT_TRUE(std::isnan(range_based(one, {}).recall));
  EXPECT_TRUE(std::isnan(range_based(one, {}).f1));
}

}  // namespace
}  // namespace tidegate
