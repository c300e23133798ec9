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

}  // namespace
}  // namespace tidegate
