#include "render/score_strip.h"

#include <gtest/gtest.h>

#include <string>

#include "base/missing.h"

namespace tidegate {
namespace {

std::string strip(const std::vector<double>& scores, double threshold) {
  std::vector<ColumnExtent> columns;
  for (const double s : scores) columns.push_back({.low = s, .high = s, .first = s, .last = s});
  TextPicture picture(8 + 1 + columns.size(), kScoreRows);
  draw_score_strip(picture, {.gutter = 8, .row = 0}, columns, threshold);
  return picture.text(false);
}

TEST(ScoreStrip, TwoLinesReachTheThresholdAndOneGoesBeyond) {
  const std::string text = strip({0, 2, 3, 4, 40}, 4);
  EXPECT_NE(text.find("4 ┄ ┄┄┄▁█\n"), std::string::npos) << text;
  EXPECT_NE(text.find("score  ████\n"), std::string::npos) << text;
}

TEST(ScoreStrip, MissingScoresStayEmptyUnderTheThresholdLine) {
  const std::string text = strip({kMissingValue, kMissingValue}, 4);
  EXPECT_NE(text.find("4 ┄ ┄┄\n"), std::string::npos);
  EXPECT_EQ(text.find("█"), std::string::npos);
}

TEST(ScoreStrip, AScoreJustAtTheThresholdRisesOverTheLine) {
  EXPECT_NE(strip({4, 4}, 4).find("┄ ██\n"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
