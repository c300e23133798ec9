#include "evaluate/planter.h"

#include <gtest/gtest.h>

#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

std::string places_text(const std::vector<PlantingPlace>& places) {
  std::string text;
  for (const PlantingPlace& place : places) text += std::to_string(place.row) + " ";
  return text;
}

TEST(PlantingPlaces, AreSpreadOverAllRoomsAndReachBeyondNone) {
  EXPECT_EQ(places_text(planting_places({{{0, 100}, 0}}, 10, 5)), "10 30 50 70 90 ");
  EXPECT_EQ(places_text(planting_places({{{0, 50}, 0}, {{50, 100}, 50}}, 10, 5)), "10 30 50 70 90 ");
  EXPECT_EQ(places_text(planting_places({{{0, 30}, 20}}, 10, 3)), "20 ");
  EXPECT_EQ(places_text(planting_places({{{0, 30}, 20}, {{30, 60}, 30}}, 20, 2)), "37 40 ");
}

TEST(PlantingPlaces, WithoutRoomThereAreNone) { EXPECT_TRUE(planting_places({{{0, 5}, 0}}, 6, 3).empty()); }

TEST(PlantingLength, IsThatOfTheKindOrAsLongAsThereIsRoom) {
  EXPECT_EQ(planting_length({{{0, 100}, 0}}, "spike"), 1U);
  EXPECT_EQ(planting_length({{{0, 100}, 0}}, "trend"), 20U);
  EXPECT_EQ(planting_length({{{0, 12}, 0}}, "trend"), 12U);
}

Detector range_detector(const Series& series) {
  DetectorConfig config;
  EXPECT_TRUE(set_option(config, "detector", "range"));
  return must(Detector::train(series, series.all(), config));
}

TEST(Planter, SaysByHowManyRowsTheFirstFlagComesLater) {
  const Series series = small_series("a", 0, 400);
  const Detector detector = range_detector(series);
  const std::vector<bool> clean(400, false);
  Planter planter(detector, series, clean);
  EXPECT_EQ(must(planter.delay_of({"spike", 0, 200, 1, 1000}, series.all())), 0U);
  EXPECT_EQ(must(planter.delay_of({"spike", 0, 200, 1, 1e-9}, series.all())), std::nullopt);
  const auto slow = must(planter.delay_of({"trend", 0, 200, 20, 3}, series.all()));
  ASSERT_TRUE(slow.has_value());
  EXPECT_GT(*slow, 0U);
}

TEST(Planter, RowsThatAreFlaggedAnywayAreNoFind) {
  const Series series = small_series("a", 0, 400);
  const Detector detector = range_detector(series);
  const std::vector<bool> flagged(400, true);
  EXPECT_EQ(must(Planter(detector, series, flagged).delay_of({"spike", 0, 200, 1, 1000}, series.all())), std::nullopt);
}

}  // namespace
}  // namespace tidegate
