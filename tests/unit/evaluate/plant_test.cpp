#include "base/missing.h"
#include "tidegate/evaluate.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tidegate {
namespace {

/// Row t of channel c: 100 c + t.
Matrix<double> ramp() {
  Matrix<double> values(60, 2);
  for (std::size_t t = 0; t < 60; ++t)
    for (std::size_t c = 0; c < 2; ++c) values(t, c) = static_cast<double>(100 * c + t);
  return values;
}

Matrix<double> planted(const std::string& kind, double strength = 5, std::uint64_t seed = 1) {
  Matrix<double> values = ramp();
  plant({kind, 1, 30, planted_rows(kind), strength}, seed, values);
  return values;
}

TEST(Plant, ChangesTheRowsAskedForAndNoOthers) {
  const Matrix<double> before = ramp();
  for (const std::string& kind : plantable_kinds()) {
    const Matrix<double> after = planted(kind);
    std::size_t changed = 0;
    for (std::size_t t = 0; t < 60; ++t) {
      EXPECT_EQ(after(t, 0), before(t, 0)) << kind;
      const bool inside = t >= 30 && t < 30 + planted_rows(kind);
      EXPECT_TRUE(inside || after(t, 1) == before(t, 1)) << kind << " row " << t;
      changed += after(t, 1) != before(t, 1) ? 1 : 0;
    }
    EXPECT_GE(changed, planted_rows(kind) - 1) << kind;
  }
}

TEST(Plant, KindsAreWhatTheyAreCalled) {
  EXPECT_EQ(planted("spike")(30, 1), 135);
  EXPECT_EQ(planted("dip")(30, 1), 125);
  const Matrix<double> shift = planted("level-shift"), trend = planted("trend"), stuck = planted("stuck");
  EXPECT_EQ(std::abs(shift(30, 1) - 130), 5);
  EXPECT_EQ(shift(49, 1) - 149, shift(30, 1) - 130);
  EXPECT_NEAR(std::abs(trend(30, 1) - 130), 0.25, 1e-12);
  EXPECT_NEAR(std::abs(trend(49, 1) - 149), 5, 1e-12);
  EXPECT_EQ(stuck(49, 1), 130);
  double squares = 0;
  const Matrix<double> noise = planted("variance"), before = ramp();
  for (std::size_t t = 30; t < 50; ++t) squares += std::pow(noise(t, 1) - before(t, 1), 2);
  EXPECT_NEAR(std::sqrt(squares / 20), 5, 2.5);
}

TEST(Plant, ShiftsGoToBothSides) {
  bool up = false, down = false;
  for (std::uint64_t seed = 0; seed < 20; ++seed) (planted("level-shift", 5, seed)(30, 1) > 130 ? up : down) = true;
  EXPECT_TRUE(up && down);
}

TEST(Plant, WhatIsMissingStaysMissing) {
  Matrix<double> values = ramp();
  values(35, 1) = kMissingValue;
  plant({"level-shift", 1, 30, 20, 5}, 1, values);
  EXPECT_TRUE(std::isnan(values(35, 1)));
}

}  // namespace
}  // namespace tidegate
