// Command lines nobody can follow: code 2, the option named, what is allowed or nearest, nothing written.
#include <filesystem>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class BadUsage : public Workspace {
 protected:
  const std::string file_ = write("input.csv", waves_csv(200));

  void expect_usage(std::vector<std::string> arguments, const Words& words) const {
    const std::size_t before = files();
    expect_refusal(run(std::move(arguments)), kUsage, words);
    EXPECT_EQ(files(), before);
  }

  void expect_bad_option(const std::string& option, const std::string& value, const Words& words) const {
    SCOPED_TRACE(option + " " + value);
    expect_usage({"train", file_, "--model", path("out"), option, value}, words);
    expect_usage({"detect", file_, option, value}, words);
  }

  void expect_bad_config(const std::string& toml, const Words& words) const {
    SCOPED_TRACE(toml);
    const std::string config = write("config.toml", toml);
    expect_usage({"detect", file_, "--config", config}, words);
  }
};

TEST_F(BadUsage, AnUnknownVerbIsAnsweredWithTheNearest) {
  expect_usage({"trian", file_}, {"'trian'", "did you mean 'train'?"});
  expect_usage({"frobnicate"}, {"'frobnicate'", "inspect, train, score, detect, info"});
  expect_usage({}, {"no verb was given", "inspect, train, score, detect, info", "--help"});
}

TEST_F(BadUsage, AnUnknownOptionIsAnsweredWithTheNearest) {
  expect_usage({"detect", file_, "--treshold", "sigma:3"}, {"'--treshold'", "did you mean '--threshold'?"});
  expect_usage({"inspect", file_, "--formt=json"}, {"'--formt'", "tidegate inspect", "did you mean '--format'?"});
  expect_usage({"score", file_, "--epochs", "3"}, {"--epochs has no effect: the detector of --model", "train again"});
  expect_usage({"correlate", file_, "--key", "a"}, {"'--key' is not an option", "tidegate correlate --help"});
  expect_usage({"info", file_, "--wieghts", "x"}, {"'--wieghts'", "did you mean '--weights'?"});
}

TEST_F(BadUsage, WhatIsRequiredIsNamed) {
  for (const char* verb : {"inspect", "train", "score", "detect", "info"})
    expect_usage({verb}, {"FILE is required", std::string("tidegate ") + verb + " --help"});
  expect_usage({"train", file_}, {"--model OUT.tidegate"});
  expect_usage({"score", file_}, {"--model M.tidegate", "tidegate train"});
  expect_usage({"detect", file_, "--hidden"}, {"--hidden needs a value"});
  expect_usage({"detect", file_, "other.csv"}, {"takes one FILE", "other.csv"});
}

TEST_F(BadUsage, OptionsOfNetsLossesAndRecipesSayWhatIsAllowed) {
  expect_bad_option("--net", "autoencodr", {"--net", "did you mean 'autoencoder'?"});
  expect_bad_option("--detector", "keras", {"--detector", "keras-gru"});
  expect_bad_option("--horizon", "0", {"--horizon", "1 to 1000 rows"});
  expect_bad_option("--target", "previous", {"--target", "next, last"});
  expect_bad_option("--bidirectional=maybe", "--quiet",
                    {"--bidirectional", "'maybe'", "on, off, yes, no, true, false, 1, 0"});
  expect_bad_option("--state", "windowed", {"--state", "carried, window", "did you mean 'window'?"});
  expect_bad_option("--target", "windows", {"--target", "next, last, row, window", "did you mean 'window'?"});
  expect_bad_option("--loss", "rmse", {"--loss", "mse, mae, huber, likelihood, cross-entropy"});
  expect_bad_option("--optimizer", "sgd", {"--optimizer", "adam, adamw"});
  expect_bad_option("--weight-decay", "-1", {"--weight-decay", "0 to 10"});
  expect_bad_option("--schedule", "cosin", {"schedule 'cosin'", "did you mean 'cosine'?"});
  expect_bad_option("--epsilon", "0", {"--epsilon", "1e-12 to 1"});
  expect_bad_option("--freeze", "-1", {"--freeze", "epochs"});
  expect_bad_option("--overlap", "median", {"--overlap applies only to autoencoders", "leave it out"});
  expect_bad_option("--overlap", "first", {"--overlap", "last, mean, median, max"});
  expect_bad_option("--smoothing", "centred-mean:4", {"centred-mean:4", "centred-mean:5"});
  expect_bad_option("--residuals", "raw", {"--residuals", "standardised, plain"});
  expect_bad_option("--threshold-data", "test", {"--threshold-data", "training, scored"});
  expect_bad_option("--threshold", "precision:2", {"'precision:2'", "precision:P"});
}

