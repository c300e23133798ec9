#include "preprocess/seasonality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <vector>

#include "base/random.h"

namespace tidegate {
namespace {

std::vector<double> rows_from(double first, std::size_t count) {
  std::vector<double> place(count);
  std::iota(place.begin(), place.end(), first);
  return place;
}

std::vector<double> wave(std::size_t rows, double period, double noise) {
  Random random(1);
  std::vector<double> values(rows);
  for (std::size_t t = 0; t < rows; ++t)
    values[t] = std::sin(2 * std::numbers::pi * static_cast<double>(t) / period) + noise * random.normal();
  return values;
}

std::vector<double> wander(std::size_t rows) {
  Random random(2);
  std::vector<double> values(rows, 0.0);
  for (std::size_t t = 1; t < rows; ++t) values[t] = values[t - 1] + random.normal();
  return values;
}

TEST(Seasonality, ACourseThatComesAgainIsForeseenUpToItsNoise) {
  const auto place = rows_from(0, 720);
  EXPECT_NEAR(foreseen_by_period(wave(720, 24, 0), place, 24), 1, 1e-12);
  EXPECT_NEAR(foreseen_by_period(wave(720, 24, 0.5), place, 24), 0.5 / 0.75, 0.06);  // variances 1/2 and 1/4
}

TEST(Seasonality, AWanderingLevelIsNotForeseenHoweverWellItFitsItsOwnHalf) {
  EXPECT_LT(foreseen_by_period(wander(720), rows_from(0, 720), 24), 0.05);
}

TEST(Seasonality, AnotherPeriodOrAConstantForeseesNothing) {
  EXPECT_LT(foreseen_by_period(wave(720, 24, 0.1), rows_from(0, 720), 31), 0.1);
  EXPECT_EQ(foreseen_by_period(std::vector<double>(100, 7.0), rows_from(0, 100), 24), 0);
}

TEST(Seasonality, ALevelShiftBetweenTheHalvesDoesNotHideTheCourse) {
  std::vector<double> values = wave(720, 24, 0);
  for (std::size_t t = 360; t < 720; ++t) values[t] += 100;
  EXPECT_GT(foreseen_by_period(values, rows_from(0, 720), 24), 0.99);
}

TEST(Seasonality, MissingValuesAreLeftOut) {
  std::vector<double> values = wave(720, 24, 0);
  for (std::size_t t = 0; t < 720; t += 7) values[t] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_GT(foreseen_by_period(values, rows_from(0, 720), 24), 0.99);
}

TEST(Seasonality, APeriodThatIsALittleOffIsPutRight) {
  for (const double period : {36.6, 97.0, 150.0})
    EXPECT_NEAR(refined_period(wave(3000, period, 0.5), rows_from(0, 3000), std::round(period * 1.02)), period,
                period * period / 3000 / 3)
        << period;
}

}  // namespace
}  // namespace tidegate
