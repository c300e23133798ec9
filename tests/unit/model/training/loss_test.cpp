#include "model/training/loss.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

TEST(SquaredError, IgnoresMissingTargetsAndGivesTheScaledGradient) {
  const auto net = *Forecaster<double>::build({"gru", 1, {4}, {0, 0}});
  ForecasterTape<double> tape;
  tape.resize(net, 2, 1);
  tape.y[0] = 3, tape.y[1] = 5, tape.y[net.output_stride()] = 1, tape.y[net.output_stride() + 1] = 2;
  tape.target[0] = 1, tape.target[1] = std::numeric_limits<double>::quiet_NaN(), tape.target[2] = 2, tape.target[3] = 2;
  EXPECT_EQ(present_targets(tape), 3U);
  EXPECT_EQ(squared_error(net, tape, 0.5), 4 + 1 + 0);
  const std::size_t lanes = net.head().lanes();
  EXPECT_EQ(tape.dy[0], 2 * 2 * 0.5);
  EXPECT_EQ(tape.dy[1], 0);
  EXPECT_EQ(tape.dy[lanes], -1);
}

}  // namespace
}  // namespace tidegate
