// What the program says on the way: names as the user gave them, and no cause but the true one.
#include <filesystem>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class SaidOnTheWay : public Workspace {
 protected:
  Finished train(const std::vector<std::string>& options) const {
    return run(std::vector<std::string>{"train", file_, "--model", model_} + options + quick());
  }
  void expect_said(const Finished& finished, const Words& words) const {
    EXPECT_EQ(finished.exit_code, kDone) << finished.err;
    for (const std::string& word : words)
      EXPECT_NE((finished.err + finished.out).find(word), std::string::npos) << word << "\n" << finished.err;
  }

  const std::string file_ = write("input.csv", waves_csv(300));
  const std::string model_ = path("model.tidegate");
};

TEST_F(SaidOnTheWay, ARecipeIsAnnouncedByItsName) {
  expect_said(train({"--detector", "keras-gru"}), {"training keras-gru 4 ("});
  expect_said(train({"--detector", "keras-gru", "--cell", "lstm"}), {"training lstm-forecaster 4 ("});
  expect_said(run({"size", file_, "--detector", "torch-rnn"}), {"torch-rnn 64,64 on 2 channels"});
}

TEST_F(SaidOnTheWay, InfoTellsThatALimitIsFittedAnewOnEachFile) {
  expect_said(train({"--threshold", "percentile:95", "--threshold-data", "scored"}), {});
  expect_said(run({"info", model_}), {"refitted on the scores of each scored file"});
  expect_said(train({"--threshold", "percentile:95"}), {});
  EXPECT_EQ(run({"info", model_}).out.find("refitted"), std::string::npos);
}

TEST_F(SaidOnTheWay, TheSizeOfAModelIsToldWhateverItsFileIsCalled) {
  expect_said(train({}), {});
  const std::string other = path("k.tg");
  std::filesystem::copy_file(model_, other);
  EXPECT_EQ(run({"size", other}).out, run({"size", model_}).out);
  expect_said(run({"size", other}), {"gru-forecaster 4 on 2 channels"});
}

TEST_F(SaidOnTheWay, ATrainingThatGoesOnSaysFromWhere) {
  const std::string checkpoint = path("run");
  const auto go_on = [&](const char* epochs) {
    return run({"train", file_, "--model", model_, "--checkpoint", checkpoint, "--hidden", "4", "--window", "8",
                "--patience", "0", "--threads", "1", "--epochs", epochs});
  };
  EXPECT_EQ(go_on("3").err.find("continuing from"), std::string::npos);
  expect_said(go_on("5"), {"continuing from the checkpoint: 3 of at most 5 epochs are done"});
  expect_refusal(go_on("2"), kModel, {"5 finished epochs", "--epochs is 2", "delete the checkpoint"});
}

TEST_F(SaidOnTheWay, AnUnknownSeriesIsAnsweredWithThoseThereAre) {
  expect_refusal(run({"correlate", file_, "--series", "zz", "--event", "100"}), kUsage, {"'zz'; the series are: a, b"});
}

TEST_F(SaidOnTheWay, AForecastersHeadIsNotAClassifiers) {
  std::string text = "time,a,label\n";
  for (std::size_t row = 0; row < 300; ++row)
    text += stamp(row) + "," + field(wave(row)) + (row % 50 < 5 ? ",1\n" : ",0\n");
  const std::string file = write("one.csv", text), out = path("out.tidegate");
  expect_said(run(std::vector<std::string>{"train", file, "--model", model_} + quick()), {});
  expect_said(run(std::vector<std::string>{"train", file, "--label", "label", "--detector", "gru-classifier", "--from",
                                           model_, "--model", out} +
                  quick()),
              {"Training starts from the recurrent layers of model.tidegate", "which is a forecaster"});
}

TEST_F(SaidOnTheWay, InspectAdvisesBinsThatRowsFill) {
  std::string text = "time,v\n";
  for (std::size_t row = 0; row < 300; ++row)
    text += std::to_string(1'700'000'000 + 280 * row + row * 7919 % 97) + "," + field(wave(row)) + "\n";
  expect_said(run({"inspect", write("uneven.csv", text)}), {"use --resample 5m to average", "90 % of them with a row"});
}

TEST_F(SaidOnTheWay, ANoteThatNamesAnOptionIsSpelledAsAFlagWhereverItIsShown) {
  const std::string page = path("report.html"), words = "--learning-rate (now 10)";
  expect_said(train({"--learning-rate", "10", "--clip-norm", "0"}), {words});
  expect_said(run({"info", model_}), {words});
  expect_said(run({"info", model_, "--format", "json"}), {words});
  expect_said(
      run(std::vector<std::string>{"detect", file_, "--learning-rate", "10", "--clip-norm", "0", "--report", page} +
          quick()),
      {words});
  EXPECT_NE(bytes_of(page).find(words), std::string::npos);
}

TEST_F(SaidOnTheWay, AdviceNamesOptionsByTheirFlags) {
  for (const char* form : {"text", "json"})
    expect_said(run({"inspect", file_, "--format", form}), {"(--train-part 0.5)"});
}

}  // namespace
}  // namespace tidegate::testing_support
