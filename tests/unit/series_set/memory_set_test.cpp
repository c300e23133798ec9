#include <gtest/gtest.h>

#include "unit/series/test_series.h"
#include "unit/series_set/set_support.h"

namespace tidegate {
namespace {

Series named(const std::string& source, const std::vector<double>& values,
             const std::vector<std::int64_t>& seconds = {}) {
  Series series = test_series(values, seconds);
  series.source = source;
  return series;
}

TEST(MemorySet, SeriesGoByTheirSource) {
  const SeriesSet set = SeriesSet::of({named("north", {1, 2}), named("a/b:c", {3})});
  EXPECT_EQ(set.name(), "series in memory");
  EXPECT_EQ(ids_of(set), (Names{"north", "a/b:c"}));
  EXPECT_EQ(file_names_of(set), (Names{"north", "a/b_c"}));
  EXPECT_TRUE(set.is_collection());
  EXPECT_TRUE(set.is_rereadable());
}

TEST(MemorySet, ASingleSeriesIsNoCollection) {
  EXPECT_FALSE(SeriesSet::of({named("north", {1})}).is_collection());
  EXPECT_EQ(SeriesSet::of({}).size(), 0U);
}

TEST(MemorySet, OpenedAndReadATableGivesTheSameRows) {
  const SeriesSet set = SeriesSet::of({named("timed", {1, 2}, {0, 60}), named("bare", {3, 4, 5})});
  for (const std::size_t table : {0U, 1U}) expect_same_rows_however_read(set, table);
  EXPECT_EQ(numbers_of(table_of(set, 1).table.rows.values), (Numbers{3, 4, 5}));
}

TEST(MemorySet, AColumnOfIdsMakesManySeriesOfOneTable) {
  Series series = named("accounts", {10, 20, 11, 12});
  series.key_column = "who";
  series.keys = {"x", "y"};
  series.rows.key = {0, 1, 0, 0};
  const SeriesSet set = SeriesSet::of({series});
  const SeriesTable table = table_of(set, 0);
  EXPECT_EQ(table.begin, (std::vector<std::size_t>{0, 3, 4}));
  EXPECT_EQ(table.id(1), "y");
  EXPECT_EQ(table.in_input(0, 2), 3U);
  expect_same_rows_however_read(set, 0);
}

TEST(MemorySet, MayHaveTimeIfOneHas) {
  EXPECT_FALSE(SeriesSet::of({named("bare", {1})}).may_have_time());
  EXPECT_TRUE(SeriesSet::of({named("bare", {1}), named("timed", {1}, {0})}).may_have_time());
}

TEST(MemorySet, BinsOtherThanThoseAskedForAreRefused) {
  Series means = named("means", {1, 2}, {0, 300});
  means.resample = std::chrono::minutes(5);
  const SeriesSet set = SeriesSet::of({means, named("rows", {1, 2}, {0, 300})});
  EXPECT_EQ(set.reading().resample, std::chrono::minutes(5)) << "of the first";
  EXPECT_TRUE(set.read_table(0, set.reading()));
  EXPECT_TRUE(set.open_table(0, set.reading()));
  const auto read = set.read_table(1, set.reading());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::kModel);
  EXPECT_EQ(read.error().option, "resample");
  EXPECT_FALSE(set.open_table(1, set.reading()));
  EXPECT_FALSE(set.open_table(0, {})) << "means are no rows as they are";
}

}  // namespace
}  // namespace tidegate
