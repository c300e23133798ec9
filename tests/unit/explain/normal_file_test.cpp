#include "explain/normal_file.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(NormalFile, ComesBackWithEveryChannel) {
  const std::vector<NormalChannel> channels = {
      {.lowest = -1, .highest = 2, .spread = 0.5, .same = 0.1, .longest_hold = 3, .longest_gap = 4}, {}};
  TensorFile file("m");
  add_normal(file, channels);
  std::vector<NormalChannel> back;
  ASSERT_TRUE(read_normal(file, 2, back));
  EXPECT_EQ(back, channels);
}

TEST(NormalFile, OfNoChannelsIsNothing) {
  TensorFile file("m");
  add_normal(file, {});
  EXPECT_TRUE(file.tensors().empty());
  std::vector<NormalChannel> back;
  ASSERT_TRUE(read_normal(file, 2, back));
  EXPECT_TRUE(back.empty());
}

TEST(NormalFile, OfAnotherCountOrWithANumberThatMakesNoSenseIsRefused) {
  TensorFile file("m");
  std::vector<NormalChannel> back;
  add_normal(file, std::vector<NormalChannel>(1));
  EXPECT_FALSE(read_normal(file, 2, back));
  add_normal(file, std::vector<NormalChannel>{{.spread = -1}});
  EXPECT_NE(read_normal(file, 1, back).error().message().find("'explain.normal' has a number out of range"),
            std::string::npos);
}

}  // namespace
}  // namespace tidegate
