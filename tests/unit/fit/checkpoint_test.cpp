#include "fit/checkpoint.h"

#include <gtest/gtest.h>

#include <fstream>

#include "temporary_folder.h"

namespace tidegate {
namespace {

std::string refusal(const std::filesystem::path& path, const std::string& belongs_to) {
  const auto keeper = checkpoint_keeper(path, belongs_to);
  return keeper ? "" : keeper.error().message();
}

TEST(Checkpoint, GivesBackWhatWasKeptLast) {
  const TemporaryFolder folder;
  const auto path = folder / "run";
  const auto first = *checkpoint_keeper(path, "a run");
  EXPECT_TRUE(first.resume.empty());
  ASSERT_TRUE(first.keep("epoch 1").has_value());
  ASSERT_TRUE(first.keep("epoch 2").has_value());
  EXPECT_EQ(checkpoint_keeper(path, "a run")->resume, "epoch 2");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(Checkpoint, WithoutAPathKeepsNothing) { EXPECT_FALSE(checkpoint_keeper("", "a run")->keep); }

TEST(Checkpoint, ThatOfAnotherRunIsRefusedAndStays) {
  const TemporaryFolder folder;
  const auto path = folder / "run";
  ASSERT_TRUE(checkpoint_keeper(path, "a run")->keep("epoch 1").has_value());
  EXPECT_NE(refusal(path, "another run").find("other options or other data"), std::string::npos);
  EXPECT_EQ(checkpoint_keeper(path, "a run")->resume, "epoch 1");
}

TEST(Checkpoint, ADamagedOneAndAForeignFileAreRefused) {
  const TemporaryFolder folder;
  const auto path = folder / "run";
  ASSERT_TRUE(checkpoint_keeper(path, "a run")->keep("a long enough state").has_value());
  std::string bytes;
  {
    std::ifstream in(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  for (const std::size_t at : {bytes.size() - 3, bytes.size() / 2}) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    std::ofstream(path, std::ios::binary) << damaged;
    EXPECT_NE(refusal(path, "a run"), "") << at;
  }
  std::ofstream(path, std::ios::binary) << bytes.substr(0, bytes.size() - 5);
  EXPECT_NE(refusal(path, "a run").find("damaged"), std::string::npos);
  std::ofstream(path) << "notes on pumps";
  EXPECT_NE(refusal(path, "a run").find("not a training checkpoint"), std::string::npos);
}

TEST(Checkpoint, AFolderThatIsNotThereIsAnErrorOfTheOutput) {
  const Status kept = checkpoint_keeper("/nowhere/run", "a run")->keep("epoch 1");
  ASSERT_FALSE(kept.has_value());
  EXPECT_EQ(kept.error().kind, ErrorKind::kOutput);
}

}  // namespace
}  // namespace tidegate
