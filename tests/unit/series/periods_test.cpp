#include "series/periods.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "base/random.h"

namespace tidegate {
namespace {

using Periods = std::vector<std::size_t>;

template <class Value>
std::vector<double> series(std::size_t rows, Value value) {
  std::vector<double> x(rows);
  for (std::size_t t = 0; t < rows; ++t) x[t] = value(t);
  return x;
}

double sine(std::size_t t, double period) { return std::sin(2 * std::numbers::pi * static_cast<double>(t) / period); }

TEST(Periods, ASineHasItsPeriodOnly) {
  EXPECT_EQ(find_periods(series(1000, [](std::size_t t) { return sine(t, 24); })), Periods{24});
  EXPECT_EQ(find_periods(series(1000, [](std::size_t t) { return 1e9 + sine(t, 7); })), Periods{7});
}

TEST(Periods, DayAndWeekAreBothFound) {
  const auto x = series(2000, [](std::size_t t) { return sine(t, 24) + sine(t, 168); });
  EXPECT_EQ(find_periods(x), (Periods{168, 24}));
}

TEST(Periods, NoiseTrendAndGapsDoNotHideAPeriod) {
  Random random(3);
  auto x =
      series(3000, [&](std::size_t t) { return 0.01 * static_cast<double>(t) + sine(t, 96) + 0.5 * random.normal(); });
  for (std::size_t t = 500; t < 560; ++t) x[t] = std::numeric_limits<double>::quiet_NaN();
  const Periods periods = find_periods(x);
  ASSERT_EQ(periods.size(), 1U);
  EXPECT_NEAR(static_cast<double>(periods[0]), 96, 2);
}

TEST(Periods, PulsesArePeriodicToo) {
  EXPECT_EQ(find_periods(series(1000, [](std::size_t t) { return t % 50 < 3 ? 1.0 : 0.0; })), Periods{50});
}

TEST(Periods, WhiteNoiseHasNone) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    for (const std::size_t rows : {50, 500, 5000})
      EXPECT_EQ(find_periods(series(rows, [&](std::size_t) { return random.normal(); })), Periods{})
          << seed << " " << rows;
  }
}

TEST(Periods, TrendsAndConstantsHaveNone) {
  EXPECT_EQ(find_periods(series(1000, [](std::size_t t) { return static_cast<double>(t); })), Periods{});
  EXPECT_EQ(find_periods(series(1000, [](std::size_t t) { return 1e6 + 0.1 * static_cast<double>(t); })), Periods{});
  EXPECT_EQ(find_periods(series(1000, [](std::size_t) { return 0.1; })), Periods{});
  EXPECT_EQ(find_periods(series(1000, [](std::size_t t) { return t < 400 ? 0.0 : 5.0; })), Periods{});
}

TEST(Periods, ShortMissingAndAbsurdInputsHaveNone) {
  EXPECT_EQ(find_periods({}), Periods{});
  EXPECT_EQ(find_periods(series(8, [](std::size_t t) { return sine(t, 4); })), Periods{});
  EXPECT_EQ(find_periods(series(100, [](std::size_t) { return std::numeric_limits<double>::quiet_NaN(); })), Periods{});
  EXPECT_EQ(find_periods(series(100, [](std::size_t t) { return t % 2 == 0 ? 1e308 : -1e308; })).size() <= 1, true);
}

}  // namespace
}  // namespace tidegate
