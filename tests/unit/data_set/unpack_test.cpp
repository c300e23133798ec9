#include "data_set/unpack.h"

#include <cstdlib>

#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// Unpacked archives go into the test's folder.
class Unpack : public testing::Test {
 protected:
  Unpack() { ::setenv("TIDEGATE_CACHE", (folder_ / "cache").c_str(), 1); }
  ~Unpack() override { ::unsetenv("TIDEGATE_CACHE"); }

  /// An archive of `name`/1.csv; false if there is no zstd here.
  bool pack(const std::string& name, const std::string& content) {
    write_text(folder_ / (name + "/1.csv"), content);
    const std::string command = "cd '" + folder_.path().string() + "' && tar --zstd -cf " + name + ".tar.zst " + name +
                                " 2>/dev/null && rm -r " + name;
    return std::system(command.c_str()) == 0;
  }

  TemporaryFolder folder_;
};

TEST_F(Unpack, AnArchiveIsUnpackedOnceAndAgainWhenItChanges) {
  if (!pack("set", "one")) GTEST_SKIP() << "no zstd";
  const auto first = unpacked(folder_ / "set.tar.zst");
  ASSERT_TRUE(first) << first.error().message();
  EXPECT_EQ(file_content(*first / "set/1.csv"), "one");
  write_text(*first / "set/1.csv", "kept");
  EXPECT_EQ(*unpacked(folder_ / "set.tar.zst"), *first);
  EXPECT_EQ(file_content(*first / "set/1.csv"), "kept");
  ASSERT_TRUE(pack("set", "two"));
  const auto second = unpacked(folder_ / "set.tar.zst");
  ASSERT_TRUE(second);
  EXPECT_NE(*second, *first);
  EXPECT_EQ(file_content(*second / "set/1.csv"), "two");
}

TEST_F(Unpack, ADamagedArchiveIsAnErrorAndLeavesNothing) {
  write_text(folder_ / "bad.tar.zst", "no archive");
  const auto unpacked_archive = unpacked(folder_ / "bad.tar.zst");
  ASSERT_FALSE(unpacked_archive);
  EXPECT_FALSE(unpacked_archive.error().remedies.empty());
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "cache"));
}

TEST_F(Unpack, ADataSetIsFoundInTheArchiveBesideIt) {
  if (!pack("kpi", "1476460800,1,0\n1476460860,2,0\n1476460920,3,1\n1476460980,3,0\n")) GTEST_SKIP() << "no zstd";
  EXPECT_EQ(extents(only_series("kpi", folder_ / "kpi.tar.zst")), "2-2");
  std::filesystem::create_directory(folder_ / "empty");
  std::filesystem::rename(folder_ / "kpi.tar.zst", folder_ / "empty/kpi.tar.zst");
  EXPECT_EQ(only_series("kpi", folder_ / "empty").name, "1");
}

TEST(CacheFolder, IsWhereTheUserSays) {
  ::setenv("TIDEGATE_CACHE", "/somewhere", 1);
  EXPECT_EQ(cache_folder(), std::filesystem::path("/somewhere/"));
  ::unsetenv("TIDEGATE_CACHE");
  ::setenv("XDG_CACHE_HOME", "/caches", 1);
  EXPECT_EQ(cache_folder(), std::filesystem::path("/caches/tidegate"));
  ::unsetenv("XDG_CACHE_HOME");
}

}  // namespace
}  // namespace tidegate
