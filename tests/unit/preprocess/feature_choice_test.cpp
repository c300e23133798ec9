#include "preprocess/feature_choice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/random.h"
#include "spelled.h"

namespace tidegate {
namespace {

using std::chrono::hours;

/// Hourly rows of one channel.
struct Hourly {
  explicit Hourly(std::size_t count) : values(count, 1) {
    rows.values = values.view();
    for (std::size_t t = 0; t < count; ++t) rows.time.push_back(Timestamp(hours(t)));
    rows.step = hours(1);
    rows.names = {"load"};
    rows.scored = {0};
  }
  /// A wave of so many rows, with noise.
  Hourly& wave(double period, double noise = 0.3) {
    Random random(1);
    for (std::size_t t = 0; t < values.rows(); ++t)
      values(t, 0) = std::sin(2 * std::numbers::pi * static_cast<double>(t) / period) + noise * random.normal();
    return *this;
  }
  Hourly& wander() {
    Random random(2);
    for (std::size_t t = 1; t < values.rows(); ++t) values(t, 0) = values(t - 1, 0) + random.normal();
    return *this;
  }
  Hourly& without_times() {
    rows.time.clear();
    rows.step = Duration{0};
    return *this;
  }

  Matrix<double> values;
  FeatureRows rows;
};

ChosenFeatures by_auto(const Hourly& hourly) { return *choose_features({.automatic = true}, hourly.rows); }

TEST(FeatureChoice, AutoTakesCalendarForADailyCourseAndSaysWhy) {
  Hourly daily(720);
  const ChosenFeatures chosen = by_auto(daily.wave(24));
  EXPECT_TRUE(chosen.params.calendar);
  EXPECT_TRUE(chosen.params.periods.empty());  // calendar knows the day
  ASSERT_EQ(chosen.notes.size(), 1U);
  for (const char* word : {"covers 29 days", "hour of day", "%", "'load'", "calendar covers"})
    EXPECT_NE(chosen.notes[0].find(word), std::string::npos) << chosen.notes[0];
}

TEST(FeatureChoice, AutoTakesFourierForAnotherPeriod) {
  Hourly other(720);
  const ChosenFeatures chosen = by_auto(other.wave(31));
  EXPECT_FALSE(chosen.params.calendar);
  ASSERT_EQ(chosen.params.periods.size(), 1U);
  EXPECT_NEAR(chosen.params.periods[0], 31, 0.1);
}

TEST(FeatureChoice, APeriodIsRefinedAndADayIsWhole) {
  Hourly odd(720), day(720);
  EXPECT_NEAR(choose_features({.fourier = true}, odd.wave(37.4).rows)->params.periods.at(0), 37.4, 0.15);
  EXPECT_EQ(choose_features({.fourier = true}, day.wave(24, 0.8).rows)->params.periods.at(0), 24);
}

TEST(FeatureChoice, AutoTakesNothingWhereThereIsNothingOrTooLittle) {
  Hourly wandering(720), week(7 * 24), untimed(720);
  for (const ChosenFeatures& chosen :
       {by_auto(wandering.wander()), by_auto(week.wander()), by_auto(untimed.wave(24).without_times())}) {
    EXPECT_EQ(feature_count(chosen.params), 0U);
    EXPECT_NE(chosen.notes.at(0).find("not calendar"), std::string::npos);
  }
  EXPECT_FALSE(by_auto(week.wave(24)).params.calendar);
}

TEST(FeatureChoice, CalendarWithoutTimesIsRefusedWithTheRemedy) {
  Hourly untimed(200);
  const auto refused = choose_features({.calendar = true}, untimed.without_times().rows);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kUsage);
  EXPECT_NE(refused.error().message(as_flags).find("--time"), std::string::npos);
}

TEST(FeatureChoice, CalendarOnLessThanAWeekIsTakenWithAWarning) {
  Hourly days(6 * 24), month(720);
  EXPECT_EQ(choose_features({.calendar = true}, days.wave(24).rows)->notes.size(), 1U);
  EXPECT_TRUE(choose_features({.calendar = true}, month.wave(24).rows)->notes.empty());
}

TEST(FeatureChoice, WhatIsAskedForIsTaken) {
  Hourly daily(720);
  const auto chosen =
      choose_features({.calendar = true, .fourier = true, .difference = true, .windows = {6}}, daily.wave(24).rows);
  EXPECT_EQ(chosen->params.periods, (std::vector<double>{24}));
  EXPECT_EQ(feature_count(chosen->params), 4U + 4 + 4 + 1);
  EXPECT_EQ(chosen->params.scale.size(), 13U);
}

TEST(FeatureChoice, FourierWithoutAPeriodAddsNothingAndSaysSo) {
  Hourly wandering(720);
  const auto chosen = choose_features({.fourier = true}, wandering.wander().rows);
  EXPECT_EQ(feature_count(chosen->params), 0U);
  EXPECT_NE(chosen->notes.at(0).find("no period"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