TEST_F(BadUsage, WhatDoesNotGoTogetherIsToldWithTheRemedy) {
  const auto expect_mismatch = [&](std::vector<std::string> options, const Words& words) {
    options.insert(options.begin(), {"detect", file_});
    expect_usage(options, words);
  };
  expect_mismatch({"--loss", "cross-entropy"}, {"--net classifier"});
  expect_mismatch({"--detector", "gru-classifier", "--loss", "mse"}, {"--loss cross-entropy"});
  expect_mismatch({"--detector", "gru-classifier", "--score", "absolute"}, {"--score probability"});
  expect_mismatch({"--detector", "gru-autoencoder", "--horizon", "4"}, {"--horizon applies only to forecasters"});
  expect_mismatch({"--detector", "gru-autoencoder", "--loss", "likelihood"}, {"mse, mae or huber"});
  expect_mismatch({"--residuals", "plain"}, {"--score absolute"});
  expect_mismatch({"--target", "window"}, {"--target window applies only to classifiers", "--net classifier"});
  expect_mismatch({"--target", "row"}, {"--target row applies only to classifiers", "--target last"});
  expect_mismatch({"--detector", "gru-classifier", "--target", "next"},
                  {"--target next applies only to forecasters", "--target row"});
  expect_mismatch({"--detector", "gru-classifier", "--target", "last"},
                  {"--target last applies only to forecasters", "--target window"});
  expect_mismatch({"--detector", "gru-autoencoder", "--target", "window"},
                  {"--target window applies only to classifiers"});
}

TEST_F(BadUsage, ATrainingThatIsKeptIsOfOneSeries) {
  expect_usage({"train", file_, "--each-channel", "--model", path("models"), "--checkpoint", path("run")},
               {"--checkpoint works for one series only"});
  expect_usage({"train", file_, "--model", path("m"), "--checkpoint", path("m")},
               {"--checkpoint", "would be overwritten"});
}

TEST_F(BadUsage, AnUnknownChoiceIsAnsweredWithTheOnesThereAre) {
  expect_bad_option("--cell", "gur", {"--cell", "'gur'", "allowed: rnn, rnn-relu, lstm, gru"});
  expect_bad_option("--score", "mahalanobsi", {"--score", "squared", "did you mean 'mahalanobis'?"});
  expect_bad_option("--transform", "lgo", {"--transform", "'lgo'", "none, log, auto", "did you mean 'log'?"});
  expect_bad_option("--missing", "zero", {"--missing", "'zero'", "mask, previous, mean, linear"});
  expect_bad_option("--detector", "gru-forcaster", {"--detector", "gru-forecaster"});
  expect_bad_option("--format-in", "xml", {"--format-in", "'xml'", "csv, jsonl, npy"});
  expect_usage({"detect", file_, "--format", "jsom"}, {"--format", "'jsom'", "text, jsonl, csv, json", "did you mean"});
  expect_usage({"inspect", file_, "--format", "csv"}, {"--format", "'csv'", "text, json"});
}

TEST_F(BadUsage, AValueOutOfRangeIsAnsweredWithTheRange) {
  expect_bad_option("--hidden", "0", {"--hidden", "'0'", "1 to 4096"});
  expect_bad_option("--hidden", "16,many", {"--hidden", "'many'", "whole number"});
  expect_bad_option("--learning-rate", "nan", {"--learning-rate", "'nan'", "1e-08 to 10"});
  expect_bad_option("--epochs", "-1", {"--epochs", "'-1'", "0 to"});
  expect_bad_option("--resample", "5x", {"--resample", "'5x'", "500ms, 30s, 5m"});
  expect_bad_option("--delimiter", "::", {"--delimiter", "'::'", "one character"});
  expect_bad_option("--time-zone", "Mars/Base", {"--time-zone", "'Mars/Base'", "Europe/Berlin"});
}

TEST_F(BadUsage, SeveralModelsWithoutARuleAreAnsweredWithTheOption) {
  expect_usage({"detect", file_, "--model", "a.tidegate,b.tidegate"},
               {"a.tidegate,b.tidegate", "--combine", "at-least:K"});
}

TEST_F(BadUsage, AThresholdThatIsNotUnderstoodShowsHowToWriteIt) {
  expect_bad_option("--threshold", "sgma:3", {"threshold 'sgma'", "did you mean 'sigma'?", "fixed, percentile, sigma"});
  expect_bad_option("--threshold", "foo:3", {"unknown threshold 'foo'; Known: fixed"});
  expect_bad_option("--threshold", "dspot:1e-3,1", {"'dspot:1e-3,1': 1 must lie between"});
  expect_bad_option("--threshold", "percentile:100", {"between 0 and 100, both excluded"});
  expect_bad_option("--threshold", "sigma", {"'sigma'", "a number is missing", "sigma:K"});
  expect_bad_option("--threshold", "sigma:-1", {"'sigma:-1'", "between 0 and", "sigma:K"});
  expect_bad_option("--threshold", "fixed:much", {"'much'", "not a number", "fixed:V"});
  expect_bad_option("--threshold", "percentile:101", {"'percentile:101'", "between", "percentile:P"});
  expect_bad_option("--smoothing", "ewma:0", {"'ewma:0'", "ewma:SPAN"});
}

