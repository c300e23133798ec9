#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "spelled.h"
#include "tidegate/render.h"
#include "unit/series/test_series.h"

namespace tidegate {
namespace {

TEST(InspectionJson, KeysAreTheFieldsAndDurationsSeconds) {
  const auto json = nlohmann::json::parse(format_inspection_json(inspect(test_series({1, 2, 3, 4}, {0, 10, 20, 50}))));
  EXPECT_EQ(json["source"], "test.csv");
  EXPECT_EQ(json["rows"], 4);
  EXPECT_EQ(json["first"], "1970-01-01T00:00:00Z");
  EXPECT_EQ(json["step"], 10.0);
  EXPECT_EQ(json["gaps"], nlohmann::json::parse(R"([{"after_index": 2, "missing_rows": 2, "seconds": 30.0}])"));
  EXPECT_EQ(json["channels"][0]["name"], "v");
  EXPECT_EQ(json["channels"][0]["median"], 2.5);
  EXPECT_TRUE(json["first_duplicate"].is_null());
  EXPECT_TRUE(json["advice"].is_array());
}

TEST(InspectionJson, KeysAreThereOnlyWhereThereAreSome) {
  EXPECT_FALSE(nlohmann::json::parse(format_inspection_json(inspect(test_series({1, 2})))).contains("keys"));
  const auto json = nlohmann::json::parse(format_inspection_json(inspect(test_keys({80, 41, 6, 3, 1}))));
  EXPECT_EQ(json["keys"], nlohmann::json::parse(R"({"column": "who", "count": 5,
    "rows": {"least": 1, "median": 6, "most": 80}, "window": 10, "too_short": 3, "training_rows": 64,
    "rows_to_score": 40, "learning": 3, "validating": 3})"));
}

TEST(InspectionJson, LabelsAreAnObjectOrNull) {
  Series series = test_series({1, 2, 3, 4}, {0, 10, 20, 30});
  EXPECT_TRUE(nlohmann::json::parse(format_inspection_json(inspect(series))).at("label").is_null());
  series.rows.label = {0, 1, 0, 1};
  const auto json = nlohmann::json::parse(format_inspection_json(inspect(series)));
  EXPECT_EQ(json.at("label"), nlohmann::json::parse(R"({"anomalous": 2, "share": 0.5, "stretches": 2, "first_index": 1,
    "last_index": 3, "first": "1970-01-01T00:00:10Z", "last": "1970-01-01T00:00:30Z"})"));
}

TEST(InspectionJson, WhatIsUnknownIsNull) {
  const auto json =
      nlohmann::json::parse(format_inspection_json(inspect(test_series({std::numeric_limits<double>::quiet_NaN()}))));
  EXPECT_TRUE(json["first"].is_null());
  EXPECT_TRUE(json["channels"][0]["minimum"].is_null());
}

TEST(InspectionJson, NamesThatAreNotUtf8StillGiveJson) {
  Series series = test_series({1, 2});
  series.channels[0].name =
      "\xB0"
      "C";
  EXPECT_TRUE(nlohmann::json::accept(format_inspection_json(inspect(series))));
}

TEST(InspectionJson, SpellsTheOptionsThatAdviceNames) {
  const std::string json = format_inspection_json(inspect(test_series({1, 2, 3})), as_flags);
  EXPECT_NE(json.find("larger --train-part"), std::string::npos) << json;
}

}  // namespace
}  // namespace tidegate
