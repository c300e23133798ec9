#include "evaluate/planting.h"

#include <gtest/gtest.h>

#include "tidegate/evaluate.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

std::string finds_text(const FindsByKind& finds) {
  std::string text;
  for (const auto& [kind, one] : finds)
    text += kind + " " + std::to_string(one.found) + "/" + std::to_string(one.planted) + " ";
  return text;
}

class Planting : public testing::Test {
 protected:
  FindsByKind plant_in(const Detector& detector, const ComparedRows& rows, std::size_t warmup = 8) const {
    return must(plant_all(detector, rows, warmup, std::vector<bool>(rows.series.rows.size(), false), {}));
  }

  static Detector sharp_detector() {
    DetectorConfig config = small_config();
    config.training.epochs = 20;
    config.threshold.threshold = "sigma:5";
    return small_detector(config);
  }

  const SeriesTable table_ = series_table(small_series("a", 0, 400));
  const ComparedRows rows_ = must(compared_rows(table_, {}));
};

TEST_F(Planting, TheSameRowsGiveTheSameAnomalies) {
  const Detector detector = sharp_detector();
  const std::string once = finds_text(plant_in(detector, rows_));
  EXPECT_EQ(finds_text(plant_in(detector, rows_)), once);
  const SeriesTable again = series_table(small_series("another name", 0, 400));
  EXPECT_EQ(finds_text(plant_in(detector, must(compared_rows(again, {})))), once);
}

TEST_F(Planting, SixOfEachKindAndTheRowsStayAsTheyWere) {
  const auto before = bits_of({table_.table.rows.values.flat().begin(), table_.table.rows.values.flat().end()});
  const FindsByKind finds = plant_in(sharp_detector(), rows_);
  EXPECT_EQ(finds.size(), plantable_kinds().size());
  for (const auto& [kind, one] : finds) EXPECT_EQ(one.planted, 6U) << kind;
  EXPECT_EQ(bits_of({table_.table.rows.values.flat().begin(), table_.table.rows.values.flat().end()}), before);
}

TEST_F(Planting, FindsSpikesAndFindsNothingAboveAThresholdOutOfReach) {
  const FindsByKind sharp = plant_in(sharp_detector(), rows_);
  EXPECT_EQ(sharp[0].first, "spike");
  EXPECT_EQ(sharp[0].second.found, 6U) << finds_text(sharp);
  for (const auto& [kind, one] : plant_in(small_detector(with_threshold("fixed:1e9")), rows_))
    EXPECT_EQ(one.found, 0U) << kind;
}

TEST_F(Planting, AnAnomalyIsGoneBeforeTheNextIsPlanted) {
  const FindsByKind sharp = plant_in(sharp_detector(), rows_);
  EXPECT_EQ(sharp[1].first, "dip");
  EXPECT_EQ(sharp[1].second.found, 6U) << "a dip where a spike is left changes nothing";
}

TEST_F(Planting, AnAnomalyMayBeFoundAfterItsFirstRow) {
  const FindsByKind sharp = plant_in(sharp_detector(), rows_);
  EXPECT_EQ(sharp[3].first, "trend");
  EXPECT_GT(sharp[3].second.found, 3U) << "it begins within the noise: " << finds_text(sharp);
}

TEST_F(Planting, WhatWasFlaggedBeforeIsNoFind) {
  const Detector detector = sharp_detector();
  const auto finds = must(plant_all(detector, rows_, 8, std::vector<bool>(400, true), {}));
  for (const auto& [kind, one] : finds) EXPECT_EQ(one.found, 0U) << kind;
}

TEST_F(Planting, FindsAreTheSameWhereVerdictsComeLater) {
  DetectorConfig config = with_delay();
  config.training.epochs = 20;
  config.threshold.threshold = "sigma:4";
  EXPECT_EQ(plant_in(small_detector(config), rows_)[0].second.found, 6U);
}

TEST_F(Planting, OnlyRowsBehindTheTrainingPartAndTheWarmUpHaveRoom) {
  EXPECT_EQ(rows_to_plant_in(rows_, 8), 160U);
  EXPECT_EQ(rows_to_plant_in(rows_, 300), 100U);
  EXPECT_EQ(rows_to_plant_in(rows_, 400), 0U);
  const SeriesTable ids = series_table(long_series({small_series("a", 0, 100), small_series("b", 1, 20)}));
  const ComparedRows halves = must(compared_rows(ids, {.detectors = {}, .train_part = "0.5"}));
  EXPECT_EQ(rows_to_plant_in(halves, 8), 50U + 10);
  EXPECT_EQ(rows_to_plant_in(halves, 15), 50U + 5);
}

TEST_F(Planting, WhereThereIsLittleRoomAnomaliesAreShorterAndFewer) {
  std::vector<Series> all;
  for (std::size_t s = 0; s < 3; ++s) all.push_back(small_series("id" + std::to_string(s), s, 20));
  const SeriesTable ids = series_table(long_series(all));
  const ComparedRows rows = must(compared_rows(ids, {.detectors = {}, .train_part = "10"}));
  for (const auto& [kind, one] : plant_in(sharp_detector(), rows)) {
    EXPECT_GE(one.planted, 3U) << kind;
    EXPECT_LE(one.planted, 6U) << kind;
    if (planted_rows(kind) > 10) {
      EXPECT_EQ(one.planted, 3U) << kind << " fills the room of an id";
    }
  }
}

TEST_F(Planting, WithoutRoomNothingIsPlanted) {
  for (const auto& [kind, one] : plant_in(sharp_detector(), rows_, 400)) EXPECT_EQ(one.planted, 0U) << kind;
}

TEST_F(Planting, ADeviationIsOfTheRowsLearnedFrom) {
  Series series = untimed(small_series("a", 0, 100));
  for (std::size_t row = 0; row < 100; ++row) series.rows.values(row, 0) = row < 60 ? (row % 2 == 0 ? 7 : 3) : 1000;
  series.rows.values(10, 0) = series.rows.values(11, 0) = std::numeric_limits<double>::quiet_NaN();
  const SeriesTable table = series_table(series);
  EXPECT_NEAR(deviation(must(compared_rows(table, {})), 0), 2, 1e-12);
  for (std::size_t row = 0; row < 100; ++row) series.rows.values(row, 0) = std::numeric_limits<double>::quiet_NaN();
  const SeriesTable empty = series_table(series);
  EXPECT_EQ(deviation(must(compared_rows(empty, {})), 0), 0);
}

TEST_F(Planting, AStopEndsIt) {
  Listener listener;
  listener.stop_after = 1;
  const std::vector<bool> flagged(400, false);
  EXPECT_EQ(kind_of(plant_all(small_detector(), rows_, 8, flagged, listener.observer())), ErrorKind::kInterrupted);
}

TEST_F(Planting, ADetectorOfOtherChannelsIsRefused) {
  Series other = small_series("a", 0, 400);
  other.channels[0].name = "other";
  const SeriesTable table = series_table(other);
  const ComparedRows rows = must(compared_rows(table, {}));
  EXPECT_EQ(kind_of(plant_all(small_detector(), rows, 8, std::vector<bool>(400, false), {})), ErrorKind::kModel);
}

}  // namespace
}  // namespace tidegate
