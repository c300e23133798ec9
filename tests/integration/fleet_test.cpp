// Many series at once: a folder of files, or every channel of one.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class FleetOfFiles : public Workspace {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(path("fleet/deep"));
    write("fleet/a.csv", waves_csv(300));
    write("fleet/deep/b.csv", waves_csv(400, 350));
    write("fleet/notes.md", "no series");
  }
  Finished train(const std::vector<std::string>& more = {}) const {
    return run(std::vector<std::string>{"train", path("fleet"), "--model", path("models")} + quick() + more);
  }
};

TEST_F(FleetOfFiles, ASeriesGetsTheDetectorItWouldHaveGotAlone) {
  const Finished trained = train();
  EXPECT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_NE(trained.out.find("2 detectors"), std::string::npos) << trained.out;
  const std::string alone = path("alone.tidegate");
  ASSERT_EQ(run(std::vector<std::string>{"train", path("fleet/a.csv"), "--model", alone} + quick()).exit_code, kDone);
  EXPECT_EQ(run({"score", path("fleet/a.csv"), "--model", alone}).out,
            run({"score", path("fleet/a.csv"), "--model", path("models/a.tidegate")}).out);
}

TEST_F(FleetOfFiles, ScoresGoToAFileEachAndAreThoseOfTheFileAlone) {
  train();
  const Finished scored = run({"score", path("fleet"), "--model", path("models"), "--output", path("scores")});
  EXPECT_EQ(scored.exit_code, kDone) << scored.err;
  std::ifstream file(path("scores/deep/b.csv"));
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(text, run({"score", path("fleet/deep/b.csv"), "--model", path("models/deep/b.tidegate")}).out);
}

TEST_F(FleetOfFiles, EventsSayWhoseTheyAre) {
  const auto options = std::vector<std::string>{"detect", path("fleet")} + quick();
  const Finished lines = run(options + std::vector<std::string>{"--format", "jsonl"});
  ASSERT_EQ(lines.exit_code, kDone) << lines.err;
  const auto event = nlohmann::json::parse(lines.out.substr(0, lines.out.find('\n')));
  EXPECT_EQ(event["series"], "deep/b");
  EXPECT_NEAR(event["peak_index"].get<double>(), 350, 2);
  const auto whole = nlohmann::json::parse(run(options + std::vector<std::string>{"--format", "json"}).out);
  ASSERT_EQ(whole["series"].size(), 2U);
  EXPECT_EQ(whole["series"][0]["source"], "a");
  EXPECT_EQ(run(options + std::vector<std::string>{"--fail-on-anomaly", "--quiet"}).exit_code, kAnomaly);
}

TEST_F(FleetOfFiles, OneDetectorForAllScoresEach) {
  const std::string model = path("all.tidegate");
  const Finished trained =
      run(std::vector<std::string>{"train", path("fleet"), "--shared", "--model", model} + quick());
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_NE(trained.out.find("and 1 more"), std::string::npos) << trained.out;
  EXPECT_EQ(run({"score", path("fleet"), "--model", model, "--output", path("scores")}).exit_code, kDone);
  EXPECT_TRUE(std::filesystem::exists(path("scores/a.csv")));
}

TEST_F(FleetOfFiles, WhatCannotBeReadIsNamedAndTheRestIsDone) {
  write("fleet/broken.csv", "time,a,b\n2024-05-01T00:00:00Z,x,y\n");
  const Finished trained = train();
  EXPECT_EQ(trained.exit_code, kData);
  EXPECT_NE(message_of(trained).find("broken: "), std::string::npos) << trained.err;
  EXPECT_TRUE(std::filesystem::exists(path("models/a.tidegate")));
  EXPECT_TRUE(std::filesystem::exists(path("models/deep/b.tidegate")));
}

