#include "model_file/info_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tidegate {
namespace {

DetectorInfo full_info() {
  DetectorInfo info;
  info.source = "pump \"7\".csv";
  info.source_digest = "abc";
  info.training_rows = 100;
  info.training_series = 3;
  info.first_row = 5;
  info.last_row = 104;
  info.first_validating_row = 85;
  info.last_validating_row = 103;
  info.first_time = Timestamp(Duration(-1));
  info.last_time = Timestamp::max();
  info.channels = {{"Wasserfluß [l/s]", "l/s"}, {"", ""}};
  info.resample = std::chrono::minutes(5);
  info.notes = {"One.", "Two."};
  info.history = {.training = {1, 0.5},
                  .validation = {std::nan(""), 0.25},
                  .best_epoch = 2,
                  .stopped = "all done",
                  .interrupted = true,
                  .untrained_loss = 3};
  return info;
}

DetectorInfo read_back(const DetectorInfo& info) {
  DetectorInfo read;
  read_info(nlohmann::ordered_json::parse(info_json(info).dump()), read);
  return read;
}

TEST(InfoJson, ComesBackAsItWas) {
  const DetectorInfo info = full_info(), read = read_back(info);
  EXPECT_EQ(info_json(read).dump(), info_json(info).dump());
  EXPECT_EQ(read.source, info.source);
  EXPECT_EQ(read.first_time, info.first_time);
  EXPECT_EQ(read.last_time, info.last_time);
  EXPECT_EQ(read.channels[0].name, "Wasserfluß [l/s]");
  EXPECT_EQ(read.resample, info.resample);
  EXPECT_EQ(read.first_validating_row, 85U);
  EXPECT_EQ(read.last_validating_row, 103U);
  EXPECT_EQ(read.notes, info.notes);
  EXPECT_EQ(read.history.best_epoch, 2U);
  EXPECT_TRUE(read.history.interrupted);
  EXPECT_TRUE(std::isnan(read.history.validation[0]));
  EXPECT_EQ(read.history.validation[1], 0.25);
}

TEST(InfoJson, RowsWithoutTimeHaveNone) {
  DetectorInfo info = full_info();
  info.first_time.reset();
  EXPECT_FALSE(read_back(info).first_time.has_value());
}

TEST(InfoJson, ALossThatIsNotFiniteDoesNotMakeTheFileUnreadable) {
  DetectorInfo info = full_info();
  info.history.untrained_loss = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(std::isnan(read_back(info).history.untrained_loss));
}

TEST(InfoJson, DoesNotHoldHowLongTrainingTook) {  // equal detectors are equal files
  DetectorInfo slow = full_info();
  slow.history.seconds = 1000;
  EXPECT_EQ(info_json(slow).dump(), info_json(full_info()).dump());
}

TEST(InfoJson, AMissingKeyAndAnotherTypeThrow) {
  const auto whole = info_json(full_info());
  for (const auto& [key, value] : whole.items()) {
    auto without = whole, wrong = whole;
    without.erase(key);
    wrong[key] = true;
    DetectorInfo info;
    if (key == "training_series") {  // came later: a file without it was trained on one
      EXPECT_NO_THROW(read_info(without, info));
      EXPECT_EQ(info.training_series, 1U);
      continue;
    }
    if (key != "key" && key != "validating_rows") {  // came later, too
      EXPECT_THROW(read_info(without, info), nlohmann::json::exception) << key;
    }
    if (value.is_number()) continue;  // the parser takes true for 1
    EXPECT_THROW(read_info(wrong, info), nlohmann::json::exception) << key;
  }
}

TEST(InfoJson, TheKeyComesBackAndOldFilesHaveNone) {
  DetectorInfo info = full_info();
  info.key = "account";
  EXPECT_EQ(read_back(info).key, "account");
  auto json = info_json(info);
  json.erase("key");
  DetectorInfo old;
  read_info(json, old);
  EXPECT_EQ(old.key, "");
}

TEST(InfoJson, OldFilesDoNotSayWhichRowsValidated) {
  auto json = info_json(full_info());
  json.erase("validating_rows");
  DetectorInfo old;
  read_info(json, old);
  EXPECT_EQ(old.first_validating_row, kNoRow);
  EXPECT_FALSE(info_json(old).contains("validating_rows"));
}

}  // namespace
}  // namespace tidegate
