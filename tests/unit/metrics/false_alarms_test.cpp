#include "metrics/false_alarms.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/missing.h"

namespace tidegate {
namespace {

using Ranges = std::vector<RowRange>;
using Severity = std::vector<double>;

TEST(FalseAlarms, AreCountedByNormalRowsAndByDaysOfNormalTime) {
  // 8,000 normal rows of a minute: 5 5/9 days.
  const Ranges labelled = {{1000, 3000}}, reported = {{0, 10}, {999, 1010}, {2000, 2050}, {3000, 3100}};
  const FalseAlarms alarms = false_alarms(reported, labelled, 10'000, std::chrono::minutes(1));
  EXPECT_EQ(alarms.events, 2U);
  EXPECT_EQ(alarms.per_10000_rows, 2.5);
  EXPECT_NEAR(alarms.per_day, 2 / (8000.0 / 1440), 1e-12);
}

TEST(FalseAlarms, NormalRowsBesideAnAnomalyAreInAlarmToo) {
  const Ranges labelled = {{10, 20}, {30, 40}}, reported = {{5, 35}, {90, 100}};
  EXPECT_EQ(false_alarms(reported, labelled, 100, {}).share_of_rows_in_alarm, (5 + 10 + 10) / 80.0);
}

TEST(FalseAlarms, WithoutAStepTheNumberADayIsUnknown) {
  const FalseAlarms alarms = false_alarms(Ranges{{5, 6}}, {}, 100, Duration{0});
  EXPECT_TRUE(std::isnan(alarms.per_day));
  EXPECT_EQ(alarms.per_10000_rows, 100);
}

TEST(FalseAlarms, WithoutNormalRowsNoRateCanBeSaid) {
  const FalseAlarms alarms = false_alarms(Ranges{{5, 6}}, Ranges{{0, 100}}, 100, std::chrono::seconds(1));
  EXPECT_EQ(alarms.events, 0U);
  EXPECT_TRUE(std::isnan(alarms.per_10000_rows));
  EXPECT_TRUE(std::isnan(alarms.per_day));
  EXPECT_TRUE(std::isnan(alarms.share_of_rows_in_alarm));
}

TEST(PrecisionAtK, LooksAtTheMostSevereEvents) {
  const Ranges labelled = {{10, 20}, {50, 60}}, reported = {{5, 8}, {15, 16}, {30, 31}, {58, 70}};
  const Severity severity = {1, 4, 3, 2};
  EXPECT_EQ(precision_at_k(reported, severity, labelled, 1), 1);
  EXPECT_EQ(precision_at_k(reported, severity, labelled, 2), 0.5);
  EXPECT_EQ(precision_at_k(reported, severity, labelled, 3), 2 / 3.0);
  EXPECT_EQ(precision_at_k(reported, severity, labelled, 9), 0.5) << "of the four there are";
}

TEST(PrecisionAtK, OfEquallySevereEventsTheFirstCountsAndUnknownSeverityIsLast) {
  const Ranges labelled = {{10, 20}}, reported = {{5, 8}, {15, 16}, {30, 31}};
  EXPECT_EQ(precision_at_k(reported, Severity{2, 2, 2}, labelled, 1), 0);
  EXPECT_EQ(precision_at_k(reported, Severity{1, 2, 2}, labelled, 1), 1);
  EXPECT_EQ(precision_at_k(reported, Severity{kMissingValue, -5, kMissingValue}, labelled, 1), 1);
}

TEST(PrecisionAtK, OfNoEventsNothingCanBeSaid) {
  EXPECT_TRUE(std::isnan(precision_at_k({}, {}, Ranges{{1, 2}}, 3)));
  EXPECT_TRUE(std::isnan(precision_at_k(Ranges{{1, 2}}, Severity{1}, Ranges{{1, 2}}, 0)));
}

}  // namespace
}  // namespace tidegate
