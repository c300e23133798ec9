#include "read/name_table.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(NameTable, NumbersFollowTheFirstAppearance) {
  NameTable table;
  EXPECT_EQ(table.number_of("b"), 0U);
  EXPECT_EQ(table.number_of("a"), 1U);
  EXPECT_EQ(table.number_of("b"), 0U);
  EXPECT_EQ(table.names(), (std::vector<std::string>{"b", "a"}));
  EXPECT_EQ(table.find("a"), 1U);
  EXPECT_EQ(table.find("c"), std::nullopt);
}

TEST(NameTable, HoldsMoreNamesThanItBeganWith) {
  NameTable table;
  for (std::uint32_t i = 0; i < 5000; ++i) table.number_of("account number " + std::to_string(i));
  for (std::uint32_t i = 0; i < 5000; ++i) ASSERT_EQ(table.find("account number " + std::to_string(i)), i);
}

}  // namespace
}  // namespace tidegate
