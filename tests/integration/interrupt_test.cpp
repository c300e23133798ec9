// Ctrl-C at every stage: code 130; what training has is saved, what would be half of a result is not.
#include <csignal>
#include <filesystem>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class Interrupt : public Workspace {
 protected:
  /// More epochs than anybody would wait for; ended by the signal.
  static std::vector<std::string> endless() {
    return {"--epochs", "1000000", "--patience", "1000000", "--hidden", "4", "--window", "8", "--threads", "1"};
  }

  /// Interrupts a program that has begun to train, once it has said `words`. The estimate is the last word before the
  /// first epoch.
  static Finished interrupt_training(std::vector<std::string> arguments, int signal_number = SIGINT,
                                     const std::string& words = "training gru-forecaster") {
    Process program({.arguments = std::move(arguments)});
    EXPECT_TRUE(program.wait_for_words(words));
    program.send(signal_number);
    return program.finish();
  }

  const std::string file_ = write("input.csv", waves_csv(2000));
};

TEST_F(Interrupt, TrainingSavesADetectorThatWorks) {
  const std::string saved = path("saved.tidegate");
  for (const int number : {SIGINT, SIGTERM}) {
    std::filesystem::remove(saved);
    const Finished finished = interrupt_training(
        std::vector<std::string>{"train", file_, "--verbose", "--model", saved} + endless(), number, "epoch 5/");
    EXPECT_EQ(finished.exit_code, kInterrupted) << finished.err;
    EXPECT_NE(finished.err.find("was saved to " + saved), std::string::npos) << finished.err;
    EXPECT_NE(run({"info", saved}).out.find("interrupted"), std::string::npos);
    EXPECT_EQ(run({"score", file_, "--model", saved}).exit_code, kDone);
  }
  EXPECT_EQ(files(), 2U) << "the input and the model, nothing temporary";
}

TEST_F(Interrupt, TrainingGoesOnFromItsCheckpointToTheSameBytes) {
  const std::vector<std::string> options = {"--epochs", "60", "--hidden", "24", "--window", "16", "--patience", "0"};
  const std::string whole = path("whole.tidegate"), parts = path("parts.tidegate"), kept = path("run.checkpoint");
  ASSERT_EQ(run(std::vector<std::string>{"train", file_, "--model", whole} + options).exit_code, kDone);
  const auto train = std::vector<std::string>{"train", file_, "--model", parts, "--checkpoint", kept} + options;
  const Finished cut = interrupt_training(train + std::vector<std::string>{"--verbose"}, SIGINT, "epoch 3/");
  EXPECT_EQ(cut.exit_code, kInterrupted) << cut.err;
  EXPECT_NE(cut.err.find("continue from the checkpoint"), std::string::npos) << cut.err;
  ASSERT_EQ(run(train).exit_code, kDone);
  EXPECT_TRUE(bytes_of(parts) == bytes_of(whole));
  auto other = train;
  other.insert(other.end(), {"--seed", "9"});
  expect_refusal(run(other), kModel, {"--checkpoint " + kept, "other options or other data", "delete it"});
}

TEST_F(Interrupt, TrainingThatHasLearnedNothingLeavesAnOldModelAlone) {
  const std::string old = write("old.tidegate", "an old model");
  std::vector<std::string> slow = {"train", file_, "--model", old, "--hidden", "256,256", "--threads", "1"};
  expect_refusal(interrupt_training(slow), kInterrupted,
                 {"interrupted before the first improvement", "nothing was saved"});
  EXPECT_EQ(std::filesystem::file_size(old), 12U);
}

TEST_F(Interrupt, DetectionLeavesNothing) {
  const Finished finished = interrupt_training(
      std::vector<std::string>{"detect", file_, "--output", path("events.txt"), "--report", path("page.html")} +
      endless());
  expect_refusal(finished, kInterrupted, {"interrupted", "nothing was written"});
  EXPECT_EQ(files(), 1U);
}

TEST_F(Interrupt, APipeThatIsCutOffIsNotTakenForAWholeInput) {
  const std::string trained = model();
  const std::size_t before = files();
  Process program({.arguments = {"score", "-", "--model", trained, "--output", path("scores.csv")}});
  // A pipe holds less than this: once it is written the program reads, and its handler stands.
  ASSERT_TRUE(program.write(waves_csv(4000)));
  program.send(SIGINT);
  expect_refusal(program.finish(), kInterrupted, {"interrupted", "no result was written"});
  EXPECT_EQ(files(), before);
}

TEST_F(Interrupt, AFleetKeepsTheDetectorsItHadAndSavesNoHalfTrainedOnes) {
  for (const char* folder : {"fleet", "models"}) std::filesystem::create_directories(path(folder));
  for (const char* name : {"fleet/a.csv", "fleet/b.csv", "fleet/c.csv"}) write(name, waves_csv(2000));
  write("models/a.tidegate", "an old model");
  const Finished finished =
      interrupt_training(std::vector<std::string>{"train", path("fleet"), "--model", path("models")} + endless(),
                         SIGINT, "training 3 detectors");
  EXPECT_EQ(finished.exit_code, kInterrupted) << finished.err;
  EXPECT_NE(finished.err.find("interrupted"), std::string::npos) << finished.err;
  EXPECT_EQ(std::filesystem::file_size(path("models/a.tidegate")), 12U);
  EXPECT_FALSE(std::filesystem::exists(path("models/b.tidegate")));
}

}  // namespace
}  // namespace tidegate::testing_support
