#include "scorer/period.h"

#include <numbers>

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

Matrix<double> wave_of(double period, std::size_t rows) {
  Matrix<double> wave(rows, 1);
  for (std::size_t t = 0; t < rows; ++t) wave(t, 0) = std::sin(2 * std::numbers::pi * static_cast<double>(t) / period);
  return wave;
}

std::size_t window_of(const Matrix<double>& rows) {
  const MatrixView<const double> series[] = {rows};
  return automatic_window(series, {.least = 8, .most = 300, .otherwise = 100});
}

TEST(Period, IsThatOfTheLongestSeries) {
  const Matrix<double> shorter = wave_of(10, 100), longer = wave_of(25, 400);
  const MatrixView<const double> series[] = {shorter, longer};
  EXPECT_EQ(common_period(series), 25U);
}

TEST(Period, IsNoneOfAConstant) {
  const Matrix<double> flat(100, 1, 2.0);
  const MatrixView<const double> series[] = {flat};
  EXPECT_EQ(common_period(series), 0U);
}

TEST(Period, TheWindowIsThePeriodWithinLimits) {
  EXPECT_EQ(window_of(wave_of(25, 400)), 25U);
  EXPECT_EQ(window_of(wave_of(5, 400)), 8U);
  EXPECT_EQ(window_of(wave_of(500, 5000)), 300U);
}

TEST(Period, WithoutOneTheWindowIsTheUsualAndInAShortPartShorter) {
  EXPECT_EQ(window_of(Matrix<double>(2000, 1, 1.0)), 100U);
  EXPECT_EQ(window_of(Matrix<double>(400, 1, 1.0)), 50U);
  EXPECT_EQ(window_of(Matrix<double>(20, 1, 1.0)), 8U);
}

}  // namespace
}  // namespace tidegate
