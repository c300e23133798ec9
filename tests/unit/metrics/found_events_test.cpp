#include "metrics/found_events.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tidegate {
namespace {

using Ranges = std::vector<RowRange>;

FoundEvent only(const Ranges& reported, const RowRange& anomaly) { return found_events(reported, Ranges{anomaly})[0]; }

TEST(FoundEvents, ALateReportIsDelayedByTheRowsBeforeIt) {
  const FoundEvent late = only({{14, 25}}, {10, 20});
  EXPECT_EQ(late.delay, 4);
  EXPECT_EQ(late.start_error, 4);
  EXPECT_EQ(late.end_error, 5);
  EXPECT_EQ(late.length_ratio, 1.1);
}

TEST(FoundEvents, AReportThatBeganBeforeHasNoDelayButANegativeStartError) {
  const FoundEvent early = only({{5, 12}}, {10, 20});
  EXPECT_EQ(early.delay, 0);
  EXPECT_EQ(early.start_error, -5);
  EXPECT_EQ(early.end_error, -8);
  EXPECT_EQ(early.length_ratio, 0.7);
}

TEST(FoundEvents, TheFirstReportThatSharesARowFindsTheAnomaly) {
  EXPECT_EQ(only({{0, 3}, {8, 10}, {19, 21}, {25, 30}}, {10, 20}).report, 2U) << "one that ends before does not";
  const FoundEvent twice = only({{12, 13}, {15, 18}}, {10, 20});
  EXPECT_EQ(twice.report, 0U);
  EXPECT_EQ(twice.delay, 2);
  EXPECT_EQ(twice.end_error, -7);
}

TEST(FoundEvents, AnAnomalyWithoutAReportHasNoNumbers) {
  const FoundEvent missed = only({{0, 10}, {20, 30}}, {10, 20});
  EXPECT_FALSE(missed.found());
  EXPECT_TRUE(std::isnan(missed.delay));
  EXPECT_TRUE(std::isnan(missed.start_error));
  EXPECT_TRUE(std::isnan(missed.end_error));
  EXPECT_TRUE(std::isnan(missed.length_ratio));
}

TEST(FoundEvents, OneReportMayFindSeveralAnomalies) {
  const auto events = found_events(Ranges{{5, 100}}, Ranges{{10, 20}, {50, 60}, {100, 110}});
  EXPECT_TRUE(events[0].found());
  EXPECT_EQ(events[1].start_error, -45);
  EXPECT_FALSE(events[2].found());
}

TEST(FoundSummary, HoldsTheMediansOfWhatWasFound) {
  // Delays 2, 0, 7; start errors 2, −30, 7; lengths doubled, the same, a quarter.
  const Ranges labelled = {{10, 20}, {100, 140}, {200, 220}, {300, 310}}, reported = {{12, 32}, {70, 110}, {207, 212}};
  const FoundSummary summary = summary_of(found_events(reported, labelled));
  EXPECT_EQ(summary.found, 3U);
  EXPECT_EQ(summary.delay, 2);
  EXPECT_EQ(summary.start_error, 7);
  EXPECT_EQ(summary.length_error, 1);
}

TEST(FoundSummary, OfAnEvenNumberTheMedianLiesBetweenTheMiddleTwo) {
  const Ranges labelled = {{10, 20}, {30, 40}, {50, 60}, {70, 80}};
  const FoundSummary summary = summary_of(found_events(Ranges{{19, 20}, {31, 40}, {50, 60}, {74, 80}}, labelled));
  EXPECT_EQ(summary.delay, 2.5);
}

TEST(FoundSummary, WithoutAnythingFoundNothingCanBeSaid) {
  const FoundSummary summary = summary_of(found_events({}, Ranges{{1, 2}}));
  EXPECT_EQ(summary.found, 0U);
  EXPECT_TRUE(std::isnan(summary.delay));
}

}  // namespace
}  // namespace tidegate
