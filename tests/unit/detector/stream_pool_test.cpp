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

  /// Rows `first` to `last` of these series.
  void push_rows(StreamPool& pool, std::initializer_list<std::uint32_t> places, std::size_t first, std::size_t last) {
    for (std::size_t t = first; t <= last; ++t) {
      std::vector<PoolRow> rows;
      for (const std::uint32_t place : places)
        rows.push_back({place, &series_.rows.time[t], series_.rows.values.row(t)});
      pool.push(rows, [](std::size_t, const Verdict&) {});
    }
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

TEST_F(Pool, EventsThatAreNotTakenWaitHoweverMany) {
  StreamPool pool(detector_, kSeries);
  for (std::size_t t = 0; t < 300; ++t) {
    std::vector<PoolRow> rows;
    const double value = series_.rows.values(t, 0) + (t > 100 && t % 60 == 0 ? 8 : 0);
    for (std::uint32_t s = 0; s < kSeries; ++s) rows.push_back({s, &series_.rows.time[t], {&value, 1}});
    pool.push(rows, [](std::size_t, const Verdict&) {});
  }
  pool.finish();
  const auto events = pool.take_events();
  EXPECT_EQ(events.size() % kSeries, 0U);
  EXPECT_GE(events.size(), 3 * kSeries);
  for (std::size_t i = 1; i < events.size(); ++i) {
    ASSERT_GE(events[i].series, events[i - 1].series);
    if (events[i].series == events[i - 1].series) {
      ASSERT_GT(events[i].event.start_index, events[i - 1].event.end_index);
    }
  }
  EXPECT_EQ(pool.lost_events(), 0U);
  EXPECT_TRUE(pool.take_events().empty());
}

TEST_F(Pool, AnEventHasTheZoneOfTheRowAtItsPeak) {
  StreamPool pool(detector_, 1);
  for (std::size_t t = 0; t < 300; ++t) {
    const double value = series_.rows.values(t, 0) + (t == 150 ? 8 : 0);
    const PoolRow row{0, &series_.rows.time[t], {&value, 1}, static_cast<std::int16_t>(t <= 150 ? 60 : 120)};
    pool.push({&row, 1}, [](std::size_t, const Verdict&) {});
  }
  pool.finish();
  const auto events = pool.take_events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].event.utc_offset_minutes, 60);
}

TEST_F(Pool, APlaceIsReusedAndItsNewSeriesIsAtRest) {
  StreamPool pool(detector_, 0);
  const std::uint32_t a = pool.add(), b = pool.add(), c = pool.add();
  EXPECT_EQ(pool.series(), 3U);
  const std::string fresh = pool.snapshot(b);
  push_rows(pool, {a, b, c}, 0, 150);
  EXPECT_NE(pool.snapshot(b), fresh);
  pool.release(b);
  pool.release(a);
  EXPECT_EQ(pool.add(), a);  // the last one first, as its memory is warm
  EXPECT_EQ(pool.add(), b);
  EXPECT_EQ(pool.snapshot(b), fresh);
  EXPECT_EQ(pool.add(), 3U);
}

TEST_F(Pool, ASeriesThatIsResetIsAtRestAndItsClosedEventsStay) {
  StreamPool pool(detector_, 2);
  for (std::size_t t = 0; t < 300; ++t) {
    const double value = series_.rows.values(t, 0) + (t == 150 ? 8 : 0);
    const PoolRow rows[] = {{0, &series_.rows.time[t], {&value, 1}}, {1, &series_.rows.time[t], {&value, 1}}};
    pool.push(rows, [](std::size_t, const Verdict&) {});
  }
  pool.reset(1);
  EXPECT_EQ(pool.take_events().size(), 2U);
  EXPECT_EQ(pool.snapshot(1), detector_.stream().snapshot());
  EXPECT_NE(pool.snapshot(0), detector_.stream().snapshot());
  EXPECT_EQ(pool.lost_events(), 0U);
}

TEST_F(Pool, EventsNotTakenOfAReleasedSeriesAreCountedAsLost) {
  StreamPool pool(detector_, 2);
  for (std::size_t t = 0; t < 300; ++t) {
    const double value = series_.rows.values(t, 0) + (t == 150 ? 8 : 0);
    const PoolRow rows[] = {{0, &series_.rows.time[t], {&value, 1}}, {1, &series_.rows.time[t], {&value, 1}}};
    pool.push(rows, [](std::size_t, const Verdict&) {});
  }
  pool.release(1);
  EXPECT_EQ(pool.lost_events(), 1U);
  const auto left = pool.take_events();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].series, 0U);
}

TEST_F(Pool, ASeriesIsFinishedByItselfAndReleasedPlacesNotAtAll) {
  StreamPool pool(detector_, 3);
  push_rows(pool, {0, 1, 2}, 0, 149);
  for (std::uint32_t s = 0; s < 3; ++s) {
    const double value = 8;
    pool.push({{PoolRow{s, &series_.rows.time[150], {&value, 1}}}}, [](std::size_t, const Verdict&) {});
  }
  pool.finish(1);
  EXPECT_EQ(pool.take_events().size(), 1U);
  pool.release(2);
  pool.finish();
  EXPECT_EQ(pool.take_events().size(), 1U);
}

TEST_F(Pool, ASnapshotThatDoesNotFitChangesNothing) {
  StreamPool pool(detector_, 1);
  push_rows(pool, {0}, 0, 100);
  const std::string before = pool.snapshot(0);
  EXPECT_EQ(pool.restore(0, before.substr(0, before.size() - 1)).error().kind, ErrorKind::kModel);
  EXPECT_EQ(pool.snapshot(0), before);
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
    const double value = t % 5 == 0 ? kMissingValue : series_.rows.values(t, 0);  // each ends an event
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
