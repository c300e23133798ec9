#include "preprocess/transform.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/random.h"
#include "choices.h"

namespace tidegate {
namespace {

constexpr double kHole = std::numeric_limits<double>::quiet_NaN();

/// Columns: counts about 2, a bell, exponential values, a skewed one with values below 0.
Matrix<double> columns(std::size_t rows = 4000) {
  Matrix<double> all(rows, 4);
  Random random(4);
  for (std::size_t t = 0; t < rows; ++t) {
    all(t, 0) = std::floor(-2.5 * std::log(1 - random.uniform()));
    all(t, 1) = 50 + random.normal();
    all(t, 2) = -std::log(1 - random.uniform()) * 1e-3;
    all(t, 3) = std::exp(random.normal()) - 1;
  }
  return all;
}

Result<ChosenTransform> choose(const char* transform, const Matrix<double>& rows) {
  return choose_transform({choice<TransformKind>(transform)}, rows, {"counts", "bell", "delay", "signed"});
}

TEST(Transform, IsStraightNearZeroAndALogarithmFarOutOfEitherSign) {
  EXPECT_NEAR(transformed(1e-3, 1), 1e-3, 1e-9);
  EXPECT_NEAR(transformed(1e6, 2), std::log(1e6), 1e-9);  // asinh(x / s) → ln(2x / s)
  EXPECT_EQ(transformed(-7, 3), -transformed(7, 3));
  EXPECT_EQ(transformed(5, 0), 5);
}

TEST(Transform, ComesBack) {
  for (const double value : {0.0, 1e-9, -3.0, 12345.0, -1e100, 1e300})
    for (const double size : {0.0, 1e-3, 1.0, 40.0})
      EXPECT_NEAR(transformed_back(transformed(value, size), size), value, 1e-12 * std::abs(value)) << value;
}

TEST(Transform, IsFiniteForWhatIsFiniteAndKeepsMissing) {
  EXPECT_TRUE(std::isfinite(transformed(1e308, 5e-324)));
  EXPECT_LT(transformed(-1e308, 5e-324), transformed(-1e308, 1));
  EXPECT_TRUE(std::isfinite(transformed_back(1e6, 1e300)));
  EXPECT_TRUE(std::isfinite(slope_back(-1e6, 1e300)));
  EXPECT_TRUE(std::isnan(transformed(kHole, 1)));
  EXPECT_TRUE(std::isnan(transformed_back(kHole, 1)));
}

TEST(Transform, TheSlopeIsThatOfTheWayBack) {
  const double near = transformed_back(2 + 1e-6, 3), far = transformed_back(2 - 1e-6, 3);
  EXPECT_NEAR(slope_back(2, 3), (near - far) / 2e-6, 1e-4);
  EXPECT_EQ(slope_back(2, 0), 1);
}

TEST(Transform, NoneTransformsNothing) { EXPECT_FALSE(choose("none", columns())->params.any()); }

TEST(Transform, LogTakesEveryChannelByTheMedianOfItsSizes) {
  Matrix<double> rows(5, 2, 0.0);
  for (std::size_t t = 0; t < 5; ++t) rows(t, 0) = t == 0 ? kHole : t == 1 ? 0 : -static_cast<double>(t);
  EXPECT_EQ(choose_transform({TransformKind::kLog}, rows, {"a", "zero"})->params.size, (std::vector<double>{3, 1}));
}

TEST(Transform, AutoTakesCountsAndHeavyTailsAndSaysWhy) {
  const auto chosen = choose("auto", columns());
  ASSERT_EQ(chosen->params.size.size(), 4U);
  EXPECT_GT(chosen->params.size[0], 0);
  EXPECT_EQ(chosen->params.size[1], 0);
  EXPECT_GT(chosen->params.size[2], 0);
  EXPECT_EQ(chosen->params.size[3], 0);
  ASSERT_EQ(chosen->notes.size(), 1U);
  for (const char* word : {"'counts' (counts, skewness", "'delay' (no negative values"})
    EXPECT_NE(chosen->notes[0].find(word), std::string::npos) << chosen->notes[0];
}

TEST(Transform, AutoThatTakesNothingSaysSo) {
  Matrix<double> bell(500, 1), constant(500, 1, 7.0), empty(500, 1, kHole);
  Random random(1);
  for (double& value : bell.flat()) value = 50 + random.normal();
  for (const Matrix<double>& rows : {bell, constant, empty}) {
    const auto chosen = choose_transform({TransformKind::kAuto}, rows, {"x"});
    EXPECT_FALSE(chosen->params.any());
    EXPECT_NE(chosen->notes.at(0).find("none"), std::string::npos);
  }
}

TEST(Transform, ARowIsTransformedChannelByChannel) {
  const TransformParams params{{0, 2}, {}, {}};
  double row[] = {5, 4};
  apply_transform(params, row, row);
  EXPECT_EQ(row[0], 5);
  EXPECT_EQ(row[1], std::asinh(2.0));
}

}  // namespace
}  // namespace tidegate
