#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "temporary_folder.h"
#include "tidegate/output_file.h"

namespace {

std::filesystem::path watched;  ///< the place that is looked at when something is synced
std::vector<std::string> syncs;

}  // namespace

// Stands before the C library's, and does the same.
extern "C" int fsync(int file) {
  struct stat state {};
  ::fstat(file, &state);
  syncs.push_back(std::string(S_ISDIR(state.st_mode) ? "folder" : "file") +
                  (std::filesystem::exists(watched) ? ", named" : ", no name yet"));
  return static_cast<int>(::syscall(SYS_fsync, file));
}

namespace tidegate {
namespace {

std::string create_problem(const std::filesystem::path& path) {
  const auto out = OutputFile::create(path);
  if (out) return "created";
  EXPECT_EQ(out.error().kind, ErrorKind::kOutput);
  return out.error().message();
}

TEST(OutputFile, AppearsWholeAtCommitAndNotBefore) {
  const TemporaryFolder folder;
  OutputFile out = *OutputFile::create(folder / "scores.csv");
  ASSERT_TRUE(out.write(std::string(1 << 20, 'x')));
  ASSERT_TRUE(out.write("end"));
  EXPECT_FALSE(std::filesystem::exists(folder / "scores.csv"));
  ASSERT_TRUE(out.commit());
  EXPECT_EQ(file_content(folder / "scores.csv"), std::string(1 << 20, 'x') + "end");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(OutputFile, WithoutCommitNothingRemainsAndAnOldFileStays) {
  const TemporaryFolder folder;
  std::ofstream(folder / "scores.csv") << "old";
  {
    OutputFile out = *OutputFile::create(folder / "scores.csv");
    ASSERT_TRUE(out.write(std::string(1 << 20, 'x')));
    EXPECT_EQ(folder.entries(), 2U);
  }
  EXPECT_EQ(folder.entries(), 1U);
  EXPECT_EQ(file_content(folder / "scores.csv"), "old");
}

TEST(OutputFile, AnOldFileIsReplacedAndKeepsItsPermissions) {
  const TemporaryFolder folder;
  std::ofstream(folder / "scores.csv") << "old and longer";
  ASSERT_EQ(::chmod((folder / "scores.csv").c_str(), 0600), 0);
  OutputFile out = *OutputFile::create(folder / "scores.csv");
  ASSERT_TRUE(out.write("new"));
  ASSERT_TRUE(out.commit());
  EXPECT_EQ(file_content(folder / "scores.csv"), "new");
  EXPECT_EQ(std::filesystem::status(folder / "scores.csv").permissions(), std::filesystem::perms(0600));
}

TEST(OutputFile, ASymbolicLinkStaysALink) {
  const TemporaryFolder folder;
  std::ofstream(folder / "real.csv") << "old";
  std::filesystem::create_symlink(folder / "real.csv", folder / "link.csv");
  OutputFile out = *OutputFile::create(folder / "link.csv");
  ASSERT_TRUE(out.write("new"));
  ASSERT_TRUE(out.commit());
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.csv"));
  EXPECT_EQ(file_content(folder / "real.csv"), "new");
}

TEST(OutputFile, TwoWritersOfOnePathDoNotMixAndTheLastToCommitWins) {
  const TemporaryFolder folder;
  OutputFile first = *OutputFile::create(folder / "scores.csv");
  ASSERT_TRUE(first.write("first"));
  OutputFile second = *OutputFile::create(folder / "scores.csv");
  ASSERT_TRUE(second.write("second"));
  ASSERT_TRUE(first.commit());
  EXPECT_EQ(file_content(folder / "scores.csv"), "first");
  ASSERT_TRUE(second.commit());
  EXPECT_EQ(file_content(folder / "scores.csv"), "second");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(OutputFile, WhatARunThatWasKilledLeftIsClearedByTheNext) {
  const TemporaryFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    const auto out = OutputFile::create(folder / "checkpoint");
    ::kill(::getpid(), SIGKILL);
  }
  ASSERT_GT(child, 0);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  ASSERT_EQ(folder.entries(), 1U);
  ASSERT_TRUE(write_file(folder / "checkpoint", "new"));
  EXPECT_EQ(folder.entries(), 1U);
  EXPECT_EQ(file_content(folder / "checkpoint"), "new");
}

TEST(OutputFile, IsSyncedBeforeItHasItsNameAndItsFolderAfterwards) {
  const TemporaryFolder folder;
  OutputFile out = *OutputFile::create(folder / "a");
  ASSERT_TRUE(out.write("a"));
  syncs.clear();
  watched = folder / "a";
  ASSERT_TRUE(out.commit());
  watched.clear();
  EXPECT_EQ(syncs, (std::vector<std::string>{"file, no name yet", "folder, named"}));
}

TEST(OutputFile, ANameMayBeAsLongAsTheFileSystemAllowsAndOneThatIsTooLongIsToldAtOnce) {
  const TemporaryFolder folder;
  const std::string longest(255, 'n');
  ASSERT_TRUE(write_file(folder / longest, "long"));
  EXPECT_EQ(file_content(folder / longest), "long");
  EXPECT_NE(create_problem(folder / (longest + "n")).find("File name too long; choose a shorter name"),
            std::string::npos);
}

TEST(OutputFile, AFullDiskIsAnErrorAtTheLatestInCommit) {
  OutputFile small = *OutputFile::create("/dev/full");
  ASSERT_TRUE(small.write("fits the buffer"));
  const Status committed = small.commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().kind, ErrorKind::kOutput);
  EXPECT_EQ(committed.error().message(),
            "writing '/dev/full': No space left on device; free some space or write elsewhere");
  EXPECT_EQ(committed.error().place.source, "/dev/full");
  OutputFile large = *OutputFile::create("/dev/full");
  EXPECT_FALSE(large.write(std::string(1 << 20, 'x')));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST(OutputFile, PlacesThatCannotBeWrittenAreErrorsFromTheStart) {
  const TemporaryFolder folder;
  EXPECT_NE(create_problem(folder / "absent" / "" / "scores.csv").find("create the folder first"), std::string::npos);
  EXPECT_NE(create_problem(folder.path()).find("Is a directory"), std::string::npos);
  EXPECT_NE(create_problem(std::filesystem::path("/proc/scores.csv")).find("writing '/proc/scores.csv': "),
            std::string::npos);
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(OutputFile, AReaderThatHasGoneIsAnErrorAndNoSignal) {
  const TemporaryFolder folder;
  const auto path = folder / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const auto old_handler = std::signal(SIGPIPE, SIG_IGN);
  const int reader = ::open(path.c_str(), O_RDONLY | O_NONBLOCK);
  OutputFile out = *OutputFile::create(path);
  ::close(reader);
  ASSERT_TRUE(out.write("to nobody"));
  const Status committed = out.commit();
  std::signal(SIGPIPE, old_handler);
  ASSERT_FALSE(committed);
  EXPECT_NE(committed.error().message().find("the reader has gone"), std::string::npos);
}

TEST(OutputFile, BytesWrittenBeforeCanBePatchedInAFileOfItsOwnOnly) {
  const TemporaryFolder folder;
  OutputFile out = *OutputFile::create(folder / "scores.npy");
  ASSERT_TRUE(out.can_patch());
  ASSERT_TRUE(out.write("0000 rows"));
  ASSERT_TRUE(out.patch(0, "1234"));
  ASSERT_TRUE(out.write(" and more"));
  ASSERT_TRUE(out.commit());
  EXPECT_EQ(file_content(folder / "scores.npy"), "1234 rows and more");
  EXPECT_FALSE(OutputFile::create("-")->can_patch());
  EXPECT_FALSE(OutputFile::create("/dev/null")->can_patch());
}

TEST(OutputFile, AMovedFileIsCommittedOnce) {
  const TemporaryFolder folder;
  OutputFile first = *OutputFile::create(folder / "a");
  ASSERT_TRUE(first.write("a"));
  OutputFile second = std::move(first);
  ASSERT_TRUE(second.commit());
  EXPECT_EQ(file_content(folder / "a"), "a");
}

TEST(MakeFolder, MakesThoseAboveItAndSaysWhatStandsInTheWay) {
  const TemporaryFolder folder;
  ASSERT_TRUE(make_folder(folder.path() / "a" / "b"));
  ASSERT_TRUE(make_folder(folder.path() / "a" / "b"));
  EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "a" / "b"));
  ASSERT_TRUE(write_file(folder.path() / "file", "x"));
  const Status refused = make_folder(folder.path() / "file" / "c");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kOutput);
  EXPECT_EQ(refused.error().place.source, (folder.path() / "file" / "c").string());
}

TEST(LiesIn, LooksAtWherePathsLeadNotAtHowTheyAreWritten) {
  const TemporaryFolder folder;
  const auto here = folder.path();
  EXPECT_TRUE(lies_in(here / "a" / "b", here));
  EXPECT_TRUE(lies_in(here / "a" / ".." / "b", here));
  EXPECT_TRUE(lies_in(here, here));
  EXPECT_FALSE(lies_in(here / ".." / "elsewhere", here));
  EXPECT_FALSE(lies_in(here.string() + "-2", here));
}

}  // namespace
}  // namespace tidegate
