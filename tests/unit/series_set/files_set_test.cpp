#include <gtest/gtest.h>

#include "series_set/maker.h"
#include "temporary_folder.h"
#include "unit/series_set/set_support.h"

namespace tidegate {
namespace {

TEST(FilesSet, FilesGoByTheNamesTheyWereGivenInTheirOrder) {
  const TemporaryFolder folder;
  const auto b = write_file(folder / "b.csv", "v\n1\n"), a = write_file(folder / "a.csv", "v\n2\n");
  const auto made = files_set({{b, "north:1"}, {a, "south"}});
  EXPECT_EQ(made->ids, (Names{"north:1", "south"}));
  EXPECT_EQ(made->file_names, (Names{"north_1", "south"}));
  EXPECT_EQ(made->file(0), b);
  EXPECT_TRUE(made->is_collection());
  const auto read = made->read(1, {});
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(numbers_of(read->rows.values), Numbers{2});
}

}  // namespace
}  // namespace tidegate