TEST_F(FleetOfFiles, AnyNumberOfThreadsGivesTheSameModels) {
  train({"--threads", "1"});
  const std::string one = run({"info", path("models/deep/b.tidegate"), "--format", "json"}).out;
  train({"--threads", "3"});
  const auto without_time = [](const std::string& text) {
    auto info = nlohmann::json::parse(text);
    info.erase("training");
    return info;
  };
  EXPECT_EQ(without_time(one), without_time(run({"info", path("models/deep/b.tidegate"), "--format", "json"}).out));
}

TEST_F(FleetOfFiles, UsageThatCannotWorkIsRefused) {
  train();
  expect_refusal(run({"score", path("fleet"), "--model", path("models")}), kUsage, {"--output"});
  expect_refusal(run({"detect", path("fleet"), "--plot"}), kUsage, {"--plot"});
  expect_refusal(run({"detect", path("fleet"), "--each-channel"}), kUsage, {"--each-channel", "folder"});
  std::filesystem::create_directories(path("empty"));
  expect_refusal(run({"detect", path("empty")}), kData, {"no data file"});
  expect_refusal(run({"train", path("fleet/a.csv"), "--shared", "--model", path("m.tidegate")}), kUsage, {"--shared"});
  write("fleet/a.jsonl", "{}");
  expect_refusal(run({"detect", path("fleet")}), kData, {"'a'"});
}

TEST_F(FleetOfFiles, AMissingModelIsNamed) {
  train();
  std::filesystem::remove(path("models/a.tidegate"));
  const Finished scored = run({"score", path("fleet"), "--model", path("models"), "--output", path("scores")});
  EXPECT_EQ(scored.exit_code, kModel);
  EXPECT_NE(message_of(scored).find("a.tidegate"), std::string::npos) << scored.err;
}

TEST_F(FleetOfFiles, ADetectorsResamplingIsUsedForEverySeries) {
  train({"--resample", "5m"});
  const Finished found = run({"detect", path("fleet"), "--model", path("models"), "--format", "json"});
  ASSERT_EQ(found.exit_code, kDone) << found.err;
  EXPECT_EQ(nlohmann::json::parse(found.out)["series"][0]["rows"], 60);
}

TEST_F(FleetOfFiles, ResultsNeverReplaceOrJoinTheSeries) {
  train();
  for (const char* output : {"fleet", "fleet/scores"})
    expect_refusal(run({"score", path("fleet"), "--model", path("models"), "--output", path(output)}), kUsage,
                   {"--output", "another folder"});
  write("fleet/x:y.csv", waves_csv(300));
  write("fleet/x?y.csv", waves_csv(300));
  expect_refusal(run({"detect", path("fleet")}), kData, {"'x_y'", "rename"});
}

TEST_F(FleetOfFiles, LinksHaveTheirOwnNamesAndLoopsEndNothing) {
  std::filesystem::create_symlink(path("fleet/a.csv"), path("fleet/linked.csv"));
  std::filesystem::create_symlink("loop.csv", path("fleet/loop.csv"));
  const Finished trained = train();
  EXPECT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_TRUE(std::filesystem::exists(path("models/linked.tidegate")));
  expect_refusal(run({"detect", path("fleet/loop.csv")}), kData, {"loop.csv"});
}

TEST_F(FleetOfFiles, WhatCannotBeWrittenIsToldBeforeTheWork) {
  write("taken", "a file");
  expect_refusal(run(std::vector<std::string>{"train", path("fleet"), "--model", path("taken/models")} + quick()),
                 kOutput, {"taken/models"});
  expect_refusal(run({"detect", path("fleet"), "--output", path("none/x.csv")}), kOutput, {"none"});
  expect_refusal(run({"score", path("fleet"), "--model", path("m"), "--output", path("s"), "--threads", "4x"}), kUsage,
                 {"--threads", "4x"});
}

