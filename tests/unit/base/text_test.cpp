#include "base/text.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>

namespace tidegate {
namespace {

TEST(Text, NumbersReadBackAsTheSameBits) {
  for (const double value : {0.1, 1e308, 5e-324, -123456.789, 1.0 / 3.0})
    EXPECT_EQ(std::strtod(number_text(value).c_str(), nullptr), value);
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(Text, RoundedNumbersHaveNoExponentInTheUsualRange) {
  EXPECT_EQ(round_text(1234567.0), "1234567");
  EXPECT_EQ(round_text(0.00123456), "0.001235");
  EXPECT_EQ(round_text(3.10), "3.1");
  EXPECT_EQ(round_text(0), "0");
  EXPECT_EQ(round_text(1.5e12), "1.5e+12");
}

TEST(Text, CountsAndDurationsReadLikeSentences) {
  EXPECT_EQ(count_text(1234567), "1,234,567");
  EXPECT_EQ(plural(1, "row"), "1 row");
  EXPECT_EQ(plural(2000, "row"), "2,000 rows");
  EXPECT_EQ(seconds_text(0.0042), "4.2 ms");
  EXPECT_EQ(seconds_text(12.34), "12.3 s");
  EXPECT_EQ(seconds_text(300), "5 min");
  EXPECT_EQ(seconds_text(3600), "1 h");
  EXPECT_EQ(seconds_text(3725), "1 h 2 min");
  EXPECT_EQ(seconds_text(200000), "2 d 7 h");
}

TEST(Text, OrdinalsEndAsTheyAreSpoken) {
  for (const auto& [number, words] :
       {std::pair{0.0, "0th"}, {1.0, "1st"},     {2.0, "2nd"},         {3.0, "3rd"},     {4.0, "4th"},
        {10.0, "10th"},        {11.0, "11th"},   {12.0, "12th"},       {13.0, "13th"},   {21.0, "21st"},
        {22.0, "22nd"},        {92.0, "92nd"},   {93.0, "93rd"},       {101.0, "101st"}, {111.0, "111th"},
        {99.5, "99.5th"},      {99.1, "99.1th"}, {99.999, "99.999th"}, {-1.0, "-1st"},   {-11.0, "-11th"}})
    EXPECT_EQ(ordinal(number), words);
}

TEST(Text, NamesThatAreNotUtf8AreReadAsLatin1) {
  EXPECT_EQ(utf8_text("Druck [Pa] °"), "Druck [Pa] °");
  EXPECT_EQ(utf8_text("Temp \xB0"
                      "C"),
            "Temp °C");
  EXPECT_EQ(utf8_text("\xE4\xF6"), "äö");
}

TEST(Text, TheNearestWordIsOfferedOnlyIfItIsNear) {
  const std::vector<std::string> verbs = {"train", "score", "detect", "inspect", "info"};
  EXPECT_EQ(nearest_word("trian", verbs), "train");
  EXPECT_EQ(nearest_word("insepct", verbs), "inspect");
  EXPECT_EQ(nearest_word("xyzzy", verbs), "");
  EXPECT_EQ(nearest_word("foo", std::vector<std::string>{"pot", "for"}), "for");
  EXPECT_EQ(nearest_word("foo", std::vector<std::string>{"pot"}), "") << "two letters of three are wrong";
  EXPECT_EQ(nearest_word("lgo", std::vector<std::string>{"set", "log"}), "log") << "swapped letters are one mistake";
}

}  // namespace
}  // namespace tidegate
