#include "files/temporary_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include "temporary_folder.h"

namespace tidegate {
namespace {

const std::string kLeftover = ".scores.csv.tidegate-0123456789abcdef";

std::string leave(const TemporaryFolder& folder, const std::string& name) {
  std::ofstream(folder / name) << "half";
  return (folder / name).string();
}

TEST(TemporaryFile, LiesBesideItsTargetUnderANameOfItsOwn) {
  const TemporaryFolder folder;
  const TemporaryFile first = create_temporary(folder / "a.csv"), second = create_temporary(folder / "a.csv");
  ASSERT_GE(first.file, 0);
  ASSERT_GE(second.file, 0);
  EXPECT_EQ(first.path.parent_path(), folder.path());
  EXPECT_EQ(first.path.filename().string().substr(0, 16), ".a.csv.tidegate-");
  EXPECT_EQ(first.path.filename().string().size(), 16U + 16U);
  EXPECT_NE(first.path, second.path);
  EXPECT_EQ(folder.entries(), 2U);
  ::close(first.file);
  ::close(second.file);
}

TEST(TemporaryFile, ThatCannotBeMadeSaysWhy) {
  const TemporaryFolder folder;
  const TemporaryFile absent = create_temporary(folder / "absent" / "a.csv");
  EXPECT_EQ(absent.file, -1);
  EXPECT_EQ(absent.error, ENOENT);
}

TEST(TemporaryFile, ALeftoverNobodyHoldsIsCleared) {
  const TemporaryFolder folder;
  leave(folder, kLeftover);
  leave(folder, ".other.tidegate-fedcba9876543210");
  clear_leftovers(folder.path());
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(TemporaryFile, OneThatIsBeingWrittenStays) {
  const TemporaryFolder folder;
  const TemporaryFile written = create_temporary(folder / "scores.csv");
  clear_leftovers(folder.path());
  EXPECT_TRUE(std::filesystem::exists(written.path));
  ::close(written.file);
}

TEST(TemporaryFile, FilesOfOtherNamesAndKindsStay) {
  const TemporaryFolder folder;
  for (const char* name : {"scores.csv", "scores.csv.tidegate-0123456789abcdef", ".scores.csv.tidegate-0123456789abcde",
                           ".scores.csv.tidegate-0123456789abcdeX", ".scores.csv.tmp-0123456789abcdef"})
    leave(folder, name);
  std::filesystem::create_symlink(folder / "scores.csv", folder / kLeftover);
  std::filesystem::create_directory(folder / ".folder.tidegate-0123456789abcdef");
  clear_leftovers(folder.path());
  EXPECT_EQ(folder.entries(), 7U);
}

TEST(TemporaryFile, AFolderIsLookedIntoOnceAndNotForEveryFileWrittenThere) {
  const TemporaryFolder folder;
  clear_leftovers(folder.path());
  leave(folder, kLeftover);
  clear_leftovers(folder.path());
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(TemporaryFile, TheFolderOfABareNameIsTheCurrentOne) {
  EXPECT_EQ(folder_of("a.csv"), ".");
  EXPECT_EQ(folder_of("/a.csv"), "/");
  EXPECT_EQ(folder_of("b/a.csv"), "b");
  EXPECT_EQ(sync_folder("."), 0);
}

}  // namespace
}  // namespace tidegate
