// Events of several series, or of several detectors, taken together.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class Combine : public Workspace {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(path("fleet"));
    write("fleet/a.csv", waves_csv(400, 350));
    write("fleet/b.csv", waves_csv(400, 352));
    write("fleet/calm.csv", waves_csv(400));
  }

  Finished detect(const std::vector<std::string>& options) const {
    return run(std::vector<std::string>{"detect", path("fleet")} + quick() + options);
  }

  Json found(const std::vector<std::string>& options) const {
    const Finished finished = detect(options + std::vector<std::string>{"--format", "json"});
    EXPECT_EQ(finished.exit_code, kDone) << finished.err;
    return Json::parse(finished.out);
  }
};

TEST_F(Combine, OneEventNamesTheSeriesThatTakePart) {
  const Json json = found({"--combine", "at-least:2", "--within", "5"});
  EXPECT_EQ(json["combine"], "at least 2 of 3 series, within 5 rows");
  EXPECT_EQ(json["series"], (Json{"a", "b", "calm"}));
  ASSERT_EQ(json["events"].size(), 1U);
  const Json& event = json["events"][0];
  EXPECT_EQ(event["start"].get<std::string>().substr(0, 15), "2024-05-01T05:5");
  ASSERT_EQ(event["parts"].size(), 2U);
  EXPECT_EQ(event["parts"][0]["series"], "a");
  EXPECT_EQ(event["parts"][1]["series"], "b");
  EXPECT_EQ(event["severity"], std::min(event["parts"][0]["severity"], event["parts"][1]["severity"]));
}

TEST_F(Combine, AndWantsAllAndOrAny) {
  EXPECT_TRUE(found({"--combine", "and", "--within", "1h"})["events"].empty());
  EXPECT_EQ(found({"--combine", "or", "--within", "5m"})["events"].size(), 1U);
  EXPECT_EQ(detect({"--combine", "or", "--fail-on-anomaly", "--quiet"}).exit_code, kAnomaly);
  EXPECT_EQ(detect({"--combine", "and", "--fail-on-anomaly", "--quiet"}).exit_code, kDone);
}

TEST_F(Combine, HasEveryFormOfResult) {
  const std::vector<std::string> rule = {"--combine", "or", "--within", "5"};
  EXPECT_EQ(detect(rule).out.find("1 event in any of 3 series, within 5 rows\n"), 0U) << detect(rule).out;
  const std::string lines = detect(rule + std::vector<std::string>{"--format", "jsonl"}).out;
  EXPECT_EQ(Json::parse(lines)["series"], 2);
  const std::string csv = detect(rule + std::vector<std::string>{"--format", "csv"}).out;
  EXPECT_EQ(csv.find("event,start,end,"), 0U);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
}

TEST_F(Combine, ChannelsOfAFileAreSeriesToo) {
  const Finished finished = run(
      std::vector<std::string>{"detect", path("fleet/a.csv"), "--each-channel", "--combine", "or", "--format", "json"} +
      quick());
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json json = Json::parse(finished.out);
  EXPECT_EQ(json["series"], (Json{"a", "b"}));
  ASSERT_EQ(json["events"].size(), 1U);
  EXPECT_EQ(json["events"][0]["parts"][0]["series"], "a");
}

