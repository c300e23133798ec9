#include "threshold/mad.h"

#include <gtest/gtest.h>

#include <array>

#include "threshold/spread.h"

namespace tidegate {
namespace {

FittedThreshold fit_mad(double k, std::span<const double> scores) {
  return kMadThreshold.fit(std::array{k, 0.0}, scores);
}

TEST(MadThreshold, IsMedianPlusKScaledMedianDistances) {
  EXPECT_DOUBLE_EQ(fit_mad(6, std::array{1.0, 2.0, 3.0, 4.0, 1e100}).value, 3 + 6 * 1.4826);
  EXPECT_EQ(fit_mad(6, std::array{1.0, 2.0, 3.0}).words, "median + 6 scaled MAD");
}

TEST(MadThreshold, WhereHalfTheScoresAreEqualTheDeviationStandsIn) {
  const std::array scores = {1.0, 1.0, 1.0, 2.0, 5.0};
  const FittedThreshold fitted = fit_mad(3, scores);
  EXPECT_DOUBLE_EQ(fitted.value, 1 + 3 * standard_deviation(scores));
  EXPECT_NE(fitted.words.find("MAD is 0"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
