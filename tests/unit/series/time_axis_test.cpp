#include "series/time_axis.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "base/random.h"

namespace tidegate {
namespace {

using namespace std::chrono_literals;

std::vector<Timestamp> at(const std::vector<std::int64_t>& seconds) {
  std::vector<Timestamp> times;
  for (const std::int64_t s : seconds) times.emplace_back(std::chrono::seconds(s));
  return times;
}

std::vector<Timestamp> every(std::int64_t step, std::size_t count) {
  std::vector<Timestamp> times;
  for (std::size_t i = 0; i < count; ++i) times.emplace_back(std::chrono::seconds(step * static_cast<std::int64_t>(i)));
  return times;
}

/// Places the times one after the other and returns the last placement.
Placement last_of(const TimeAxisParams& params, const std::vector<std::int64_t>& seconds) {
  TimeAxisState state;
  Placement placement;
  for (const Timestamp time : at(seconds)) placement = place(params, state, time);
  return placement;
}

constexpr TimeAxisParams kTenSeconds{10s, true, 0.25, 3};

TEST(TimeAxis, RowsAreNextOrBehindAGap) {
  EXPECT_EQ(last_of(kTenSeconds, {0}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of(kTenSeconds, {0, 10}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of(kTenSeconds, {0, 12}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of(kTenSeconds, {0, 3}).arrival, Arrival::kNext);
  const Placement gap = last_of(kTenSeconds, {0, 40});
  EXPECT_EQ(gap.arrival, Arrival::kAfterGap);
  EXPECT_EQ(gap.missing_steps, 3U);
  EXPECT_EQ(last_of(kTenSeconds, {0, 50}).arrival, Arrival::kAfterLongGap);
  EXPECT_EQ(last_of(kTenSeconds, {0, 50}).missing_steps, 4U);
}

TEST(TimeAxis, DuplicatesAndLateRowsAreToldAndNotRemembered) {
  EXPECT_EQ(last_of(kTenSeconds, {0, 10, 10}).arrival, Arrival::kDuplicate);
  EXPECT_EQ(last_of(kTenSeconds, {0, 10, 5}).arrival, Arrival::kLate);
  EXPECT_EQ(last_of(kTenSeconds, {0, 10, 5, 7}).arrival, Arrival::kLate);
  EXPECT_EQ(last_of(kTenSeconds, {0, 10, 5, 20}).arrival, Arrival::kNext);
}

TEST(TimeAxis, TenLateRowsInRisingOrderBeginTheAxisAnew) {
  TimeAxisState state;
  const auto arrival = [&](int seconds) {
    return place(kTenSeconds, state, Timestamp(std::chrono::seconds(seconds))).arrival;
  };
  arrival(0);
  arrival(1000000);  // a wrong stamp, far in the future
  for (int i = 1; i < 10; ++i) EXPECT_EQ(arrival(10 * i), Arrival::kLate) << i;
  EXPECT_EQ(arrival(100), Arrival::kAfterLongGap);
  EXPECT_EQ(arrival(110), Arrival::kNext);
}

TEST(TimeAxis, StragglersAmongRowsInTimeNeverAddUp) {
  TimeAxisState state;
  const auto arrival = [&](int seconds) {
    return place(kTenSeconds, state, Timestamp(std::chrono::seconds(seconds))).arrival;
  };
  arrival(1000);
  for (int i = 1; i < 40; ++i) {
    EXPECT_EQ(arrival(10 * i), Arrival::kLate);
    EXPECT_EQ(arrival(1000 + 10 * i), Arrival::kNext);
  }
}

TEST(TimeAxis, AnUnevenAxisHasLongGapsOnly) {
  TimeAxisParams uneven = kTenSeconds;
  uneven.regular = false;
  EXPECT_EQ(last_of(uneven, {0, 25}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of(uneven, {0, 40}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of(uneven, {0, 41}).arrival, Arrival::kAfterLongGap);
  EXPECT_EQ(last_of(uneven, {10, 10}).arrival, Arrival::kDuplicate);
}

TEST(TimeAxis, WithoutAStepEveryLaterRowIsTheNext) {
  EXPECT_EQ(last_of({}, {0, 1000000}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of({}, {5, 0}).arrival, Arrival::kLate);
}

TEST(TimeAxis, AbsurdDifferencesDoNotOverflow) {
  const TimeAxisParams finest{1ns, true, 0.25, std::numeric_limits<std::size_t>::max() / 2};
  TimeAxisState state;
  place(finest, state, Timestamp(Duration(1)));
  EXPECT_EQ(place(finest, state, Timestamp(Duration::max())).missing_steps,
            static_cast<std::size_t>(Duration::max().count()) - 2);
  TimeAxisParams uneven = finest;
  uneven.regular = false;
  uneven.longest_gap = 64;
  state = {};
  place(uneven, state, Timestamp(Duration(0)));
  EXPECT_EQ(place(uneven, state, Timestamp(Duration::max())).arrival, Arrival::kAfterLongGap);
}

TEST(TimeAxis, TheStepIsTheUsualDifference) {
  EXPECT_EQ(fit_time_axis(every(300, 100), 0.25, 64).step, 300s);
  EXPECT_TRUE(fit_time_axis(every(300, 100), 0.25, 64).regular);
  EXPECT_EQ(fit_time_axis(at({0, 60, 120, 121, 180, 240, 900, 960, 1020}), 0.25, 64).step, 60s);
}

TEST(TimeAxis, GapsDoNotMoveTheStepNorMakeItUneven) {
  std::vector<Timestamp> times;
  for (std::int64_t i = 0; i < 400; ++i)
    if (i % 5 != 0 || i % 7 != 0) times.emplace_back(std::chrono::seconds(60 * i + (i > 200 ? 86400 : 0)));
  const TimeAxisParams axis = fit_time_axis(times, 0.25, 64);
  EXPECT_EQ(axis.step, 60s);
  EXPECT_TRUE(axis.regular);
}

TEST(TimeAxis, RandomTimesAreNotRegular) {
  Random random(7);
  std::vector<Timestamp> times = {Timestamp{}};
  for (int i = 0; i < 2000; ++i)
    times.push_back(times.back() + Duration(static_cast<std::int64_t>(-1e9 * std::log(1 - random.uniform())) + 1));
  EXPECT_FALSE(fit_time_axis(times, 0.25, 64).regular);
}

TEST(TimeAxis, FewerThanTwoDistinctStampsHaveNoStep) {
  EXPECT_EQ(fit_time_axis({}, 0.25, 64).step, 0s);
  EXPECT_EQ(fit_time_axis(at({5}), 0.25, 64).step, 0s);
  EXPECT_EQ(fit_time_axis(at({5, 5, 5}), 0.25, 64).step, 0s);
  EXPECT_EQ(fit_time_axis(at({5, 4, 3}), 0.25, 64).step, 0s);
}

TEST(TimeAxis, WhereStampsMayRepeatOnlyLateRowsAreNotNext) {
  const TimeAxisParams uneven{.step = Duration(0), .repeats = true};
  EXPECT_EQ(last_of(uneven, {0, 0}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of(uneven, {0, 1'000'000}).arrival, Arrival::kNext);
  EXPECT_EQ(last_of(uneven, {10, 0}).arrival, Arrival::kLate);
  EXPECT_EQ(last_of(uneven, {10, 0, 10}).arrival, Arrival::kNext);
}

TEST(TimeAxis, SingleStepsAreRowsOneStepAfterTheOther) {
  EXPECT_EQ(single_steps(at({0, 10, 20, 50, 61, 61, 55, 65}), 10s, 0.25), 4U);
  EXPECT_EQ(single_steps(at({0, 10}), Duration(0), 0.25), 0U);
  EXPECT_EQ(single_steps({}, 10s, 0.25), 0U);
}

TEST(TimeAxis, TheShareOfSingleStepsIsThatOfAllRowsThatHaveOneBeforeThem) {
  const auto even = at({0, 10, 20, 30}), uneven = at({5, 100}), one = at({7});
  const std::vector<std::span<const Timestamp>> all = {even, uneven, one, {}};
  EXPECT_EQ(single_step_share(all, 10s, 0.25), 0.75);
  EXPECT_EQ(single_step_share(std::span(all).subspan(2), 10s, 0.25), 1);
}

}  // namespace
}  // namespace tidegate
