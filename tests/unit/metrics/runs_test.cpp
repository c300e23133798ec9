#include "metrics/runs.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Runs, AreHalfOpenAndReachBothEnds) {
  EXPECT_EQ(runs_of(std::vector<std::uint8_t>{1, 1, 0, 2, 0, 0, 1}), (std::vector<RowRange>{{0, 2}, {3, 4}, {6, 7}}));
  EXPECT_TRUE(runs_of(std::vector<std::uint8_t>{0, 0}).empty());
  EXPECT_TRUE(runs_of(std::vector<std::uint8_t>{}).empty());
}

}  // namespace
}  // namespace tidegate
