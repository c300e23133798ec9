#include "metrics/event_wise.h"

#include <gtest/gtest.h>

#include <cmath>

#include "metrics/runs.h"
#include "unit/metrics/golden_case.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Ranges = std::vector<RowRange>;

std::string counts_text(const Ranges& reported, const Ranges& labelled, EventMatch match) {
  const EventCounts counts = count_events(reported, labelled, match);
  return std::to_string(counts.found) + "/" + std::to_string(counts.wrong) + "/" + std::to_string(counts.missed);
}

TEST(EventWise, GivesTheReferencesValues) {
  const LabelledScores a = golden_case_a();
  const auto flags = flags_above(a.scores, 0.6);
  EXPECT_EQ(runs_of(flags).size(), 18U);
  EXPECT_EQ(counts_text(runs_of(flags), runs_of(a.labels), EventMatch::kOverlap), "2/6/1");
  EXPECT_NEAR(composite_f1(flags, a.labels), .68, 1e-9);
}

TEST(EventWise, TelemanomCreditsAnEventWithOneAnomalyAndARepeatWithNothing) {
  const Ranges labelled = {{10, 20}, {30, 40}};
  EXPECT_EQ(counts_text({{15, 35}}, labelled, EventMatch::kTelemanom), "1/0/1");
  EXPECT_EQ(counts_text({{10, 12}, {15, 17}}, labelled, EventMatch::kTelemanom), "1/0/1");
  EXPECT_EQ(counts_text({{15, 16}, {50, 51}}, labelled, EventMatch::kTelemanom), "0/0/2") << "events of one row";
}

TEST(EventWise, AnyCommonRowFindsAndNoneIsWrong) {
  const Ranges labelled = {{0, 10}, {30, 40}, {90, 100}};
  EXPECT_EQ(counts_text({{9, 31}, {40, 90}, {99, 100}}, labelled, EventMatch::kOverlap), "3/1/0");
  EXPECT_EQ(counts_text({{0, 100}}, labelled, EventMatch::kOverlap), "3/0/0");
}

TEST(EventWise, AnEventMuchLongerThanWhatItOverlapsIsWrong) {
  const Ranges labelled = {{40, 50}};
  EXPECT_EQ(counts_text({{30, 60}}, labelled, EventMatch::kOverlapOfLikeLength), "1/0/0");
  EXPECT_EQ(counts_text({{30, 61}}, labelled, EventMatch::kOverlapOfLikeLength), "0/1/1");
}

TEST(EventWise, WithoutReportsPrecisionIsNothingAndWithoutAnomaliesRecallUnknown) {
  const EventCounts silent = count_events({}, Ranges{{1, 2}}, EventMatch::kOverlap);
  EXPECT_EQ(silent.precision(), 0);
  EXPECT_EQ(silent.f1(), 0);
  const EventCounts calm = count_events(Ranges{{1, 2}}, {}, EventMatch::kOverlap);
  EXPECT_EQ(calm.wrong, 1U);
  EXPECT_TRUE(std::isnan(calm.recall()));
  EXPECT_TRUE(std::isnan(calm.f1()));
}

}  // namespace
}  // namespace tidegate
