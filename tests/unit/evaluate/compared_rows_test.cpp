#include "evaluate/compared_rows.h"

#include <gtest/gtest.h>

#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(ComparedRows, SixTenthsAreLearnedFromAndTheRestIsJudged) {
  const SeriesTable table = series_table(small_series("a", 0, 100));
  const ComparedRows rows = must(compared_rows(table, {}));
  ASSERT_EQ(rows.parts.size(), 1U);
  EXPECT_EQ(rows.learned(), 60U);
  EXPECT_EQ(rows.judged(), 40U);
  EXPECT_EQ(rows.parts[0].judged_from(), 60U);
  EXPECT_FALSE(rows.keyed());
}

TEST(ComparedRows, TheRequestMaySayHowMany) {
  const SeriesTable table = series_table(small_series("a", 0, 100));
  const ComparedRows rows = must(compared_rows(table, {.detectors = {}, .train_part = "70"}));
  EXPECT_EQ(rows.learned(), 70U);
  ASSERT_EQ(rows.training().size(), 1U);
  EXPECT_EQ(rows.training()[0].range, (RowRange{0, 70}));
}

TEST(ComparedRows, OfIdsTheLeadingRowsOfEachAreLearnedFrom) {
  const SeriesTable table = series_table(long_series({small_series("a", 0, 100), small_series("b", 1, 50)}));
  const ComparedRows rows = must(compared_rows(table, {}));
  ASSERT_EQ(rows.parts.size(), 2U);
  EXPECT_TRUE(rows.keyed());
  EXPECT_EQ(rows.parts[1].begin, 100U);
  EXPECT_EQ(rows.parts[1].end, 150U);
  EXPECT_EQ(rows.parts[1].judged_from(), 130U);
  EXPECT_EQ(rows.learned(), 90U);
  EXPECT_EQ(rows.judged(), 60U);
  EXPECT_EQ(rows.learned_keys(), 2U);
  EXPECT_EQ(rows.judged_keys(), 2U);
}

TEST(ComparedRows, IdsThatAreLearnedFromWholeAreNotJudged) {
  const SeriesTable table =
      series_table(long_series({small_series("a", 0, 100), small_series("b", 1, 50), small_series("c", 2, 30)}));
  const ComparedRows rows = must(compared_rows(table, {.detectors = {}, .train_part = {}, .train_keys = "1"}));
  EXPECT_EQ(rows.learned_keys(), 1U);
  EXPECT_EQ(rows.judged_keys(), 2U);
  EXPECT_EQ(rows.learned(), 100U);
  EXPECT_EQ(rows.judged(), 80U);
  EXPECT_EQ(rows.training().size(), 1U);
}

TEST(ComparedRows, WhatCannotBeLearnedFromIsRefused) {
  const SeriesTable table = series_table(small_series("a", 0, 100));
  EXPECT_EQ(kind_of(compared_rows(table, {.detectors = {}, .train_part = "half"})), ErrorKind::kUsage);
  EXPECT_EQ(kind_of(compared_rows(table, {.detectors = {}, .train_part = {}, .train_keys = "1"})), ErrorKind::kUsage);
  EXPECT_EQ(kind_of(compared_rows(table, {.detectors = {}, .train_part = "until:2020-01-01T00:00:00Z"})),
            ErrorKind::kData);
}

}  // namespace
}  // namespace tidegate
