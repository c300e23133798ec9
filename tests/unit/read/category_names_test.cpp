#include "read/category_names.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tidegate {
namespace {

using Names = std::vector<std::string>;

TEST(CategoryNames, AChannelOfAColumnAndAValueIsACategory) {
  const Names columns = {"bytes", "proto", "a=b"};
  const auto name = category_name("proto=tcp", columns);
  ASSERT_TRUE(name);
  EXPECT_EQ(name->column, 1U);
  EXPECT_EQ(name->value, "tcp");
  EXPECT_EQ(category_name("proto=x=y", columns)->value, "x=y");
}

TEST(CategoryNames, AColumnThatHoldsAnEqualsSignIsNone) {
  const Names columns = {"a", "a=b"};
  EXPECT_FALSE(category_name("a=b", columns));
  EXPECT_FALSE(category_name("other=1", columns));
  EXPECT_FALSE(category_name("bytes", columns));
}

TEST(CategoryNames, UpToTheLimitEveryValueIsChosen) {
  Names values;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < kMostCategories; ++i) values.push_back("v" + std::to_string(i)), rows.push_back(1);
  EXPECT_EQ(chosen_categories(values, rows), values);
}

TEST(CategoryNames, BeyondItTheRarestBecomeOther) {
  Names values;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < kMostCategories + 5; ++i)
    values.push_back("v" + std::to_string(i)), rows.push_back(i == 3 ? 1 : 10);
  const Names chosen = chosen_categories(values, rows);
  ASSERT_EQ(chosen.size(), kMostCategories);
  EXPECT_EQ(chosen.back(), "other");
  EXPECT_EQ(std::ranges::count(chosen, "v3"), 0);
  EXPECT_EQ(chosen[3], "v4");  // of equals the earlier, in the order they were met
}

TEST(CategoryNames, AValueThatIsCalledOtherJoinsTheRest) {
  Names values = {"other"};
  std::vector<std::size_t> rows = {100};
  for (std::size_t i = 0; i < kMostCategories; ++i) values.push_back("v" + std::to_string(i)), rows.push_back(1);
  const Names chosen = chosen_categories(values, rows);
  EXPECT_EQ(std::ranges::count(chosen, "other"), 1);
  EXPECT_EQ(chosen.back(), "other");
}

}  // namespace
}  // namespace tidegate
