// Detectors on a data set: the leaderboard, the folder of results, going on, and comparing with an earlier run.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class Eval : public Workspace {
 protected:
  Eval() {
    for (const auto& [name, spike] : {std::pair("one", 150), std::pair("two", 170)}) {
      std::string text = "time,a,label\n";
      for (std::size_t row = 0; row < 200; ++row) {
        const bool bad = row == static_cast<std::size_t>(spike);
        text += stamp(row) + "," + field(wave(row) + (bad ? 8 : 0)) + (bad ? ",1\n" : ",0\n");
      }
      std::filesystem::create_directories(path("data"));
      write(std::string("data/") + name + ".csv", text);
    }
  }

  Finished eval(const std::vector<std::string>& options) const {
    return run(std::vector<std::string>{"eval", "csv", "--data", path("data"), "--detector", "range,difference"} +
               options);
  }
};

TEST_F(Eval, PrintsALeaderboardAndSaysWhatIsWrongWithTheData) {
  const Finished finished = eval({});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  for (const char* words : {"labelled CSV files, 2 series", "VUS-PR", "range", "difference", "configurations tried: 1",
                            "data: anomalies of one or two rows"})
    EXPECT_NE(finished.out.find(words), std::string::npos) << words << "\n" << finished.out;
}

TEST_F(Eval, TheFolderHoldsSummarySeriesAndPageAndTheScoresOnlyIfAskedFor) {
  const std::string out = path("out");
  ASSERT_EQ(eval({"--output", out}).exit_code, kDone);
  EXPECT_FALSE(std::filesystem::exists(out + "/trials"));
  const Json summary = Json::parse(bytes_of(out + "/summary.json"));
  EXPECT_EQ(summary.at("dataset"), "csv");
  EXPECT_EQ(summary.at("detectors").at("range").at("metrics").at("event_recall"), 1);
  EXPECT_NE(summary.at("command").get<std::string>().find("tidegate eval csv --data"), std::string::npos);
  EXPECT_EQ(bytes_of(out + "/series.csv").find("detector,series,family"), 0U);
  EXPECT_NE(bytes_of(out + "/report.html").find("tidegate-benchmark"), std::string::npos);
  ASSERT_EQ(eval({"--output", out, "--scores"}).exit_code, kDone);
  EXPECT_TRUE(std::filesystem::exists(out + "/trials"));
  const Finished again = eval({"--output", out, "--resume", "--format", "json"});
  EXPECT_EQ(Json::parse(again.out).at("resumed"), 4);
}

TEST_F(Eval, TheSeedThatIsGivenIsTheRuns) {
  EXPECT_EQ(Json::parse(eval({"--seed", "7", "--format", "json"}).out).at("seed"), 7);
}

TEST_F(Eval, ARunIsComparedWithAnEarlierOne) {
  ASSERT_EQ(eval({"--output", path("old")}).exit_code, kDone);
  const Finished finished = eval({"--compare", path("old/summary.json")});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  EXPECT_NE(finished.out.find("sign test"), std::string::npos) << finished.out;
}

TEST_F(Eval, RefusesWhatItCannotDoAndSaysWhatItCan) {
  const Finished unknown = run({"eval", "ucrr"});
  EXPECT_EQ(unknown.exit_code, kUsage);
  EXPECT_NE(unknown.err.find("did you mean 'ucr'?"), std::string::npos) << unknown.err;
  EXPECT_EQ(run({"eval", "ucr", "--data", path("data")}).exit_code, kData);
  EXPECT_EQ(eval({"--resume"}).exit_code, kUsage);
  EXPECT_EQ(eval({"--only", "nothing"}).exit_code, kUsage);
  EXPECT_EQ(eval({"--compare", path("none.json")}).exit_code, kData);
  EXPECT_EQ(eval({"--limit", "0"}).exit_code, kUsage);
}

}  // namespace
}  // namespace tidegate::testing_support
