// The comparison of detectors: its figures, its advice, and what it refuses.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class Compare : public Workspace {
 protected:
  Finished compare(const std::vector<std::string>& options) const {
    return run(std::vector<std::string>{"compare", file_} + quick() + options);
  }

  const std::string file_ = write("input.csv", waves_csv(600));
};

TEST_F(Compare, GivesEachDetectorAboutTheSameWeightsAndJudgesThemOnRowsNoneHasSeen) {
  const Finished finished = compare({"--format", "json", "--hidden", "12"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json found = Json::parse(finished.out);
  EXPECT_EQ(found["trained_on"], (Json{{"first", 0}, {"last", 359}}));
  EXPECT_EQ(found["judged_rows"], 240);
  const double wanted = found["detectors"]["gru-forecaster"]["weights"];
  for (const char* name : {"gru-forecaster", "lstm-forecaster", "rnn-forecaster"}) {
    const Json& one = found["detectors"][name];
    EXPECT_NEAR(one["weights"].get<double>() / wanted, 1, 0.15) << name;
    EXPECT_TRUE(one["log_likelihood"].is_number()) << name;
    EXPECT_EQ(one["planted"]["spike"]["planted"], 6) << name;
    EXPECT_GT(one["row_ns"], 0) << name;
  }
  EXPECT_TRUE(found["detectors"].contains(found["recommended"].get<std::string>()));
}

TEST_F(Compare, TellsWhichToTakeAndWhy) {
  const Finished finished = compare({"--detectors", "rnn-forecaster,gru-autoencoder"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  for (const char* words :
       {"rnn-forecaster", "gru-autoencoder", "value before", "Recommended: ", "planted anomalies", "of 36"})
    EXPECT_NE(finished.out.find(words), std::string::npos) << words << "\n" << finished.out;
}

TEST_F(Compare, ATrainedNetForeseesAWaveBetterThanTheRuleThatNothingChanges) {
  const Finished finished = run({"compare", file_, "--detectors", "gru-forecaster", "--epochs", "60", "--hidden", "12",
                                 "--window", "16", "--learning-rate", "0.01", "--format", "json", "--threads", "1"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json found = Json::parse(finished.out);
  const Json& net = found["detectors"]["gru-forecaster"];
  EXPECT_LT(net["error"].get<double>(), 0.5 * found["value_before"]["error"].get<double>());
  EXPECT_GT(net["log_likelihood"].get<double>(), found["value_before"]["log_likelihood"].get<double>());
}

TEST_F(Compare, AnomaliesAreFoundWhereVerdictsComeLater) {
  const Json found = Json::parse(run({"compare",     file_,  "--detectors", "gru-autoencoder",
                                      "--epochs",    "30",   "--hidden",    "12",
                                      "--window",    "16",   "--overlap",   "mean",
                                      "--smoothing", "none", "--threshold", "sigma:5",
                                      "--format",    "json", "--threads",   "1"})
                                     .out);
  const Json& planted = found["detectors"]["gru-autoencoder"]["planted"];
  for (const char* kind : {"spike", "dip"}) EXPECT_EQ(planted[kind]["found"], 6) << planted.dump();
}

TEST_F(Compare, RefusesWhatItCannotCompare) {
  expect_refusal(compare({"--detectors", "gru-forcaster"}), kUsage, {"'gru-forcaster'", "did you mean"});
  expect_refusal(compare({"--cell", "gru"}), kUsage, {"--detectors", "--cell"});
  expect_refusal(compare({"--train-part", "580"}), kData, {"20 rows are left", "--train-part"});
  expect_refusal(compare({"--detectors", "gru-classifier"}), kData, {"gru-classifier", "--label"});
  expect_refusal(compare({"--output", file_}), kUsage, {"--output", "would be overwritten"});
}

}  // namespace
}  // namespace tidegate::testing_support