TEST_F(Combine, SeveralDetectorsVoteOnOneFile) {
  const std::string first = model(), second = path("second.tidegate");
  ASSERT_EQ(run(std::vector<std::string>{"train", path("normal.csv"), "--model", second, "--cell", "lstm"} + quick())
                .exit_code,
            kDone);
  const std::string both = first + "," + second;
  const Finished finished =
      run({"detect", path("fleet/a.csv"), "--model", both, "--combine", "and", "--format", "json"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json json = Json::parse(finished.out);
  EXPECT_EQ(json["series"], (Json{"waves", "second"}));
  ASSERT_EQ(json["events"].size(), 1U);
  EXPECT_EQ(json["events"][0]["parts"].size(), 2U);
  expect_refusal(run({"detect", path("fleet/a.csv"), "--model", both, "--combine", "and", "--hidden", "4"}), kUsage,
                 {"--hidden", "no effect"});
  expect_refusal(run({"detect", path("fleet/a.csv"), "--model", both, "--combine", "and", "--output", second}), kUsage,
                 {"--output", "would be overwritten"});
  expect_refusal(run({"detect", "-", "--model", both, "--combine", "and"}), kUsage,
                 {"--combine", "instead of standard input"});
  expect_refusal(run({"detect", path("fleet/a.csv"), "--model", both, "--combine", "at-least:3"}), kUsage,
                 {"at-least:3", "only 2"});
  expect_refusal(run({"detect", path("fleet/a.csv"), "--model", first + ",none.tidegate", "--combine", "or"}), kModel,
                 {"none.tidegate"});
}

TEST_F(Combine, WhatCannotBeCombinedIsRefusedBeforeTheWork) {
  expect_refusal(detect({"--combine", "xor"}), kUsage, {"--combine", "'xor'", "at-least:K"});
  for (const char* rule : {"at-least:0", "at-least:two", "at-least:-1", "at-least:"})
    expect_refusal(detect({"--combine", rule}), kUsage, {"--combine", rule, "at-least:K"});
  expect_refusal(detect({"--combine", "at-least:4"}), kUsage, {"'at-least:4'", "only 3 series"});
  expect_refusal(detect({"--within", "5"}), kUsage, {"--within", "--combine"});
  expect_refusal(detect({"--combine", "or", "--within", "soon"}), kUsage, {"--within", "'soon'"});
  expect_refusal(run({"detect", path("fleet/a.csv"), "--key", "a", "--combine", "or"}), kUsage, {"--key", "--combine"});
  expect_refusal(detect({"--combine", "or", "--plot"}), kUsage, {"--plot"});
  expect_refusal(run({"detect", path("fleet/a.csv"), "--combine", "or"}), kUsage, {"--combine", "--each-channel"});
  expect_refusal(detect({"--combine", "or", "--time", "none", "--within", "5m"}), kUsage, {"--within", "times"});
}

/// Were it told after the work, notes on series that cannot be read would stand before it.
TEST_F(Combine, ADurationWithoutTimesIsRefusedBeforeAnyWork) {
  write("fleet/broken.csv", "a,b\n1,x\n");
  const Finished folder = detect({"--combine", "or", "--time", "none", "--within", "5m"});
  expect_refusal(folder, kUsage, {"--within", "times"});
  EXPECT_EQ(folder.err.find("broken"), std::string::npos) << folder.err;
  const std::string table = write("plain.csv", "a,b\n" + plain_rows(0, 400));
  expect_refusal(run({"detect", table, "--each-channel", "--combine", "or", "--within", "5m"}), kUsage,
                 {"--within", "times"});
  const std::string one = model(), none = path("none.tidegate");
  expect_refusal(run({"detect", table, "--model", one + "," + none, "--combine", "or", "--within", "5m"}), kUsage,
                 {"--within", "times"});  // not that the second model is missing
}

TEST_F(Combine, SeriesWithAndWithoutTimesHaveNoClockInCommon) {
  write("fleet/plain.csv", "a,b\n" + plain_rows(0, 400));
  const Finished finished = detect({"--combine", "or"});
  EXPECT_EQ(finished.exit_code, kData);
  EXPECT_NE(message_of(finished).find("'plain' has none"), std::string::npos) << finished.err;
}

TEST_F(Combine, WhatCannotBeReadIsToldAndTheOthersAreCombined) {
  write("fleet/broken.csv", "time,a\n2024-05-01T00:00:00Z,x\n");
  const Finished finished = detect({"--combine", "or", "--format", "json"});
  EXPECT_EQ(finished.exit_code, kData);
  EXPECT_NE(finished.err.find("broken: "), std::string::npos) << finished.err;
  EXPECT_EQ(Json::parse(finished.out)["series"].size(), 3U);
}

}  // namespace
}  // namespace tidegate::testing_support