TEST_F(FleetOfFiles, SeriesOfWhichNothingCouldBeScoredAreCounted) {
  write("fleet/short.csv", waves_csv(5));
  const std::string model = path("all.tidegate");
  run(std::vector<std::string>{"train", path("fleet"), "--shared", "--model", model} + quick());
  const Finished found = run({"detect", path("fleet"), "--model", model});
  EXPECT_NE(found.err.find("1 series have no score"), std::string::npos) << found.err;
}

class FleetOfChannels : public Workspace {};

TEST_F(FleetOfChannels, ANameWithAStrokeIsAFileAndNotAFolder) {
  std::string text = waves_csv(300);
  text.replace(0, text.find('\n'), "time,flow [l/s],b");
  const std::string file = write("wide.csv", text);
  ASSERT_EQ(
      run(std::vector<std::string>{"train", file, "--each-channel", "--model", path("models")} + quick()).exit_code,
      kDone);
  EXPECT_TRUE(std::filesystem::exists(path("models/flow [l_s].tidegate")));
  const Finished resampled = run({"detect", file, "--each-channel", "--model", path("models"), "--resample", "5m"});
  EXPECT_EQ(resampled.exit_code, kModel);
  EXPECT_NE(message_of(resampled).find("--resample"), std::string::npos) << resampled.err;
}

TEST_F(FleetOfChannels, EachIsASeriesOfItsOwn) {
  const std::string file = write("wide.csv", waves_csv(400, 350));
  const Finished found = run(std::vector<std::string>{"detect", file, "--each-channel", "--format", "csv"} + quick());
  ASSERT_EQ(found.exit_code, kDone) << found.err;
  EXPECT_EQ(found.out.find("series,start"), 0U);
  EXPECT_NE(found.out.find("\na,2024-05-01T05:5"), std::string::npos) << found.out;
  EXPECT_EQ(found.out.find("\nb,"), std::string::npos) << found.out;
}

TEST_F(FleetOfChannels, CanShareOneDetector) {
  const std::string file = write("wide.csv", waves_csv(300)), model = path("one.tidegate");
  ASSERT_EQ(
      run(std::vector<std::string>{"train", file, "--each-channel", "--shared", "--model", model} + quick()).exit_code,
      kDone);
  const Finished scored = run({"score", file, "--each-channel", "--model", model, "--output", path("scores")});
  EXPECT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_TRUE(std::filesystem::exists(path("scores/b.csv")));
}

class SizeVerb : public Workspace {};

TEST_F(SizeVerb, TellsMemoryOfDataOfAModelAndOfManySeries) {
  const std::string file = write("normal.csv", waves_csv(300));
  const auto of_data = nlohmann::json::parse(run({"size", file, "--format", "json", "--series", "1000"}).out);
  EXPECT_EQ(of_data["training_rows"], 300);
  EXPECT_EQ(of_data["channels"], 2);
  EXPECT_EQ(of_data["shared_bytes"],
            of_data["detector_bytes"].get<double>() + 1000 * of_data["pooled_series_bytes"].get<double>());
  const auto without = nlohmann::json::parse(run({"size", file, "--format", "json", "--kinds", "off"}).out);
  EXPECT_GT(of_data["kinds_bytes"], 0);
  EXPECT_EQ(without["kinds_bytes"], 0);
  EXPECT_EQ(without["pooled_series_bytes"].get<int>() + of_data["kinds_bytes"].get<int>(),
            of_data["pooled_series_bytes"].get<int>());
  EXPECT_NE(run({"size", file}).out.find("--kinds off saves them"), std::string::npos);
  const auto of_model = nlohmann::json::parse(run({"size", model(), "--format", "json"}).out);
  EXPECT_TRUE(of_model["training_bytes"].is_null());
  EXPECT_EQ(of_model["file_bytes"].get<std::uintmax_t>(), std::filesystem::file_size(path("waves.tidegate")));
  expect_refusal(run({"size", file, "--series", "many"}), kUsage, {"--series", "many"});
}

}  // namespace
}  // namespace tidegate::testing_support
