#include "metrics/ranking.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/missing.h"
#include "unit/metrics/golden_case.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Labels = std::vector<std::uint8_t>;
using Scores = std::vector<double>;

TEST(GoldenCase, IsTheOneTheReferenceSaw) {
  const LabelledScores a = golden_case_a();
  EXPECT_NEAR(a.scores[0], .11822775, 1e-8);
  EXPECT_NEAR(a.scores[4], .0252718, 1e-7);
  EXPECT_NEAR(a.scores[110], .6507485151, 1e-10);
  EXPECT_NEAR(std::accumulate(a.scores.begin(), a.scores.end(), 0.0), 285.5390132664, 1e-9);
}

TEST(Ranking, GivesTheReferencesValues) {
  const LabelledScores a = golden_case_a(), b = golden_case_b();
  EXPECT_NEAR(auc_roc(a.scores, a.labels), .80292303, 5e-9);
  EXPECT_NEAR(average_precision(a.scores, a.labels), .49451649, 5e-9);
  EXPECT_NEAR(best_f1(a.scores, a.labels).f1, .59258761, 1e-5);  // it adds 1e-5 to the denominator
  EXPECT_NEAR(auc_roc(b.scores, b.labels), .69802632, 5e-9);
  EXPECT_NEAR(average_precision(b.scores, b.labels), .56616812, 5e-9);
  EXPECT_NEAR(best_f1(b.scores, b.labels).f1, .66666222, 1e-5);
}

TEST(RowQuality, GivesTheReferencesValues) {
  const LabelledScores a = golden_case_a();
  const RowQuality quality = row_quality(flags_above(a.scores, 0.6), a.labels);
  EXPECT_NEAR(quality.f1, .56666667, 5e-9);
  EXPECT_NEAR(quality.precision, 34.0 / 49, 1e-12);
  EXPECT_NEAR(quality.recall, 34.0 / 71, 1e-12);
}

TEST(RowQuality, WithoutFlagsIsNothingAndWithoutAnomaliesUnknown) {
  EXPECT_EQ(row_quality(Labels{0, 0}, Labels{0, 1}).f1, 0);
  EXPECT_EQ(row_quality(Labels{1, 0}, Labels{0, 0}).precision, 0);
  EXPECT_TRUE(std::isnan(row_quality(Labels{1, 0}, Labels{0, 0}).f1));
}

TEST(Ranking, APerfectScoreHasOneAndAReversedOneNothing) {
  const Labels labels = {0, 1, 1, 0};
  EXPECT_EQ(auc_roc(Scores{0, 1, 1, 0}, labels), 1);
  EXPECT_EQ(average_precision(Scores{0, 1, 1, 0}, labels), 1);
  EXPECT_EQ(best_f1(Scores{0, 1, 1, 0}, labels).f1, 1);
  EXPECT_EQ(auc_roc(Scores{1, 0, 0, 1}, labels), 0);
}

TEST(Ranking, AConstantScoreKnowsNothing) {
  const Labels labels = {0, 1, 0, 0};
  EXPECT_EQ(auc_roc(Scores{3, 3, 3, 3}, labels), 0.5);
  EXPECT_EQ(average_precision(Scores{3, 3, 3, 3}, labels), 0.25);
}

TEST(Ranking, RowsWithoutAScoreRankLastAndAreNeverFlagged) {
  const Labels labels = {1, 0, 1, 0};
  EXPECT_EQ(auc_roc(Scores{2, 1, kMissingValue, kMissingValue}, labels), 2.5 / 4);
  const RowQuality best = best_f1(Scores{2, 1, kMissingValue, kMissingValue}, labels);
  EXPECT_EQ(best.recall, 0.5);
  EXPECT_EQ(best.precision, 1);
  EXPECT_EQ(best.threshold, 2);
  EXPECT_TRUE(std::isnan(best_f1(Scores{kMissingValue, kMissingValue}, Labels{1, 0}).f1));
}

TEST(Ranking, WithoutBothKindsOfRowsNothingCanBeSaid) {
  EXPECT_TRUE(std::isnan(auc_roc(Scores{}, Labels{})));
  EXPECT_TRUE(std::isnan(auc_roc(Scores{1, 2}, Labels{0, 0})));
  EXPECT_TRUE(std::isnan(auc_roc(Scores{1, 2}, Labels{1, 1})));
  EXPECT_TRUE(std::isnan(average_precision(Scores{1, 2}, Labels{0, 0})));
  EXPECT_EQ(average_precision(Scores{1, 2}, Labels{1, 1}), 1);
  EXPECT_TRUE(std::isnan(best_f1(Scores{1, 2}, Labels{0, 0}).f1));
}

}  // namespace
}  // namespace tidegate
