#include <gtest/gtest.h>

#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(InspectSet, OfOneSeriesTheInspectionSaysItAll) {
  Series series = small_series("a");
  series.notes.left_out = {"comment"};
  Listener listener;
  const Inspection found = must(inspect(SeriesSet::of({series}), listener.observer()));
  EXPECT_EQ(found.rows, kSmallRows);
  EXPECT_EQ(found.left_out, std::vector<std::string>{"comment"});
  EXPECT_FALSE(found.keys);
  EXPECT_EQ(listener.all(), "");
}

TEST(InspectSet, OfATableWithIdsTheirNumberIsNoted) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "long.csv", long_csv({small_series("a"), small_series("b", 1, 50)}));
  Listener listener;
  const Inspection found = must(inspect(opened(file, with_ids()), listener.observer()));
  ASSERT_TRUE(found.keys);
  EXPECT_EQ(found.keys->count, 2U);
  EXPECT_EQ(found.keys->least, 50U);
  EXPECT_EQ(listener.all(), "0: 2 series (who)\n");
}

TEST(InspectSet, TheFirstTableStandsForAll) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "files", {small_series("b", 1, 50), small_series("a", 0, 70)});
  EXPECT_EQ(must(inspect(set)).rows, 70U) << "a comes before b";
  const SeriesSet channels =
      opened(write_file(folder / "wide.csv", wide_csv({small_series("x"), small_series("y")})), each_channel());
  EXPECT_EQ(must(inspect(channels)).channels.size(), 1U);
}

TEST(InspectSet, AFileThatCannotBeReadIsAnError) {
  const TemporaryFolder folder;
  EXPECT_EQ(kind_of(inspect(opened(folder / "none.csv"))), ErrorKind::kData);
}

}  // namespace
}  // namespace tidegate
