// Results that cannot be written: code 5, the file named with the remedy, nothing half-written beside it.
#include <filesystem>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class BadOutput : public Workspace {
 protected:
  const std::string model_ = model();
  const std::string file_ = write("input.csv", waves_csv(200));

  /// Every way to write a file, all to `target`.
  std::vector<std::vector<std::string>> writers(const std::string& target) const {
    return {{"inspect", file_, "--output", target},
            std::vector<std::string>{"train", file_, "--model", target} + quick(),
            {"score", file_, "--model", model_, "--output", target},
            {"score", file_, "--model", model_, "--format", "npy", "--output", target},
            {"detect", file_, "--model", model_, "--output", target},
            {"detect", file_, "--model", model_, "--report", target},
            {"info", model_, "--output", target},
            {"info", model_, "--weights", target}};
  }

  void expect_unwritable(const std::string& target, const Words& words, std::size_t file_limit = 0) const {
    const std::size_t before = files();
    for (const auto& arguments : writers(target)) {
      SCOPED_TRACE(testing::PrintToString(arguments));
      expect_refusal(run(Launch{.arguments = arguments, .file_limit_bytes = file_limit}), kOutput, words);
      EXPECT_EQ(files(), before);
    }
  }
};

TEST_F(BadOutput, AFolderThatDoesNotExistIsNamed) {
  expect_unwritable(path("absent/result"), {"absent/result", "create the folder first"});
}

TEST_F(BadOutput, ADirectoryCannotBeReplaced) {
  std::filesystem::create_directory(path("folder"));
  expect_unwritable(path("folder"), {"folder", "directory"});
}

TEST_F(BadOutput, AFullDiskIsTold) {
  expect_unwritable("/dev/full", {"/dev/full", "No space left", "free some space or write elsewhere"});
}

TEST_F(BadOutput, AFileThatMayNotGrowIsTakenAwayAgain) {
  expect_unwritable(path("result"), {"result", "ulimit -f"}, 64);
}

TEST_F(BadOutput, AnOldResultSurvivesANewOneThatFails) {
  const std::string kept = write("result", "what was here before");
  expect_unwritable(kept, {"result"}, 64);
  EXPECT_EQ(file_content(kept), "what was here before");
}

TEST_F(BadOutput, AFolderOneMayNotWriteToIsTold) {
  expect_unwritable("/sys/result", {"/sys/result", "choose a writable folder"});  // not even by root
}

TEST_F(BadOutput, FullStandardOutputIsToldByEveryVerbAndByItsHelp) {
  const std::vector<std::vector<std::string>> commands = {{"inspect", file_},
                                                          {"train", file_, "--model", path("m.tidegate")},
                                                          {"score", file_, "--model", model_},
                                                          {"detect", file_, "--model", model_},
                                                          {"info", model_},
                                                          {"detect", "--help"},
                                                          {"--help"},
                                                          {"--version"}};
  for (const auto& arguments : commands) {
    SCOPED_TRACE(arguments[0]);
    const Finished finished = run(Launch{.arguments = arguments, .output_to = "/dev/full"});
    EXPECT_EQ(finished.exit_code, kOutput);
    EXPECT_NE(finished.err.find("standard output: No space left"), std::string::npos) << finished.err;
  }
}

TEST_F(BadOutput, WhatCannotBeWrittenIsToldBeforeTrainingAndNotAfter) {
  for (const auto& arguments : {std::vector<std::string>{"train", file_, "--model", path("absent/m.tidegate")},
                                {"detect", file_, "--report", path("absent/page.html")},
                                {"detect", file_, "--output", path("absent/events.txt")}})
    EXPECT_EQ(run(arguments).err.find("training"), std::string::npos);
}

class Overwriting : public Workspace {};

TEST_F(Overwriting, AResultNeverReplacesWhatItIsMadeOf) {
  const std::string trained = model(), file = path("normal.csv");
  const auto size = std::filesystem::file_size(file), model_size = std::filesystem::file_size(trained);
  std::filesystem::create_symlink(file, path("link.csv"));
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"score", file, "--model", trained, "--output", file},
                                             {"score", file, "--model", trained, "--output", path("link.csv")},
                                             {"score", file, "--model", trained, "--output", trained},
                                             {"train", file, "--model", file},
                                             {"detect", file, "--report", file},
                                             {"detect", file, "--model", trained, "--output", trained},
                                             {"detect", file, "--output", path("both"), "--report", path("both")},
                                             {"inspect", file, "--output", file},
                                             {"info", trained, "--weights", trained}})
    expect_refusal(run(arguments), kUsage, {"would be overwritten", "another name"});
  EXPECT_EQ(std::filesystem::file_size(file), size);
  EXPECT_EQ(std::filesystem::file_size(trained), model_size);
}

}  // namespace
}  // namespace tidegate::testing_support
