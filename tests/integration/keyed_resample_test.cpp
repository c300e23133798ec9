// Means over bins of each key: --resample with --key.
#include "integration/keyed_workspace.h"

namespace tidegate::testing_support {
namespace {

TEST_F(Keyed, ResampledKeysHaveOneStepAndTheModelKnowsIt) {
  const auto info = Json::parse(run({"info", train(deeds(), {"--resample", "30m"}), "--format", "json"}).out);
  EXPECT_EQ(info["resample_seconds"], 1800.0);
  EXPECT_EQ(info["step_seconds"], 1800);
  EXPECT_EQ(info["key"], "account");
}

TEST_F(Keyed, AResampledKeysScoresAreThoseOfItsRowsAlone) {
  const std::string file = deeds(), model = train(file, {"--resample", "30m"});
  const Finished scored = run({"score", file, "--model", model});
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_TRUE(scored.out.starts_with("time,account,score,threshold,anomaly\n"));
  for (const std::string key : {"acc3", "acc7"}) {
    const std::string alone = write("alone.csv", "when,amount\n" + only(deeds_csv(), key + ","));
    const std::string rows = run({"score", alone, "--model", model, "--key", "none"}).out;
    EXPECT_GT(lines_of(rows).size(), 20U);
    EXPECT_EQ(only(scored.out, key + ","), rows.substr(rows.find('\n') + 1));
  }
}

TEST_F(Keyed, DetectInspectAndSizeTakeTheSameBins) {
  const std::string file = deeds();
  const std::vector<std::string> bins = {"--key", "account", "--resample", "30m", "--format", "json"};
  const auto found = Json::parse(run(std::vector<std::string>{"detect", file} + bins + quick()).out);
  const auto seen = Json::parse(run(std::vector<std::string>{"inspect", file} + bins).out);
  const auto size = Json::parse(run(std::vector<std::string>{"size", file} + bins).out);
  EXPECT_TRUE(seen["regular"]);
  EXPECT_EQ(seen["step"], 1800.0);
  EXPECT_EQ(seen["rows"], found["rows"]);
  EXPECT_EQ(seen["rows"], size["training_rows"]);
  EXPECT_EQ(seen["keys"]["training_rows"], found["trained_on"]["rows"]);
  EXPECT_EQ(size["series"], kAccounts);
}

TEST_F(Keyed, BinsWantTimesThatRiseWithinAKey) {
  const std::string late = write("late.csv", deeds_csv() + stamp(0) + ",acc3,10\n");
  const auto train_on = [&](const std::string& file, const std::vector<std::string>& more) {
    return run(std::vector<std::string>{"train", file, "--key", "account", "--model", path("out")} + quick() + more);
  };
  expect_refusal(train_on(late, {"--resample", "5m"}), kData, {"late.csv, row 480", "account 'acc3'", "goes back"});
  expect_refusal(train_on(deeds(), {"--resample", "5m", "--time", "none"}), kData, {"--resample", "--time"});
  expect_refusal(train_on(deeds(), {"--resample", "5 parsecs"}), kUsage, {"--resample", "'5 parsecs'"});
}

}  // namespace
}  // namespace tidegate::testing_support
