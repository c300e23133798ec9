#include "score/score_file.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

ScoreParams correlated() {
  ScoreParams params{
      .kind = ScoreKind::kMahalanobis, .mean = {1, 2}, .deviation = {3, 4}, .precision = Matrix<double>(2, 2)};
  params.precision(0, 1) = params.precision(1, 0) = 0.25;
  params.shrinkage = 0.125;
  return params;
}

Status read(const ScoreParams& written, std::size_t residuals, ScoreParams& back) {
  TensorFile file("m");
  add_score(file, written);
  return read_score(file, score_json(written), residuals, back);
}

TEST(ScoreFile, ComesBackWithEverything) {
  ScoreParams back{.kind = ScoreKind::kMahalanobis};
  ASSERT_TRUE(read(correlated(), 2, back));
  EXPECT_EQ(back.mean, correlated().mean);
  EXPECT_EQ(back.deviation, correlated().deviation);
  EXPECT_EQ(back.shrinkage, 0.125);
  EXPECT_EQ(back.precision(0, 1), 0.25);
}

TEST(ScoreFile, OfOtherScoresHasNoCorrelations) {
  ScoreParams absolute{.kind = ScoreKind::kAbsolute, .mean = {1}, .deviation = {2}}, back{.kind = ScoreKind::kAbsolute};
  ASSERT_TRUE(read(absolute, 1, back));
  EXPECT_TRUE(back.precision.empty());
  back.kind = ScoreKind::kMahalanobis;
  EXPECT_FALSE(read(absolute, 1, back));
}

TEST(ScoreFile, RefusesDeviationsThatAreNotAboveZeroAndOtherSizes) {
  ScoreParams wrong = correlated(), back{.kind = ScoreKind::kMahalanobis};
  EXPECT_FALSE(read(correlated(), 3, back));
  wrong.deviation[1] = 0;
  EXPECT_NE(read(wrong, 2, back).error().message().find("'score.deviation' has a value that is not above 0"),
            std::string::npos);
}

}  // namespace
}  // namespace tidegate
