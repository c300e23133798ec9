#include <gtest/gtest.h>

#include "tidegate/evaluate.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

class SelftestOfRange : public testing::Test {
 protected:
  static Detector range_detector() {
    DetectorConfig config;
    EXPECT_TRUE(set_option(config, "detector", "range"));
    const Series series = small_series("training", 0, 400);
    return must(Detector::train(series, series.all(), config));
  }

  Result<Selftest> run(const SelftestRequest& request, const Observer& observer = {}) const {
    return selftest(SeriesSet::of({small_series("clean", 0, 400)}), detector_, request, observer);
  }

  const Detector detector_ = range_detector();
};

TEST_F(SelftestOfRange, LargerAnomaliesAreFoundMoreOftenAndTheLimitIsTheSmallestFromWhichEnoughAre) {
  const Selftest made = must(run({.kinds = {"level-shift"}, .sizes = {0.1, 1, 10, 20}, .places = 10}));
  ASSERT_EQ(made.kinds.size(), 1U);
  const KindLimit& kind = made.kinds.front();
  EXPECT_EQ(kind.rows, 20U);
  ASSERT_EQ(kind.sizes.size(), 4U);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_GE(kind.sizes[i].found, kind.sizes[i - 1].found);
  EXPECT_EQ(kind.sizes[3].planted, 10U);
  EXPECT_EQ(kind.sizes[3].found, 10U);
  EXPECT_LE(kind.limit, 10);
  EXPECT_GT(kind.limit, 0.1);
  EXPECT_LE(kind.median_delay, 3);
}

TEST_F(SelftestOfRange, WhatItDoesNotFindHasNoLimit) {
  const Selftest made = must(run({.kinds = {"stuck", "level-shift"}, .sizes = {0.01}, .places = 5}));
  EXPECT_TRUE(std::isnan(made.kinds[0].sizes.front().size));
  EXPECT_EQ(made.kinds[0].sizes.front().found, 0U);
  EXPECT_TRUE(std::isnan(made.kinds[1].limit));
  EXPECT_TRUE(std::isnan(made.kinds[1].median_delay));
}

TEST_F(SelftestOfRange, TheRowsAsTheyAreGiveTheFalseAlarms) {
  Series series = small_series("clean", 0, 400);
  series.rows.values(100, 0) = 1e4;
  const Selftest made = must(selftest(SeriesSet::of({series}), detector_, {.kinds = {"spike"}, .places = 3}));
  EXPECT_EQ(made.events, 1U);
  EXPECT_FALSE(made.trained_on_them);
}

TEST_F(SelftestOfRange, DoesNotDependOnTheNumberOfThreads) {
  const Selftest one = must(run({.places = 4, .threads = 1})), three = must(run({.places = 4, .threads = 3}));
  ASSERT_EQ(one.kinds.size(), 6U);
  for (std::size_t k = 0; k < 6; ++k)
    for (std::size_t i = 0; i < one.kinds[k].sizes.size(); ++i)
      EXPECT_EQ(one.kinds[k].sizes[i].found, three.kinds[k].sizes[i].found);
}

TEST_F(SelftestOfRange, RefusesUnknownKindsAndSizesThatDoNotRise) {
  EXPECT_EQ(kind_of(run({.kinds = {"spik"}})), ErrorKind::kUsage);
  EXPECT_EQ(kind_of(run({.sizes = {2, 1}})), ErrorKind::kUsage);
  EXPECT_EQ(kind_of(run({.sizes = {}})), ErrorKind::kUsage);
  EXPECT_EQ(kind_of(run({.places = 0})), ErrorKind::kUsage);
}

TEST_F(SelftestOfRange, StopsWhenAsked) {
  Observer observer;
  observer.stop_requested = [] { return true; };
  EXPECT_EQ(kind_of(run({}, observer)), ErrorKind::kInterrupted);
}

}  // namespace
}  // namespace tidegate
