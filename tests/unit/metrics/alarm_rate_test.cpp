#include "metrics/alarm_rate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

TEST(PoissonInterval, IsHalfTheQuantilesOfChiSquare) {
  // scipy.stats.chi2: ppf(0.025, 2n) / 2 and ppf(0.975, 2n + 2) / 2.
  const struct {
    std::size_t events;
    double low, high;
  } cases[] = {{0, 0, 3.6888794541139354},
               {5, 1.6234863901184207, 11.66833207932267},
               {10, 4.7953886961324335, 18.39035604201778},
               {100, 81.36399125092314, 121.62679378242638},
               {100'000, 99381.15266374472, 100621.74473974388}};
  for (const auto& [events, low, high] : cases) {
    const RateInterval interval = poisson_interval(events);
    EXPECT_NEAR(interval.low, low, 1e-9 * (low + 1)) << events;
    EXPECT_NEAR(interval.high, high, 1e-9 * high) << events;
  }
}

TEST(AlarmRate, APromiseWithinTheIntervalHolds) {
  const AlarmRate rate = alarm_rate(5, 10, 0.2);
  EXPECT_EQ(rate.per_day, 0.5);
  EXPECT_NEAR(rate.interval.low, 0.16235, 1e-5);
  EXPECT_NEAR(rate.interval.high, 1.16683, 1e-5);
  EXPECT_TRUE(rate.holds_the_promise);
  EXPECT_FALSE(alarm_rate(5, 10, 0.16).holds_the_promise) << "more than promised";
  EXPECT_FALSE(alarm_rate(5, 10, 1.17).holds_the_promise) << "fewer than promised";
}

TEST(AlarmRate, SilenceHoldsWhatFewDaysCannotDisprove) {
  EXPECT_TRUE(alarm_rate(0, 3, 1).holds_the_promise);
  EXPECT_FALSE(alarm_rate(0, 4, 1).holds_the_promise);
}

TEST(AlarmRate, WithoutTimeNothingCanBeSaid) {
  for (const double days : {0.0, -1.0, kMissingValue}) {
    const AlarmRate rate = alarm_rate(0, days, 0);
    EXPECT_TRUE(std::isnan(rate.per_day));
    EXPECT_TRUE(std::isnan(rate.interval.high));
    EXPECT_FALSE(rate.holds_the_promise);
  }
}

}  // namespace
}  // namespace tidegate
