#include "metrics/runs.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Runs, AreHalfOpenAndReachBothEnds) {
  EXPECT_EQ(runs_of(std::vector<std::uint8_t>{1, 1, 0, 2, 0, 0, 1}), (std::vector<RowRange>{{0, 2}, {3, 4}, {6, 7}}));
  EXPECT_TRUE(runs_of(std::vector<std::uint8_t>{0, 0}).empty());
  EXPECT_TRUE(runs_of(std::vector<std::uint8_t>{}).empty());
}

TEST(Overlapping, AreThoseThatShareARow) {
  const std::vector<RowRange> ordered = {{0, 3}, {3, 5}, {8, 10}, {20, 21}};
  const auto firsts = [&](const RowRange& range) {
    std::vector<std::size_t> begins;
    for (const RowRange& one : overlapping(range, ordered)) begins.push_back(one.begin);
    return begins;
  };
  EXPECT_EQ(firsts({4, 9}), (std::vector<std::size_t>{3, 8}));
  EXPECT_EQ(firsts({5, 8}), std::vector<std::size_t>{}) << "rows that only touch are not shared";
  EXPECT_EQ(firsts({9, 100}), (std::vector<std::size_t>{8, 20}));
}

}  // namespace
}  // namespace tidegate
