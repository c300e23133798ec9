#include <gtest/gtest.h>

#include <limits>

#include "base/text.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

EpochReport half_way() {
  return {.epoch = 50,
          .epochs = 100,
          .training_loss = 0.25,
          .validation_loss = 0.5,
          .best_loss = 0.4,
          .best_epoch = 40,
          .rows_per_second = 12000,
          .seconds_left = 42,
          .seconds = 40};
}

TEST(ProgressLine, ShowsEpochsLossesSpeedAndTimeLeftWhereThereIsRoom) {
  EXPECT_EQ(progress_line(half_way(), 120),
            "epoch 50/100 ▕████████        ▏ loss 0.5, best 0.4, 12k rows/s, at most 42 s left");
}

TEST(ProgressLine, LeavesOutWhatDoesNotFit) {
  EXPECT_EQ(progress_line(half_way(), 80), "epoch 50/100 ▕████████        ▏ loss 0.5, best 0.4, 12k rows/s");
  EXPECT_EQ(progress_line(half_way(), 60), "epoch 50/100 ▕████████        ▏ loss 0.5, best 0.4");
  EXPECT_LE(characters(progress_line(half_way(), 60)), 60U);
}

TEST(ProgressLine, ShowsTheTrainingLossWhereNothingValidates) {
  EpochReport report = half_way();
  report.validation_loss = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(progress_line(report, 60).find("loss 0.25"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
