#include "read/category_codes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tidegate {
namespace {

TEST(CategoryCodes, NumberValuesByFirstAppearanceAndRememberTheirLine) {
  CategoryCodes codes(2, "proto", {});
  EXPECT_FALSE(codes.is_known());
  EXPECT_EQ(codes.code_of("tcp", 2), 0);
  EXPECT_EQ(codes.code_of("-", 3), 1);  // a mark of missing numbers is a value of its own here
  EXPECT_EQ(codes.code_of("tcp", 4), 0);
  EXPECT_TRUE(std::isnan(codes.code_of("", 5)));
  EXPECT_EQ(codes.first_line(1), 3U);
  EXPECT_EQ(codes.unknown_rows(), 0U);
}

TEST(CategoryCodes, WhatIsNotAmongThoseKnownIsCounted) {
  CategoryCodes codes(0, "proto", {"tcp", "udp"});
  EXPECT_EQ(codes.code_of("udp", 2), 1);
  EXPECT_EQ(codes.code_of("sctp", 3), -1);
  EXPECT_EQ(codes.code_of("icmp", 9), -1);
  EXPECT_EQ(codes.unknown_rows(), 2U);
  EXPECT_EQ(codes.first_unknown(), "sctp");
  EXPECT_EQ(codes.first_unknown_line(), 3U);
  EXPECT_EQ(codes.values().size(), 2U);
}

TEST(CategoryCodes, AreFullBeyondAThousandValues) {
  CategoryCodes codes(0, "ip", {});
  for (std::size_t i = 0; i < kMostCategoryValues; ++i) codes.code_of(std::to_string(i), i);
  EXPECT_FALSE(codes.is_full());
  codes.code_of("one more", 2000);
  EXPECT_TRUE(codes.is_full());
}

}  // namespace
}  // namespace tidegate
