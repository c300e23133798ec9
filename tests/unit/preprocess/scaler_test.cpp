#include "preprocess/scaler.h"

#include <gtest/gtest.h>

#include "base/missing.h"
#include "choices.h"

#include <cmath>

namespace tidegate {
namespace {

Matrix<double> column(std::initializer_list<double> values) {
  Matrix<double> m(values.size(), 1);
  std::copy(values.begin(), values.end(), m.flat().begin());
  return m;
}

ScalerParams fit(const char* scaler, const Matrix<double>& values) {
  return *fit_scaler({.scaler = choice<ScalerKind>(scaler)}, values);
}

TEST(Scaler, StandardIsMeanAndPopulationDeviation) {
  const auto p = fit("standard", column({1, 2, 3, kMissingValue, 4}));
  EXPECT_DOUBLE_EQ(p.center[0], 2.5);
  EXPECT_DOUBLE_EQ(p.scale[0], std::sqrt(1.25));
}

TEST(Scaler, MinmaxIsLowestValueAndRange) {
  const auto p = fit("minmax", column({3, -1, 7}));
  EXPECT_EQ(p.center[0], -1);
  EXPECT_EQ(p.scale[0], 8);
}

TEST(Scaler, RobustIsMedianAndInterquartileRange) {
  const auto p = fit("robust", column({1, 2, 3, 4, 1000}));
  EXPECT_EQ(p.center[0], 3);
  EXPECT_EQ(p.scale[0], 2);
}

TEST(Scaler, NoneChangesNothing) {
  const auto p = fit("none", column({5, 6}));
  EXPECT_EQ(p.center[0], 0);
  EXPECT_EQ(p.scale[0], 1);
}

TEST(Scaler, AnOffsetOfABillionChangesNothing) {
  Matrix<double> small(1000, 1), large(1000, 1);
  for (std::size_t t = 0; t < 1000; ++t) {
    small(t, 0) = std::sin(static_cast<double>(t));
    large(t, 0) = small(t, 0) + 1e9;
  }
  EXPECT_NEAR(fit("standard", small).scale[0], fit("standard", large).scale[0], 1e-6);
}

TEST(Scaler, AChannelThatDoesNotVaryOrHasNoValueGetsScaleOne) {
  EXPECT_EQ(fit("standard", column({1e9, 1e9, 1e9})).scale[0], 1);
  EXPECT_EQ(fit("robust", column({0.1 + 0.2, 0.3, 0.3})).scale[0], 1);
  EXPECT_EQ(fit("minmax", column({kMissingValue, kMissingValue})).scale[0], 1);
}

TEST(Scaler, ASubnormalSpreadIsNoDivisionByZero) {
  const auto p = fit("standard", column({5e-324, 0, 5e-324, 0}));
  EXPECT_GT(p.scale[0], 0);
}

TEST(Scaler, ValuesThatCannotBeSquaredAreRefusedWithTheirRow) {
  const auto refused = fit_scaler({}, column({1, 2, 1e308}));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kData);
  EXPECT_NE(refused.error().message().find("row 2"), std::string::npos);
}

TEST(Scaler, ApplyingCutsAtTheClipAndKeepsMissing) {
  const ScalerConfig config{.clip = 3};
  const ScalerParams params{{10, 0, 0}, {2, 1, 1}};
  const double in[] = {12, 1e308, kMissingValue};
  float out[3];
  apply_scaler(config, params, in, out);
  EXPECT_EQ(out[0], 1);
  EXPECT_EQ(out[1], 3);
  EXPECT_TRUE(std::isnan(out[2]));
}

}  // namespace
}  // namespace tidegate
