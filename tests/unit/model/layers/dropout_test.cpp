#include "model/layers/dropout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace tidegate {
namespace {

TEST(Dropout, DropsItsShareAndKeepsTheMean) {
  Random random(1);
  DropoutTape<float> tape;
  tape.draw(random, 0.3, 100000);
  const auto dropped = std::count(tape.mask.begin(), tape.mask.end(), 0.0F);
  EXPECT_NEAR(static_cast<double>(dropped), 30000, 600);
  EXPECT_NEAR(std::accumulate(tape.mask.begin(), tape.mask.end(), 0.0) / 100000, 1.0, 0.01);
}

TEST(Dropout, AppliesOneMaskForwardAndBack) {
  Random random(2);
  DropoutTape<double> tape;
  tape.draw(random, 0.5, 64);
  std::vector<double> h(64, 3.0), d(64, 2.0);
  const double* out = tape.apply(h.data() + 32, 32, 32);
  tape.scale(d.data());
  for (std::size_t i = 0; i < 32; ++i) {
    EXPECT_EQ(out[i], 3.0 * tape.mask[32 + i]);
    EXPECT_EQ(d[32 + i], 2.0 * tape.mask[32 + i]);
  }
}

TEST(Dropout, WithoutAShareNothingChanges) {
  Random random(3);
  DropoutTape<float> tape;
  tape.draw(random, 0, 1000);
  EXPECT_EQ(std::count(tape.mask.begin(), tape.mask.end(), 1.0F), 1000);
}

}  // namespace
}  // namespace tidegate
