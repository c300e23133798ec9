#include "event/severity.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

TEST(Severity, FollowsItsFormula) {
  EXPECT_EQ(severity(3.71, 3.71), 0);
  EXPECT_EQ(severity(1, 3.71), 0);
  EXPECT_NEAR(severity(2, 1), 46.41, 0.01);
  EXPECT_NEAR(severity(10, 1), 87.41, 0.01);
  EXPECT_EQ(severity(std::numeric_limits<double>::infinity(), 1), 100);
}

TEST(Severity, HasAnAnswerForEveryInput) {
  EXPECT_EQ(severity(std::numeric_limits<double>::quiet_NaN(), 1), 0);
  EXPECT_EQ(severity(1, 0), 100);
  EXPECT_EQ(severity(0, 0), 0);
}

TEST(Severity, WordsChangeAtTheQuarters) {
  EXPECT_EQ(severity_word(24.9), "low");
  EXPECT_EQ(severity_word(25), "medium");
  EXPECT_EQ(severity_word(50), "high");
  EXPECT_EQ(severity_word(75), "critical");
}

TEST(Severity, OfProbabilitiesGoesByTheirOdds) {
  EXPECT_EQ(severity_of_probability(0.5, 0.5), 0);
  EXPECT_NEAR(severity_of_probability(2.0 / 3, 0.5), severity(2, 1), 1e-12);
  EXPECT_GT(severity_of_probability(0.999, 0.78), 90);
  EXPECT_LT(severity_of_probability(0.6, 0.5), 35);
  EXPECT_EQ(severity_of_probability(1, 0.5), 100);
}

}  // namespace
}  // namespace tidegate
