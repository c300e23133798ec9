#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tidegate/render.h"

namespace tidegate {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Selftest made() {
  Selftest made{.source = "pump.csv", .rows = 1200, .channels = 2, .found_share = 0.9, .events = 1, .days = 12};
  made.step = std::chrono::minutes(5);
  made.kinds = {
      {.kind = "level-shift", .rows = 20, .sizes = {{1, 20, 10, 3}, {2, 20, 19, 4}}, .limit = 2, .median_delay = 4},
      {.kind = "spike",
       .rows = 1,
       .sizes = {{1, 20, 0, kUnknown}, {2, 20, 0, kUnknown}},
       .limit = kUnknown,
       .median_delay = kUnknown},
      {.kind = "stuck", .rows = 20, .sizes = {{kUnknown, 20, 20, 7}}, .limit = kUnknown, .median_delay = 7}};
  return made;
}

TEST(SelftestText, SaysFromWhichSizeOnAnomaliesAreFound) {
  const std::string text = format_selftest_text(made());
  for (const char* const words :
       {"Planted into pump.csv, 1,200 rows with a score, 2 channels", "90 % found", "≥ 2 σ", "4 rows (20 min)",
        "none of these", "95 %", "1 event in the rows as they are, in 12 days: 0.0833 a day"})
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  EXPECT_EQ(text.find("trained on"), std::string::npos);
}

TEST(SelftestText, RowsThatWereTrainedOnAreAReasonForDoubt) {
  Selftest trained = made();
  trained.trained_on_them = true;
  EXPECT_NE(format_selftest_text(trained).find("was trained on data of this name"), std::string::npos);
}

TEST(SelftestJson, WhatThereIsNotIsNull) {
  const auto json = nlohmann::json::parse(format_selftest_json(made()));
  EXPECT_EQ(json.at("kinds").at(0).at("limit"), 2);
  EXPECT_TRUE(json.at("kinds").at(1).at("limit").is_null());
  EXPECT_TRUE(json.at("kinds").at(2).at("sizes").at(0).at("size").is_null());
  EXPECT_EQ(json.at("days"), 12);
}

}  // namespace
}  // namespace tidegate
