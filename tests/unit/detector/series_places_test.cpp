#include "tidegate/stream_pool.h"

#include <gtest/gtest.h>

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

class Places : public testing::Test {
 protected:
  const Series series_ = waves(300, 1);
  const Detector detector_ = fitted_detector(series_);
  StreamPool pool_{detector_, 0};
};

TEST_F(Places, OfNumbersBeyondAnyCountAreFewAndStay) {
  SeriesPlaces<std::uint64_t> places;
  const std::uint32_t large = places.of(0xFFFF'FFFF'FFFF'FFFF, pool_), small = places.of(3, pool_);
  EXPECT_EQ(places.of(0xFFFF'FFFF'FFFF'FFFF, pool_), large);
  EXPECT_NE(large, small);
  EXPECT_EQ(places.id(large), 0xFFFF'FFFF'FFFF'FFFF);
  EXPECT_EQ(pool_.series(), 2U);
  EXPECT_EQ(places.size(), 2U);
}

TEST_F(Places, OfTextsAreFoundByAnyTextOfTheSameCharacters) {
  SeriesPlaces<std::string> places;
  const std::uint32_t pump = places.of("pump 7", pool_);
  EXPECT_EQ(places.find(std::string("pump 7")), pump);
  EXPECT_EQ(places.find(std::string_view("pump 77").substr(0, 6)), pump);
  EXPECT_EQ(places.find("pump"), std::nullopt);
  EXPECT_EQ(places.id(pump), "pump 7");
}

TEST_F(Places, AreHandedOutAgainAfterARelease) {
  SeriesPlaces<std::string> places;
  const std::uint32_t a = places.of("a", pool_);
  places.of("b", pool_);
  EXPECT_TRUE(places.release("a", pool_));
  EXPECT_FALSE(places.release("a", pool_));
  EXPECT_EQ(places.find("a"), std::nullopt);
  EXPECT_EQ(places.of("c", pool_), a);
  EXPECT_EQ(places.id(a), "c");
  EXPECT_EQ(pool_.series(), 2U);
}

}  // namespace
}  // namespace tidegate
