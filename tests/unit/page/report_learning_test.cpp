#include <gtest/gtest.h>

#include "base/missing.h"
#include "page/report_sections.h"

namespace tidegate {
namespace {

using namespace std::chrono_literals;

TEST(ReportLearning, PartsThatDoNotExistHaveNoKey) {
  const Json json = split_json({.train = {0, 10}, .validation = std::nullopt, .scored = RowRange{10, 20}, .warmup = 4});
  EXPECT_EQ(json["train"], Json::array({0, 9}));
  EXPECT_FALSE(json.contains("validation"));
  EXPECT_EQ(json["scored"], Json::array({10, 19}));
}

TEST(ReportLearning, TheRateOfAShortRunIsToldByTheHour) {
  ReportBudget budget{.observed_per_day = 48, .per_hour = true, .words = "w"};
  EXPECT_EQ(budget_json(budget), (Json{{"observed_per_day", 48.0}, {"unit", "hour"}, {"words", "w"}}));
  budget.per_hour = false;
  EXPECT_EQ(budget_json(budget)["unit"], "day");
}

TEST(ReportLearning, MissingLossesAndBaselineValuesAreNull) {
  ReportTraining history;
  history.training = {0.5, 0.25};
  history.validation = {kMissingValue, kMissingValue};
  history.best_epoch = 2;
  EXPECT_NE(training_json(history).dump().find("\"validation\":[null,null]"), std::string::npos);
  ReportBaselines baselines;
  baselines.columns = {{"Mean error", ReportBaselines::Better::kLow, 3, std::nullopt},
                       {"Found", ReportBaselines::Better::kHigh, 0, 40},
                       {"Row", ReportBaselines::Better::kNeither, 0, std::nullopt}};
  baselines.rows = {{"model", "", true, {0.2, 30, kMissingValue}}};
  const Json json = baselines_json(baselines);
  EXPECT_EQ(json["columns"][0]["better"], "low");
  EXPECT_EQ(json["columns"][1]["of"], 40);
  EXPECT_TRUE(json["columns"][2]["better"].is_null());
  EXPECT_NE(json.dump().find("\"values\":[0.2,30.0,null]"), std::string::npos);
}

TEST(ReportLearning, GapsAreGivenInSeconds) {
  ReportHealth health;
  health.gaps = {{.after_index = 3, .missing_rows = 2, .length = 90s}};
  EXPECT_EQ(health_json(health)["gaps"][0]["seconds"], 90.0);
}

TEST(ReportLearning, SettingsSayWhereTheyCameFrom) {
  using Origin = ReportSetting::Origin;
  EXPECT_EQ(setting_json({"net", "cell", "gru", Origin::kDefault})[3], "default");
  EXPECT_EQ(setting_json({"net", "hidden", "8", Origin::kSet})[3], "set");
  EXPECT_EQ(setting_json({"data", "time", "t", Origin::kFound})[3], "found");
}

}  // namespace
}  // namespace tidegate
