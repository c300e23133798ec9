// Learning from labels, from a file to events: a column, a file of windows, limits chosen by labels.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

/// Two waves; every 60 rows the first is flat for ten rows, which `label` tells.
std::string labelled_csv(std::size_t rows) {
  std::string text = "time,a,b,label\n";
  for (std::size_t row = 0; row < rows; ++row) {
    const bool odd = row % 60 >= 45 && row % 60 < 55;
    text += stamp(row) + "," + field(odd ? 10 : wave(row)) + "," + field(wave(row, 1)) + (odd ? ",1\n" : ",0\n");
  }
  return text;
}

class Classifier : public Workspace {
 protected:
  Finished detect(const std::vector<std::string>& options) const {
    return run(std::vector<std::string>{"detect", file_, "--detector", "gru-classifier", "--epochs", "60", "--hidden",
                                        "12", "--window", "16", "--learning-rate", "0.01", "--merge-gap", "3",
                                        "--format", "json"} +
               options);
  }

  /// Labelled stretches of the second half that an event overlaps, of ten.
  static int hits(const Json& found) {
    int hit = 0;
    for (std::size_t start = 645; start < 1200; start += 60)
      hit += std::ranges::any_of(found["events"], [&](const Json& event) {
        return event["start_index"] <= start + 9 && event["end_index"] >= start;
      });
    return hit;
  }

  const std::string file_ = write("input.csv", labelled_csv(1200));
};

