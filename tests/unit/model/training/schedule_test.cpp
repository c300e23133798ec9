#include "model/training/schedule.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Schedule, StepHalvesEveryNEpochs) {
  const auto schedule = *parse_schedule("step:3");
  EXPECT_EQ(schedule.share(2, 10), 1);
  EXPECT_EQ(schedule.share(3, 10), 0.5);
  EXPECT_EQ(schedule.share(7, 10), 0.25);
}

TEST(Schedule, CosineGoesFromOneThroughAHalfTowardsZero) {
  const auto schedule = *parse_schedule("cosine");
  EXPECT_EQ(schedule.share(0, 10), 1);
  EXPECT_NEAR(schedule.share(5, 10), 0.5, 1e-12);
  EXPECT_LT(schedule.share(9, 10), 0.03);
  EXPECT_GT(schedule.share(9, 10), 0);
}

TEST(Schedule, ConstantAndPlateauLeaveTheRateToOthers) {
  EXPECT_EQ(parse_schedule("constant")->share(7, 10), 1);
  EXPECT_EQ(parse_schedule("plateau")->share(7, 10), 1);
}

TEST(Schedule, BadSpellingsAreRefusedWithTheRemedy) {
  const auto message = [](const char* spec) { return parse_schedule(spec).error().message(); };
  EXPECT_EQ(parse_schedule("cosin").error().option, "schedule");
  EXPECT_EQ(parse_schedule("step").error().option, "schedule");
  EXPECT_NE(message("cosin").find("did you mean 'cosine'"), std::string::npos);
  EXPECT_NE(message("step").find("step:N"), std::string::npos);
  EXPECT_NE(message("step:0").find("between"), std::string::npos);
  EXPECT_NE(message("step:2.5").find("whole"), std::string::npos);
  EXPECT_NE(message("cosine:3").find("takes no number"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
