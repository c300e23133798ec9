#include "threshold/iqr.h"

#include <gtest/gtest.h>

#include <array>

#include "threshold/spread.h"

namespace tidegate {
namespace {

FittedThreshold fit_iqr(double k, std::span<const double> scores) {
  return kIqrThreshold.fit(std::array{k, 0.0}, scores);
}

TEST(IqrThreshold, IsTheThirdQuartilePlusKInterquartileRanges) {
  EXPECT_DOUBLE_EQ(fit_iqr(3, std::array{5.0, 1.0, 2.0, 3.0, 4.0}).value, 4 + 3 * 2);
  EXPECT_DOUBLE_EQ(fit_iqr(0, std::array{5.0, 1.0, 2.0, 3.0, 4.0}).value, 4);
}

TEST(IqrThreshold, WhereTheQuartilesAreEqualTheDeviationStandsIn) {
  const std::array scores = {1.0, 1.0, 1.0, 1.0, 5.0};
  const FittedThreshold fitted = fit_iqr(2, scores);
  EXPECT_DOUBLE_EQ(fitted.value, 1 + 2 * 1.349 * standard_deviation(scores));
  EXPECT_NE(fitted.words.find("quartiles are equal"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
