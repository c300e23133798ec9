#include "explain/kind.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tidegate {
namespace {

// Signs of each kind as the default detector shows them, from the traces behind docs/results.md.
Signs spike_signs() { return {.rows = 7, .peak = 20, .up = true, .width = 1.2, .back = 1, .bias = 0.2, .hold = 1}; }
Signs shift_signs() {
  return {.rows = 50,
          .peak = 12,
          .up = true,
          .width = 40,
          .offset = 9,
          .bias = 0.94,
          .persistence = 0.9,
          .growth = 1,
          .beyond = 1.5,
          .hold = 2,
          .usual_hold = 2};
}
Signs variance_signs() {
  return {.rows = 40,
          .runs = 2,
          .peak = 20,
          .up = true,
          .width = 6,
          .back = 1,
          .bias = 0.05,
          .persistence = -0.1,
          .growth = 1.2,
          .beyond = 1.3};
}
Signs rhythm_signs() {
  return {.rows = 60, .runs = 2, .peak = 14, .width = 18, .back = 0.2, .bias = 0.1, .persistence = 0.85};
}
Signs stuck_signs() {
  return {.rows = 15, .peak = 8, .width = 5, .bias = 0.6, .hold = 30, .usual_hold = 2, .hold_entry = 0.9};
}
Signs correlation_signs() {
  return {.rows = 50,
          .runs = 3,
          .peak = 4.4,
          .width = 11,
          .bias = 0.4,
          .persistence = 0.75,
          .channels = 3,
          .joint = 3.4,
          .largest = 4.4};
}

std::string_view told(const Signs& signs) { return kind_name(tell_kind(signs)); }
double confidence(const Signs& signs) { return static_cast<double>(tell_kind(signs).confidence); }
std::string reason(const Signs& signs) {
  Event event;
  describe_kind(tell_kind(signs), event);
  return event.kind_reason;
}

TEST(Kind, OneHighRowAndBackIsASpikeAndOneLowRowADip) {
  Signs signs = spike_signs();
  EXPECT_EQ(told(signs), "spike");
  EXPECT_EQ(reason(signs), "error of 20× the typical error for about 1 row, then a return to the expected value");
  signs.up = false;
  EXPECT_EQ(told(signs), "dip");
}

TEST(Kind, OneHighRowThatStaysThereIsALevelShift) {
  Signs signs = spike_signs();
  signs.back = 0;
  signs.bias = 0.9;
  EXPECT_EQ(told(signs), "level-shift");
}

TEST(Kind, ManyRowsOffToOneSideFromTheFirstOnAreALevelShift) {
  EXPECT_EQ(told(shift_signs()), "level-shift");
  EXPECT_GT(confidence(shift_signs()), 0.9);
  EXPECT_EQ(reason(shift_signs()), "one-sided error of 9× the typical error for 50 rows, from the first row");
}

TEST(Kind, RowsOffToOneSideMoreAndMoreAreATrend) {
  Signs signs = shift_signs();
  signs.growth = 4;
  EXPECT_EQ(told(signs), "trend");
  EXPECT_EQ(reason(signs), "one-sided error that grows to 4× its initial size, over 50 rows");
}

TEST(Kind, WhatHadBeenOffBeforeTheEventOpenedIsATrendToo) {
  Signs signs = shift_signs();
  signs.growth = 1.5;
  signs.lead = 0.6;
  EXPECT_EQ(told(signs), "trend");
}

TEST(Kind, OffToBothSidesWithoutOrderIsVariance) {
  EXPECT_EQ(told(variance_signs()), "variance");
  EXPECT_EQ(reason(variance_signs()), "irregular errors of both signs, up to 20× the typical error, in 40 rows");
}

TEST(Kind, SeveralOutliersOnBothSidesAreVarianceAndNotASpike) {
  Signs signs = spike_signs();
  signs.runs = 6;
  signs.persistence = -0.2;
  EXPECT_EQ(told(signs), "variance");
}

TEST(Kind, OffToBothSidesInLongStretchesWithinTheUsualRangeIsTheRhythm) {
  EXPECT_EQ(told(rhythm_signs()), "rhythm");
  Signs outside = rhythm_signs();
  outside.beyond = 3;
  EXPECT_NE(told(outside), "rhythm");
}

TEST(Kind, UsualValuesOnOneSideOfTheExpectedOnesAreTheRhythmWithLessConfidence) {
  Signs signs = shift_signs();
  signs.beyond = 0;
  EXPECT_EQ(told(signs), "rhythm");
  EXPECT_LT(confidence(signs), 0.6);
}

TEST(Kind, AValueHeldLongFromAUsualRowOnIsStuck) {
  EXPECT_EQ(told(stuck_signs()), "stuck");
  EXPECT_EQ(reason(stuck_signs()), "flat run of 30 rows; at most 2 rows in the training part");
}

TEST(Kind, AValueHeldLongAfterAJumpIsADropout) {
  Signs signs = stuck_signs();
  signs.hold_entry = 40;
  EXPECT_EQ(told(signs), "dropout");
  EXPECT_EQ(reason(signs), "jump, then a flat run of 30 rows; at most 2 rows in the training part");
}

TEST(Kind, ValuesThatGoMissingAreADropoutUnlessThatIsUsual) {
  Signs signs = spike_signs();
  signs.gap = 23;
  EXPECT_EQ(told(signs), "dropout");
  EXPECT_EQ(reason(signs), "missing values for 23 rows; this never occurs in the training part");
  signs.usual_gap = 22;
  EXPECT_EQ(told(signs), "spike");
}

TEST(Kind, AHoldNoLongerThanUsualIsNeither) {
  Signs signs = stuck_signs();
  signs.usual_hold = 29;
  EXPECT_NE(told(signs), "stuck");
}

TEST(Kind, ChannelsThatAreOddOnlyTogetherAreABrokenCorrelation) {
  EXPECT_EQ(told(correlation_signs()), "correlation");
  EXPECT_EQ(reason(correlation_signs()),
            "each channel within 4.4× the typical error, but jointly 3.4× as anomalous as one by one");
  Signs one_far_off = correlation_signs();
  one_far_off.largest = 20;
  EXPECT_NE(told(one_far_off), "correlation");
  Signs alone = correlation_signs();
  alone.channels = 1;
  EXPECT_NE(told(alone), "correlation");
}

TEST(Kind, WhereNoRuleIsClearNothingIsTold) {
  EXPECT_EQ(tell_kind(Signs{}), KindMark{});
  Signs between = variance_signs();
  between.bias = 0.55;
  between.persistence = 0.48;
  between.growth = 2.2;
  between.back = 0.8;
  between.width = 3.4;
  between.runs = 1;
  EXPECT_EQ(told(between), "");
  Event event;
  describe_kind(tell_kind(between), event);
  EXPECT_EQ(event.kind + event.kind_reason, "");
  EXPECT_EQ(event.kind_confidence, 0);
}

TEST(Kind, ConfidenceIsTheLeadingScoreLessHalfOfTheNext) {
  Signs signs = shift_signs();
  signs.growth = 2.1;
  const double shift = kind_score("level-shift", signs), trend = kind_score("trend", signs);
  ASSERT_GT(shift, trend);
  ASSERT_GT(trend, 0);
  EXPECT_NEAR(confidence(signs), shift - trend / 2, 1e-6);
}

TEST(Kind, EveryScoreAndConfidenceLiesBetweenZeroAndOne) {
  for (const Signs& signs :
       {spike_signs(), shift_signs(), variance_signs(), rhythm_signs(), stuck_signs(), correlation_signs()}) {
    for (const char* name :
         {"spike", "dip", "level-shift", "trend", "variance", "stuck", "dropout", "rhythm", "correlation"}) {
      EXPECT_GE(kind_score(name, signs), 0) << name;
      EXPECT_LE(kind_score(name, signs), 1) << name;
    }
    EXPECT_GT(confidence(signs), 0);
    EXPECT_LE(confidence(signs), 1);
  }
  EXPECT_EQ(kind_score("sprike", spike_signs()), 0);
}

TEST(Kind, AMarkOfALaterLibraryHasNoName) {
  EXPECT_EQ(kind_name({.kind = 200}), "");
  Event event;
  describe_kind({.kind = 200}, event);
  EXPECT_TRUE(event.kind.empty());
}

}  // namespace
}  // namespace tidegate
