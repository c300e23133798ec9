#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tidegate/render.h"

namespace tidegate {
namespace {

const std::vector<OperatorResult> kTwo = {
    {.name = "quiet", .words = "nothing: no event", .passed = true, .why = {}},
    {.name = "frozen", .words = "stuck", .passed = false, .why = "nothing is reported"}};

TEST(OperatorText, SaysWhatPassedAndWhyTheRestFailed) {
  EXPECT_EQ(
      format_operator_text("gru", kTwo),
      "pass  quiet: nothing: no event\nFAIL  frozen: stuck\n      nothing is reported\ngru: 1 of 2 cases passed\n");
}

TEST(OperatorJson, AReasonStandsOnlyWhereACaseFailed) {
  const auto json = nlohmann::json::parse(format_operator_json("gru", kTwo));
  EXPECT_EQ(json.at("detector"), "gru");
  EXPECT_TRUE(json.at("cases").at(0).at("why").is_null());
  EXPECT_EQ(json.at("cases").at(1).at("why"), "nothing is reported");
}

}  // namespace
}  // namespace tidegate
