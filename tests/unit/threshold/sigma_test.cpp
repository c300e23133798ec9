#include "threshold/sigma.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace tidegate {
namespace {

TEST(SigmaThreshold, IsMeanPlusKPopulationDeviations) {
  EXPECT_DOUBLE_EQ(kSigmaThreshold.fit(std::array{3.0}, std::array{1.0, 3.0, 5.0}).value, 3 + 3 * std::sqrt(8.0 / 3));
  EXPECT_DOUBLE_EQ(kSigmaThreshold.fit(std::array{0.0}, std::array{1.0, 3.0, 5.0}).value, 3);
}

TEST(SigmaThreshold, AnOffsetOfABillionKeepsTheDeviation) {
  EXPECT_NEAR(kSigmaThreshold.fit(std::array{1.0}, std::array{1e9 + 1, 1e9 + 3, 1e9 + 5}).value,
              1e9 + 3 + std::sqrt(8.0 / 3), 1e-6);
}

}  // namespace
}  // namespace tidegate
