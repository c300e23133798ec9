#include "tidegate/stream_pool.h"

#include <gtest/gtest.h>

#include <bit>

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

class Pool : public testing::Test {
 protected:
  static constexpr std::size_t kSeries = 60;  // more than are stepped at once

  /// Row t of every series; `odd` gets a spike at row 150.
  void push_row(StreamPool& pool, std::size_t t, std::size_t odd = kSeries) {
    std::vector<PoolRow> rows;
    std::vector<double> values(kSeries);
    for (std::size_t s = 0; s < kSeries; ++s) {
      values[s] = series_.rows.values(t, 0) + (s == odd && t == 150 ? 8 : 0);
      rows.push_back({static_cast<std::uint32_t>(s), &series_.rows.time[t], {&values[s], 1}});
    }
    pool.push(rows, [](std::size_t, const Verdict&) {});
  }

  const Series series_ = waves(300, 1);
  const Detector detector_ = fitted_detector(series_);
};

TEST_F(Pool, AnEventNamesItsSeries) {
  StreamPool pool(detector_, kSeries);
  std::vector<PoolEvent> events;
  for (std::size_t t = 0; t < 300; ++t) {
    push_row(pool, t, 37);
    for (PoolEvent& event : pool.take_events()) events.push_back(std::move(event));
  }
  pool.finish();
  for (PoolEvent& event : pool.take_events()) events.push_back(std::move(event));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].series, 37U);
  EXPECT_EQ(events[0].event.peak_index, 150U);
  EXPECT_EQ(events[0].event.channels[0].name, series_.channels[0].name);
  EXPECT_EQ(pool.lost_events(), 0U);
}

TEST_F(Pool, ASeriesMayOccurSeveralTimesInOnePush) {
  StreamPool pool(detector_, 2);
  Stream stream = detector_.stream();
  std::vector<PoolRow> rows;
  for (std::size_t t = 0; t < 100; ++t) rows.push_back({1, &series_.rows.time[t], series_.rows.values.row(t)});
  std::size_t next = 0;
  pool.push(rows, [&](std::size_t row, const Verdict& verdict) {
    EXPECT_EQ(row, next++);
    const Verdict alone = stream.push(&series_.rows.time[row], series_.rows.values.row(row));
    EXPECT_EQ(verdict.phase, alone.phase);
    if (alone.scored()) {
      EXPECT_EQ(verdict.score, alone.score);
    }
  });
  EXPECT_EQ(next, 100U);
}

TEST_F(Pool, EventsNotTakenInTimeAreCounted) {
  StreamPool pool(detector_, 1);
  for (std::size_t t = 0; t < 300; ++t) {
    const double value = series_.rows.values(t, 0) + (t > 100 && t % 60 == 0 ? 8 : 0);
    pool.push({{PoolRow{0, &series_.rows.time[t], {&value, 1}}}}, [](std::size_t, const Verdict&) {});
  }
  pool.finish();
  EXPECT_GT(pool.lost_events(), 0U);
  EXPECT_EQ(pool.take_events().size(), 1U);
}

TEST_F(Pool, NoEventIsLostThatClosesWhileTheInputsEnd) {
  DetectorConfig config = tiny_config();
  config.score.smoothing = "centred-mean:201";
  config.threshold.threshold = "fixed:0.001";
  config.event.merge_gap = 1;
  const Detector late = fitted_detector(series_, config);
  StreamPool pool(late, 1);
  Stream alone = late.stream();
  for (std::size_t t = 0; t < 300; ++t) {
    const double value = t % 5 == 0 ? kMissing : series_.rows.values(t, 0);  // each ends an event
    pool.push({{PoolRow{0, &series_.rows.time[t], {&value, 1}}}}, [](std::size_t, const Verdict&) {});
    pool.take_events();
    alone.push(&series_.rows.time[t], {&value, 1});
    alone.take_events();
  }
  pool.finish();
  alone.finish();
  const std::size_t closed = alone.take_events().size();
  EXPECT_GT(closed, 15U);
  EXPECT_EQ(pool.take_events().size(), closed);
  EXPECT_EQ(pool.lost_events(), 0U);
}

TEST_F(Pool, ASeriesTakesLessThanAKilobyte) { EXPECT_LT(StreamPool(detector_, 3).bytes_per_series(), 1000U); }

TEST_F(Pool, GrowsWithoutDisturbingTheSeriesItHas) {
  StreamPool pool(detector_, 0);
  Stream first = detector_.stream(), late = detector_.stream();
  const auto push_and_compare = [&](Stream& alone, std::uint32_t series, std::size_t t) {
    const PoolRow row{series, &series_.rows.time[t], series_.rows.values.row(t)};
    const double expected = alone.push(&series_.rows.time[t], series_.rows.values.row(t)).score;
    pool.push({&row, 1}, [&](std::size_t, const Verdict& verdict) {
      EXPECT_EQ(std::bit_cast<std::uint64_t>(verdict.score), std::bit_cast<std::uint64_t>(expected));
    });
  };
  pool.grow(1);
  for (std::size_t t = 0; t < 50; ++t) push_and_compare(first, 0, t);
  pool.grow(3000);
  EXPECT_EQ(pool.series(), 3000U);
  for (std::size_t t = 50; t < 100; ++t) push_and_compare(first, 0, t), push_and_compare(late, 2999, t);
}

}  // namespace
}  // namespace tidegate
