#include "series_set/names.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(SeriesNames, AFileIsNamedByItsPlaceBelowTheFolderWithoutItsEndings) {
  EXPECT_EQ(series_name("pump/7.csv"), "pump/7");
  EXPECT_EQ(series_name("pump/7.csv.gz"), "pump/7");
  EXPECT_EQ(series_name("v1.2.csv"), "v1.2");
  for (const char* ending : {".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".npy"})
    EXPECT_EQ(series_name(std::string("a") + ending), "a") << ending;
}

TEST(SeriesNames, WhatIsHiddenOrHasAnotherEndingIsNoDataFile) {
  for (const char* file : {".a.csv", "pump/.a.csv", ".csv", "notes.md", "m.tidegate", "README", "a.gz", "a.csv.zip",
                           "a.csv~", ".a.csv.gz"})
    EXPECT_EQ(series_name(file), "") << file;
}

TEST(SeriesNames, CharactersThatNoFileNameHasBecomeUnderscores) {
  EXPECT_EQ(safe_name("a:b*c?d\"e<f>g|h\\i"), "a_b_c_d_e_f_g_h_i");
  EXPECT_EQ(safe_name("a\tb\n"), "a_b_");
  EXPECT_EQ(safe_name("Wärme [°C]/Süd 1.2"), "Wärme [°C]/Süd 1.2");
}

TEST(SeriesNames, AFileNameStaysWithinItsFolder) {
  EXPECT_EQ(safe_name("/etc/passwd"), "_etc/passwd");
  EXPECT_EQ(safe_name("../../a"), "__/__/a");
  EXPECT_EQ(safe_name("a/.../b"), "a/__./b");
}

TEST(SeriesNames, ASlashInAChannelIsNoFolder) {
  EXPECT_EQ(safe_channel_name("flow [l/s]"), "flow [l_s]");
  EXPECT_EQ(safe_channel_name("../a"), "___a");
}

TEST(SeriesNames, TwoThatWouldBeOneAreNamed) {
  EXPECT_TRUE(check_distinct_names("folder", {"b", "a", "c"}));
  EXPECT_TRUE(check_distinct_names("folder", {}));
  const Status same = check_distinct_names("folder", {"b", "a", "b"});
  ASSERT_FALSE(same);
  EXPECT_EQ(same.error().kind, ErrorKind::kData);
  EXPECT_EQ(
      same.error().message(),
      "folder: two series would both be named 'b' (file endings and characters such as : * ? are ignored); rename one");
}

}  // namespace
}  // namespace tidegate
