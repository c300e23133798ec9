#include "page/report_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/page/small_report.h"

namespace tidegate {
namespace {

using testing::small_report;

nlohmann::json parsed(const Report& report) { return nlohmann::json::parse(describe_report(report).json); }

TEST(ReportJson, ArraysAreNamedInTheOrderTheyAreKept) {
  const Report report = small_report();
  const ReportDescription description = describe_report(report);
  const auto json = nlohmann::json::parse(description.json);
  ASSERT_EQ(description.arrays.size(), 5U);
  EXPECT_EQ(json["channels"][0]["value"], "#a0");
  EXPECT_EQ(json["channels"][0]["expected"], "#a1");
  EXPECT_EQ(json["channels"][0]["band"]["upper"], "#a3");
  EXPECT_EQ(json["score"]["values"], "#a4");
  EXPECT_EQ(std::get<std::span<const float>>(description.arrays[4])[1], 9.F);
}

TEST(ReportJson, WhatIsAbsentHasNoKey) {
  const auto json = parsed(small_report());
  for (const char* key : {"split", "budget", "training", "distribution", "baselines", "label_summary"}) {
    EXPECT_FALSE(json.contains(key)) << key;
  }
  EXPECT_EQ(json["checks"], nlohmann::json::array());
}

TEST(ReportJson, WhatIsPresentHasItsKey) {
  Report report = small_report();
  report.split.emplace();
  report.budget.emplace();
  report.training.emplace();
  report.distribution.emplace();
  report.baselines.emplace();
  report.label_summary.emplace();
  const auto json = parsed(report);
  for (const char* key : {"split", "budget", "training", "distribution", "baselines", "label_summary"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
}

TEST(ReportJson, ChecksAreCarriedAsTheyAre) {
  Report report = small_report();
  report.checks = {{ReportStatus::kCaution, "Data", "10 gaps", "111 hours", "learned-health"}};
  const auto json = parsed(report);
  EXPECT_EQ(json["checks"][0]["status"], "caution");
  EXPECT_EQ(json["checks"][0]["detail"], "111 hours");
}

TEST(ReportJson, NoLessThanSignIsLeftInTheText) {
  const Report report = small_report();
  const std::string json = describe_report(report).json;
  EXPECT_EQ(json.find('<'), std::string::npos);
  EXPECT_NE(json.find("a\\u003cb>.csv"), std::string::npos);
}

TEST(ReportJson, BytesThatAreNotUtf8BecomeTheReplacementCharacter) {
  Report report = small_report();
  report.channels[0].channel.name = "T\xe9mp";
  EXPECT_EQ(parsed(report)["channels"][0]["name"], "T\xef\xbf\xbdmp");
}

}  // namespace
}  // namespace tidegate
