#include "render/key_table.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(KeyTable, HasALineForEveryKeyWithAnEvent) {
  const KeyedResults keyed{.column = "account",
                           .keys = {{"a17", 20, 1, 25.5, 76.4}, {"müller", 1200, 12, 9, 30}, {"quiet", 20, 0, 1, 0}}};
  EXPECT_EQ(format_key_table(keyed, 5),
            "\n"
            "account  rows  events  severity     highest score\n"
            "a17        20       1  critical 76  25.5 (5.1×)\n"
            "müller   1200      12  medium 30    9 (1.8×)\n");
}

TEST(KeyTable, IsNothingWithoutEvents) {
  EXPECT_EQ(format_key_table({.column = "account", .keys = {{"quiet", 20, 0, 1, 0}}}, 5), "");
}

TEST(KeyTable, BreaksOffAndSaysHowManyFollow) {
  KeyedResults keyed{.column = "k", .keys = {}};
  for (std::size_t i = 0; i < kMostKeysTold + 3; ++i) keyed.keys.push_back({"k" + std::to_string(i), 9, 1, 7, 20});
  const std::string text = format_key_table(keyed, 5);
  EXPECT_NE(text.find("… and 3 more series with events\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("k20"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
