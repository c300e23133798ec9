#include "scorer/calibration.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/missing.h"

namespace tidegate {
namespace {

double limit_of(const std::vector<double>& scores) { return fit_calibration(CalibrationKind::kLimit, scores).unit; }

TEST(Calibration, WithoutOneScoresAreAsTheyAre) {
  EXPECT_EQ(fit_calibration(CalibrationKind::kNone, std::vector{1.0, 9.0}).unit, 1);
}

TEST(Calibration, TheLimitIsAFifthAboveTheLargestWhereBlocksAreAlike) {
  EXPECT_DOUBLE_EQ(limit_of(std::vector(100, 2.0)), 2.4);
}

TEST(Calibration, ItIsThreeDeviationsAboveTheMeanOfTheBlocksMaximaWhereTheseDiffer) {
  std::vector<double> scores(40, 0.0);  // two blocks of 20, with maxima 1 and 3: mean 2, deviation 1
  scores[3] = 1;
  scores[30] = 3;
  EXPECT_DOUBLE_EQ(limit_of(scores), 5);
}

TEST(Calibration, RowsWithoutAScoreAreLeftOut) {
  EXPECT_DOUBLE_EQ(limit_of({kMissingValue, 1, kMissingValue, 1}), 1.2);
}

TEST(Calibration, WithoutScoresOrWithZerosAloneNothingChanges) {
  EXPECT_EQ(limit_of({}), 1);
  EXPECT_EQ(limit_of({kMissingValue}), 1);
  EXPECT_EQ(limit_of({0, 0, 0}), 1);
}

TEST(Calibration, ThereAndBackIsTheSameScore) {
  const Calibration calibration{4};
  EXPECT_EQ(calibrated(calibration, 2), 0.5);
  EXPECT_EQ(uncalibrated(calibration, 0.5), 2);
}

}  // namespace
}  // namespace tidegate
