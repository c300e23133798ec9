#include "read/category_source.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

using Names = std::vector<std::string>;

constexpr const char* kFlows = "bytes,proto,flag\n1,tcp,S0\n2,udp,S0\n3,,SF\n4,tcp,SF\n";

TEST(CategorySource, EveryValueBecomesAFlag) {
  const Series series = series_of(kFlows, {.categories = {"proto"}});
  EXPECT_EQ(names_of(series.channels), (Names{"bytes", "proto=tcp", "proto=udp"}));
  EXPECT_EQ(values_of(series, 0), (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(series.rows.values(0, 1), 1);
  EXPECT_EQ(series.rows.values(0, 2), 0);
  EXPECT_EQ(series.rows.values(1, 1), 0);
  EXPECT_EQ(series.rows.values(1, 2), 1);
  EXPECT_TRUE(std::isnan(series.rows.values(2, 1)) && std::isnan(series.rows.values(2, 2)));
  EXPECT_EQ(series.rows.values(3, 1), 1);
  EXPECT_EQ(series.notes.rows, 4U);
}

TEST(CategorySource, SeveralColumnsStandWhereTheyAreNamed) {
  const Series series = series_of(kFlows, {.channels = {"flag", "bytes"}, .categories = {"proto", "flag"}});
  EXPECT_EQ(names_of(series.channels), (Names{"flag=S0", "flag=SF", "bytes", "proto=tcp", "proto=udp"}));
  EXPECT_EQ(series.rows.values(3, 1), 1);
  EXPECT_EQ(series.rows.values(3, 2), 4);
  EXPECT_EQ(series.rows.values(3, 3), 1);
}

TEST(CategorySource, AModelsChannelsSayWhichValuesThereAre) {
  const Series series = series_of(kFlows, {.preferred_channels = {"bytes", "proto=udp", "proto=icmp"}});
  EXPECT_EQ(names_of(series.channels), (Names{"bytes", "proto=udp", "proto=icmp"}));
  EXPECT_EQ(series.rows.values(1, 1), 1);
  EXPECT_EQ(series.rows.values(0, 1), 0);
  EXPECT_EQ(series.rows.values(0, 2), 0);
  ASSERT_EQ(series.notes.categories.size(), 1U);
  EXPECT_EQ(series.notes.categories[0].column, "proto");
  EXPECT_FALSE(series.notes.categories[0].taken_as_other);
  EXPECT_EQ(series.notes.categories[0].rows, 2U);
  EXPECT_EQ(series.notes.categories[0].first_value, "tcp");
  EXPECT_EQ(series.notes.categories[0].first_line, 2U);
}

TEST(CategorySource, AModelsOtherTakesWhatItDoesNotName) {
  const Series series = series_of(kFlows, {.preferred_channels = {"bytes", "proto=udp", "proto=other"}});
  EXPECT_EQ(series.rows.values(0, 2), 1);
  EXPECT_EQ(series.rows.values(1, 2), 0);
  EXPECT_TRUE(series.notes.categories.empty());
}

TEST(CategorySource, RareValuesShareAChannelAndAreTold) {
  std::string text = "v,word\n";
  for (int i = 0; i < 40; ++i) text += "1,w" + std::to_string(i) + "\n";
  for (int i = 0; i < 31; ++i) text += "1,w" + std::to_string(i) + "\n";
  const Series series = series_of(text, {.categories = {"word"}});
  ASSERT_EQ(series.channels.size(), 1 + kMostCategories);
  EXPECT_EQ(series.channels.back().name, "word=other");
  EXPECT_EQ(series.rows.values(35, kMostCategories), 1);
  EXPECT_EQ(series.rows.values(3, kMostCategories), 0);
  ASSERT_EQ(series.notes.categories.size(), 1U);
  EXPECT_TRUE(series.notes.categories[0].taken_as_other);
  EXPECT_EQ(series.notes.categories[0].values, 9U);
  EXPECT_EQ(series.notes.categories[0].rows, 9U);
  EXPECT_EQ(series.notes.categories[0].first_value, "w31");
}

TEST(CategorySource, JsonLinesGiveTheSame) {
  const std::string lines = "{\"bytes\": 1, \"proto\": \"tcp\"}\n{\"bytes\": 2, \"proto\": \"udp\"}\n";
  const Series series = series_of(lines, {.categories = {"proto"}});
  EXPECT_EQ(names_of(series.channels), (Names{"bytes", "proto=tcp", "proto=udp"}));
  EXPECT_EQ(series.rows.values(1, 2), 1);
}

TEST(CategorySource, BlocksLongerThanOneKeepTheirOrder) {
  std::string text = "v,word\n";
  for (int i = 0; i < 10'000; ++i) text += std::to_string(i) + (i % 3 == 0 ? ",x\n" : ",y\n");
  for (const ReadOptions& options :
       {ReadOptions{.categories = {"word"}}, ReadOptions{.preferred_channels = {"v", "word=x", "word=y"}}}) {
    const Series series = series_of(text, options);
    ASSERT_EQ(series.rows.size(), 10'000U);
    for (std::size_t row = 0; row < 10'000; ++row) {
      ASSERT_EQ(series.rows.values(row, 0), static_cast<double>(row));
      ASSERT_EQ(series.rows.values(row, 1), row % 3 == 0 ? 1 : 0);
    }
  }
}

TEST(CategorySource, AColumnOfNamesIsRefusedWithTheRemedy) {
  std::string text = "v,ip\n";
  for (int i = 0; i < 1500; ++i) text += "1,10.0.0." + std::to_string(i) + "\n";
  const std::string message = error_of(text, {.categories = {"ip"}});
  EXPECT_TRUE(message.starts_with("input.csv, line 1,002, column 'ip': \"10.0.0.1000\"")) << message;
  EXPECT_NE(message.find("--key"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
