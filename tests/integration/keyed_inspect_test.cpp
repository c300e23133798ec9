// What `inspect --key` tells of a table of many keys, held against what training then does.
#include "integration/keyed_workspace.h"

namespace tidegate::testing_support {
namespace {

TEST_F(Keyed, InspectTellsHowManyKeysThereAreAndHowLong) {
  const std::string file = write(
      "few.csv", deeds_csv() + stamp(2000) + ",single,10\n" + stamp(2001) + ",pair,10\n" + stamp(2002) + ",pair,10\n");
  const Finished text = run({"inspect", file, "--key", "account"});
  ASSERT_EQ(text.exit_code, kDone) << text.err;
  EXPECT_NE(text.out.find("14 in column 'account', of 1 to 40 rows, median 40; 2 too short"), std::string::npos)
      << text.out;
  EXPECT_NE(text.err.find("note: 14 series (account)"), std::string::npos) << text.err;
  const Json in = Json::parse(run({"inspect", file, "--key", "account", "--format", "json"}).out);
  EXPECT_EQ(in["keys"]["count"], 14);
  EXPECT_EQ(in["rows"], kAccounts * kRowsEach + 3);
  EXPECT_EQ(in["channels"].size(), 1U);
  EXPECT_FALSE(in["regular"]);
  EXPECT_EQ(in["first"], "2024-05-01T00:00:00Z");
}

TEST_F(Keyed, InspectForetellsTheWindowAndTheRowsOfDetect) {
  const std::string file = deeds();
  const Json keys = Json::parse(run({"inspect", file, "--key", "account", "--format", "json"}).out)["keys"];
  const Finished found =
      run({"detect", file, "--key", "account", "--epochs", "1", "--hidden", "4", "--threads", "1", "--format", "json"});
  ASSERT_EQ(found.exit_code, kDone) << found.err;
  const Json done = Json::parse(found.out);
  EXPECT_EQ(keys["window"], done["warmup_rows"]);
  EXPECT_EQ(keys["training_rows"], done["trained_on"]["rows"]);
  EXPECT_EQ(keys["learning"], done["trained_on"]["keys"]);
}

TEST_F(Keyed, InspectSaysWhatTrainingWouldRefuse) {
  std::string text = "account,amount\n";
  for (std::size_t k = 0; k < 30; ++k) text += "a" + std::to_string(k) + ",1\na" + std::to_string(k) + ",2\n";
  const std::string file = write("short.csv", text);
  const Finished told = run({"inspect", file, "--key", "account"});
  EXPECT_EQ(told.exit_code, kDone) << told.err;
  EXPECT_NE(told.out.find("too short to train"), std::string::npos) << told.out;
  EXPECT_EQ(run({"detect", file, "--key", "account"}).exit_code, kData);
}

TEST_F(Keyed, InspectRefusesTheKeysThatTrainRefuses) {
  const std::string file = deeds();
  std::filesystem::create_directories(path("folder"));
  expect_refusal(run({"inspect", file, "--key", "acount"}), kData, {"deeds.csv", "'acount'", "did you mean 'account'"});
  expect_refusal(run({"inspect", file, "--key", "when"}), kUsage, {"--key", "'when'", "--time"});
  expect_refusal(run({"inspect", file, "--key", ""}), kUsage, {"--key", "column"});
  expect_refusal(run({"inspect", path("folder"), "--key", "account"}), kUsage, {"--key", "folder"});
  EXPECT_FALSE(Json::parse(run({"inspect", file, "--key", "none", "--format", "json"}).out).contains("keys"));
}

}  // namespace
}  // namespace tidegate::testing_support
