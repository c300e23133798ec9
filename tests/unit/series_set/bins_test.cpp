#include "series_set/bins.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

using namespace std::chrono_literals;

TEST(Bins, TheSameBinsFit) {
  EXPECT_TRUE(check_bins(0s, {}));
  EXPECT_TRUE(check_bins(5min, {.resample = 300s}));
}

TEST(Bins, OtherBinsAreThoseOfAnotherDetector) {
  for (const Duration bins : {Duration(0s), Duration(1min)}) {
    const Status fits = check_bins(bins, {.resample = 5min});
    ASSERT_FALSE(fits);
    EXPECT_EQ(fits.error().kind, ErrorKind::kModel);
    EXPECT_EQ(fits.error().option, "resample");
    EXPECT_EQ(fits.error().message(), "the detector was trained on means over 5 min; use the same resample");
  }
}

TEST(Bins, MeansAreNoRowsAsTheyAre) {
  const Status fits = check_bins(5min, {});
  ASSERT_FALSE(fits);
  EXPECT_EQ(fits.error().kind, ErrorKind::kModel);
  EXPECT_EQ(fits.error().message(), "the detector was trained on rows without resampling; leave out resample");
}

}  // namespace
}  // namespace tidegate
