// Comparing detectors on a table of many keys: what is learned from, judged and planted.
#include "integration/keyed_workspace.h"

namespace tidegate::testing_support {
namespace {

std::vector<std::string> compare_keys(const std::string& file, const std::vector<std::string>& more) {
  return std::vector<std::string>{"compare", file, "--key", "account"} + quick() + more;
}

TEST_F(Keyed, CompareLearnsFromTheLeadingPartOfEachKeyAndJudgesTheOthers) {
  const Finished finished = run(compare_keys(deeds(), {"--format", "json"}));
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json found = Json::parse(finished.out);
  EXPECT_EQ(found["trained_on"], (Json{{"rows", 24 * kAccounts}, {"keys", kAccounts}}));
  EXPECT_EQ(found["judged_rows"], 16 * kAccounts);
  EXPECT_EQ(found["judged_keys"], kAccounts);
  const double wanted = found["detectors"]["gru-forecaster"]["weights"];
  for (const char* name : {"gru-forecaster", "lstm-forecaster", "rnn-forecaster"}) {
    const Json& one = found["detectors"][name];
    EXPECT_NEAR(one["weights"].get<double>() / wanted, 1, 0.3) << name;
    for (const char* kind : {"spike", "level-shift"}) EXPECT_EQ(one["planted"][kind]["planted"], 6) << name << kind;
    EXPECT_TRUE(one["log_likelihood"].is_number()) << name;
    EXPECT_GT(one["row_ns"], 0) << name;
  }
}

TEST_F(Keyed, CompareJudgesOnWholeKeysThatAreHeldOut) {
  const Finished finished = run(compare_keys(deeds(), {"--train-keys", "7", "--detectors", "gru-forecaster"}));
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  EXPECT_NE(finished.out.find("Trained on 280 rows of 7 series (account), evaluated on 200 other rows of 5."),
            std::string::npos)
      << finished.out;
  EXPECT_NE(finished.out.find("of 36"), std::string::npos) << finished.out;
  EXPECT_NE(finished.out.find("Recommended: gru-forecaster"), std::string::npos) << finished.out;
}

/// Accounts that repeat every 8 rows, with a little noise: what is learned of some holds for all.
std::string regular_csv() {
  std::string text = "account,amount\n";
  for (std::size_t t = 0; t < 60; ++t)
    for (std::size_t k = 0; k < 20; ++k)
      text += "a" + std::to_string(k) + "," +
              field(std::sin(2 * std::numbers::pi * static_cast<double>(t + k) / 8) +
                    0.05 * static_cast<double>((31 * t + 17 * k) % 11)) +
              "\n";
  return text;
}

TEST_F(Keyed, ComparePlantsWhatATrainedDetectorFindsInKeysItNeverSaw) {
  const Finished finished = run({"compare",         write("regular.csv", regular_csv()),
                                 "--key",           "account",
                                 "--train-keys",    "0.7",
                                 "--detectors",     "gru-forecaster",
                                 "--epochs",        "40",
                                 "--hidden",        "12",
                                 "--window",        "12",
                                 "--learning-rate", "0.01",
                                 "--format",        "json",
                                 "--threads",       "1"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json found = Json::parse(finished.out);
  const Json& net = found["detectors"]["gru-forecaster"];
  EXPECT_GE(net["planted"]["spike"]["found"], 5) << net;
  EXPECT_GE(net["planted"]["dip"]["found"], 5) << net;
  EXPECT_LT(net["error"].get<double>(), 0.5 * found["value_before"]["error"].get<double>());
}

TEST_F(Keyed, ComparePlantsShorterAnomaliesWhereKeysAreShort) {
  std::string text = "account,amount\n";
  for (std::size_t k = 0; k < 40; ++k)
    for (std::size_t t = 0; t < 15; ++t) text += "a" + std::to_string(k) + "," + field(wave(3 * t, double(k))) + "\n";
  const Finished finished =
      run({"compare", write("short.csv", text), "--key", "account", "--train-keys", "0.5", "--detectors",
           "gru-forecaster", "--epochs", "2", "--hidden", "4", "--threads", "1", "--format", "json"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json planted = Json::parse(finished.out)["detectors"]["gru-forecaster"]["planted"];
  for (const char* kind : {"spike", "level-shift", "trend", "stuck"}) EXPECT_EQ(planted[kind]["planted"], 6) << kind;
}

TEST_F(Keyed, CompareRefusesWhatItCannotJudge) {
  const std::string file = deeds();
  expect_refusal(run(compare_keys(file, {"--train-keys", "12"})), kData, {"0 rows are left", "--train-keys"});
  expect_refusal(run(compare_keys(file, {"--train-keys", "11"})), kData,
                 {"32 rows are left", "first 8 rows of each series"});
  expect_refusal(run(compare_keys(file, {"--train-part", "38"})), kData, {"24 rows are left", "(the window)"});
  expect_refusal(run(compare_keys(file, {"--train-keys", "some"})), kUsage, {"--train-keys", "'some'"});
  expect_refusal(run({"compare", file, "--key", "acount"}), kData, {"'acount'", "did you mean 'account'"});
  expect_refusal(run({"compare", file, "--train-keys", "0.5"}), kUsage, {"--train-keys", "--key"});
}

}  // namespace
}  // namespace tidegate::testing_support
