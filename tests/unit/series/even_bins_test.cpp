#include "series/even_bins.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace tidegate {
namespace {

using namespace std::chrono_literals;

std::vector<Timestamp> every(Duration step, std::size_t rows, Duration wobble = 0s) {
  std::vector<Timestamp> times;
  for (std::size_t row = 0; row < rows; ++row)
    times.push_back(Timestamp(static_cast<std::int64_t>(row) * step + (row % 2 == 0 ? 0s : wobble)));
  return times;
}

Duration bins(const std::vector<std::vector<Timestamp>>& series, Duration step) {
  const std::vector<std::span<const Timestamp>> all(series.begin(), series.end());
  return evenly_filled_bins(all, step);
}

TEST(EvenBins, AreNoShorterThanTheLongerDistances) {
  // Every other row comes 200 s late: bins of 5 min would be empty now and then, those of 10 min never.
  EXPECT_EQ(bins({every(280s, 200, 200s)}, 203s), 10min);
  EXPECT_EQ(bins({every(1min, 200)}, 1min), 1min);
}

TEST(EvenBins, OfManySeriesAreCountedFromTheFirstToTheLastStampOfEach) {
  std::vector<Timestamp> later = every(37min, 50);
  for (Timestamp& time : later) time += 1000h;
  EXPECT_EQ(bins({every(37min, 50), later}, 37min), 1h);
}

TEST(EvenBins, AreNoneWhereRowsComeInBursts) {
  std::vector<Timestamp> bursts;
  for (int burst = 0; burst < 5; ++burst)
    for (int row = 0; row < 100; ++row) bursts.push_back(Timestamp(burst * 24h + row * 1s));
  EXPECT_EQ(bins({bursts}, 1s), 0s);
}

TEST(EvenBins, StampsMayComeInAnyOrderAndBeforeTheEpoch) {
  std::vector<Timestamp> times = every(1min, 100);
  for (Timestamp& time : times) time -= 50min;
  std::swap(times[3], times[90]);
  EXPECT_EQ(bins({times}, 1min), 1min);
}

}  // namespace
}  // namespace tidegate