TEST_F(BadUsage, AFeatureThatIsNotUnderstoodShowsWhatThereIs) {
  expect_bad_option("--features", "calender",
                    {"unknown feature 'calender'", "did you mean 'calendar'?", "none, auto, calendar, fourier"});
  expect_bad_option("--features", "rolling", {"--features", "'rolling'", "a number is missing", "rolling:N"});
  expect_bad_option("--features", "rolling:0", {"'rolling:0'", "between 2 and 10000"});
  expect_bad_option("--features", "rolling:10001", {"'rolling:10001'", "between 2 and 10000"});
  expect_bad_option("--features", "rolling:12,rolling:12", {"'rolling:12' is listed twice"});
  expect_bad_option("--features", "rolling:12,rolling:1", {"'rolling:1'", "between 2 and 10000"});
  expect_bad_option("--features", "rolling:many", {"'many'", "not a number"});
  expect_bad_option("--features", "auto,calendar", {"'auto' cannot be combined"});
  expect_bad_option("--features", "calendar,calendar", {"'calendar' is listed twice"});
  expect_bad_option("--features", "", {"--features", "none"});
}

TEST_F(BadUsage, CalendarNeedsTimes) {
  const std::string plain = write("plain.csv", "a,b\n" + plain_rows(0, 200));
  expect_usage({"detect", plain, "--features", "calendar"}, {"plain.csv", "--features calendar", "--time"});
  expect_usage({"train", file_, "--model", path("out"), "--time", "none", "--channels", "1", "--features", "calendar"},
               {"--features calendar", "--time"});
}

TEST_F(BadUsage, AModelThatGoesByTheClockIsNotForRowsWithoutTimes) {
  const std::string model = path("clock.tidegate");
  ASSERT_EQ(run({"train", file_, "--model", model, "--features", "calendar", "--epochs", "1"}).exit_code, kDone);
  for (const char* verb : {"score", "detect"})
    expect_refusal(run({verb, file_, "--model", model, "--time", "none"}), kModel, {"--features", "--time"});
}

TEST_F(BadUsage, ATrainingPartThatIsNotUnderstoodShowsTheThreeWaysToWriteIt) {
  const std::string ways = "write a share (0.5), a number of rows (4000) or until:2024-05-01T00:00:00Z";
  for (const char* part : {"half", "0", "-5", "1.5", "until:yesterday", "until:2024-13-45", "nan", ""})
    expect_bad_option("--train-part", part, {"--train-part", ways});
}

TEST_F(BadUsage, ATrainingPartWithoutRowsIsAQuestionOfTheData) {
  expect_refusal(run({"detect", file_, "--train-part", "until:2020-01-01"}), kData,
                 {"input.csv", "until:2020-01-01", "no training rows"});
  const std::string plain = write("plain.csv", "a,b\n" + plain_rows(0, 200));
  expect_refusal(run({"detect", plain, "--train-part", "until:2020-01-01"}), kUsage, {"needs a time column"});
}

TEST_F(BadUsage, AnAssignmentThatIsNoneIsRefused) {
  expect_usage({"detect", file_, "--set", "epochs"}, {"--set", "'epochs'", "key=value"});
  expect_usage({"detect", file_, "--set", "epoch=3"}, {"'epoch'", "--set", "did you mean 'epochs'?"});
  expect_usage({"detect", file_, "--set", "epochs=many"}, {"--epochs", "'many'"});
}

TEST_F(BadUsage, AConfigurationFileIsNamedWithTheLineThatIsNoToml) {
  expect_bad_config("epochs = 3\nhidden = [4,\n", {"config.toml", "line 2"});
  expect_bad_config("hiden = [4]\n", {"'hiden'", "config.toml", "did you mean 'hidden'?"});
  expect_bad_config("epochs = \"many\"\n", {"--epochs", "'many'"});
  expect_usage({"detect", file_, "--config", path("absent.toml")}, {"absent.toml"});
  std::filesystem::create_directory(path("folder"));
  expect_usage({"detect", file_, "--config", path("folder")}, {"folder", "is a directory"});
}

TEST_F(BadUsage, AnEnvironmentVariableThatIsNotUnderstoodIsRefused) {
  expect_refusal(run(Launch{.arguments = {"detect", file_}, .environment = {{"TIDEGATE_EPOCHS", "many"}}}), kUsage,
                 {"--epochs", "'many'"});
}

TEST_F(BadUsage, AnInputThatIsNoChannelIsNamed) {
  expect_bad_option("--inputs-only", "q", {"input.csv", "--inputs-only", "'q'"});
}

}  // namespace
}  // namespace tidegate::testing_support