TEST_F(Classifier, FindsInTheSecondHalfWhatWasLabelledInTheFirst) {
  const Finished finished = detect({"--label", "label"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json found = Json::parse(finished.out);
  EXPECT_EQ(found["threshold"], 0.5);
  EXPECT_GE(hits(found), 9);
  EXPECT_LE(found["events"].size(), 12U);
  EXPECT_TRUE(found["events"][0]["channels"][0]["expected"].is_null());
}

TEST_F(Classifier, LearnsFromAFileOfWindowsAsFromTheColumn) {
  std::string windows = "start,end\n";
  for (std::size_t start = 45; start < 1200; start += 60) windows += stamp(start) + "," + stamp(start + 9) + "\n";
  const std::string file = write("windows.csv", windows);
  const Finished by_column = detect({"--label", "label"}), by_windows = detect({"--label-windows", file});
  ASSERT_EQ(by_windows.exit_code, kDone) << by_windows.err;
  EXPECT_EQ(Json::parse(by_windows.out)["events"], Json::parse(by_column.out)["events"]);
}

TEST_F(Classifier, TheLimitIsChosenOnTheValidationPart) {
  for (const std::string rule : {"best-f1", "precision:0.9", "recall:0.8"}) {
    const Finished finished = detect({"--label", "label", "--threshold", rule});
    ASSERT_EQ(finished.exit_code, kDone) << finished.err;
    const Json found = Json::parse(finished.out);
    EXPECT_NE(found["threshold_words"].get<std::string>().find("the validation part"), std::string::npos);
    EXPECT_GE(hits(found), 8) << rule;
  }
}

TEST_F(Classifier, OfWindowsSaysSoAndTellsAnEventUntilItHasLeftTheWindow) {
  const Finished by_row = detect({"--label", "label"});
  const Finished by_window = detect({"--label", "label", "--target", "window"});
  ASSERT_EQ(by_window.exit_code, kDone) << by_window.err;
  const Json rows = Json::parse(by_row.out), windows = Json::parse(by_window.out);
  EXPECT_EQ(rows["score_words"], "the probability that the row is anomalous");
  EXPECT_EQ(windows["score_words"], "the probability that any of the last 16 rows is anomalous");
  EXPECT_GE(hits(windows), 9);
  const auto told = [](const Json& found) {
    std::size_t sum = 0;
    for (const Json& event : found["events"])
      sum += event["end_index"].get<std::size_t>() - event["start_index"].get<std::size_t>() + 1;
    return sum;
  };
  EXPECT_GT(told(windows), told(rows) + 80) << "ten stretches, of 10 rows each or up to 25";
}

TEST_F(Classifier, InfoSaysWhatTheProbabilityIsAbout) {
  const std::string model = path("window.tidegate");
  const Finished trained = run({"train", file_, "--detector", "gru-classifier", "--target", "window", "--epochs", "2",
                                "--hidden", "4", "--window", "16", "--label", "label", "--model", model});
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_NE(run({"info", model}).out.find("any of the last 16 rows is anomalous"), std::string::npos);
  const Json info = Json::parse(run({"info", model, "--format", "json"}).out);
  EXPECT_EQ(info["score_words"], "the probability that any of the last 16 rows is anomalous");
  EXPECT_EQ(info["options"]["target"], "window");
}

TEST_F(Classifier, ASavedOneScoresWithoutLabels) {
  const std::string model = path("model.tidegate");
  const Finished trained = run({"train", file_, "--detector", "gru-classifier", "--epochs", "5", "--hidden", "4",
                                "--window", "16", "--label", "label", "--model", model});
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  const std::string plain = write("plain.csv", waves_csv(100));
  EXPECT_EQ(run({"score", plain, "--model", model}).exit_code, kDone);
}

TEST_F(Classifier, WithoutWhatItNeedsIsRefusedWithTheRemedy) {
  expect_refusal(detect({}), kData, {"needs labels", "--label"});
  expect_refusal(detect({"--label", "label", "--train-part", "40"}), kData,
                 {"no row labelled anomalous", "--train-part"});
  const std::string windows = write("windows.csv", "start,end\nyesterday,today\n");
  expect_refusal(detect({"--label-windows", windows}), kData, {"--label-windows", "line 2", "'yesterday'"});
  expect_refusal(detect({"--label", "label", "--label-windows", windows}), kUsage, {"--label", "only one"});
}

TEST_F(Classifier, ALimitChosenByLabelsIsNotFittedOnScoredData) {
  expect_refusal(detect({"--label", "label", "--threshold", "best-f1", "--threshold-data", "scored"}), kUsage,
                 {"'best-f1' is chosen by labels", "--threshold-data training"});
}

TEST_F(Classifier, WindowsThatHoldNoRowAreBlamedThemselves) {
  for (const std::string net : {"gru-classifier", "gru-forecaster"}) {
    const auto train = [&](const std::string& windows) {
      return run(std::vector<std::string>{"train", file_, "--detector", net, "--model", path("m.tidegate"),
                                          "--label-windows", write("windows.csv", windows)} +
                 quick());
    };
    expect_refusal(train("300,305\n"), kData,
                   {"--label-windows", "'300' is read as seconds since 1970", "--time none"});
    expect_refusal(train("2034-01-01,2034-01-02\n"), kData, {"no window contains a row of", "2024-05-01T00:00:00Z"});
    expect_refusal(train("foo,bar\n"), kData, {"windows.csv", "line 1", "'foo'"});
  }
  const Finished some =
      detect({"--label-windows", write("some.csv", stamp(45) + "," + stamp(54) + "\n" + stamp(105) + "," + stamp(114) +
                                                       "\n2034-01-01,2034-01-02\n")});
  EXPECT_EQ(some.exit_code, kDone) << some.err;
  EXPECT_NE(some.err.find("note: --label-windows: 1 of 3 windows contain no row of the input (the first: line 3"),
            std::string::npos)
      << some.err;
}

TEST_F(Classifier, ItsWordsAreItsOwn) {
  const Finished unlabelled = detect({});
  EXPECT_EQ(message_of(unlabelled).find("input.csv", message_of(unlabelled).find("input.csv") + 1), std::string::npos)
      << "the file is named once: " << unlabelled.err;
  const Finished untrained = detect({"--label", "label", "--learning-rate", "10"});
  EXPECT_EQ(untrained.err.find("may be unpredictable"), std::string::npos) << untrained.err;
  EXPECT_NE(untrained.err.find("nothing that distinguishes the rows labelled anomalous"), std::string::npos)
      << untrained.err;
  const Json found = Json::parse(detect({"--label", "label"}).out);
  EXPECT_EQ(found["threshold_words"].get<std::string>().substr(0, 13), "fixed at 0.5;");
}

TEST_F(Classifier, WhatMayBeALabelIsRemarkedOnAndLabelsAreInspected) {
  std::string text = labelled_csv(1200);
  text.replace(text.find("label"), 5, "fraud");
  const std::string file = write("fraud.csv", text);
  const Finished trained = run(std::vector<std::string>{"train", file, "--model", path("fraud.tidegate")} + quick());
  EXPECT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_NE(trained.err.find("note: column 'fraud' contains only 0 and 1 and may be a label"), std::string::npos)
      << trained.err;
  EXPECT_NE(run({"inspect", file}).out.find("column 'fraud' contains only 0 and 1"), std::string::npos);
  EXPECT_NE(
      run({"inspect", file, "--label", "fraud"}).out.find("200 anomalous rows, 16.7 %, in 20 stretches; first row 45"),
      std::string::npos);
}

TEST_F(Classifier, AForecastersLimitMayBeChosenByLabelsToo) {
  const Finished finished =
      run(std::vector<std::string>{"detect", file_, "--label", "label", "--threshold", "best-f1", "--format", "json"} +
          quick());
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  EXPECT_NE(finished.out.find("labelled scores of the training part"), std::string::npos);
}

}  // namespace
}  // namespace tidegate::testing_support
