#include "tidegate/detector_info.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(DetectorInfo, NumbersItsScoredChannels) {
  DetectorInfo info;
  info.scored = {false, true, true};
  EXPECT_EQ(info.scored_channels(), (std::vector<std::size_t>{1, 2}));
}

TEST(TrainingWords, NameRowsOfOneSeriesAndCountThoseOfSeveral) {
  DetectorInfo info;
  info.source = "pump.csv";
  info.last_row = 633;
  EXPECT_EQ(training_words(info), "pump.csv, rows 0 to 633");
  info.training_rows = 67740, info.training_series = 17;
  EXPECT_EQ(training_words(info), "pump.csv, 67,740 rows of 17 series");
  info.key = "account";
  EXPECT_EQ(training_words(info), "pump.csv, 67,740 rows of 17 series (account)");
}

}  // namespace
}  // namespace tidegate
