// Verdicts that come some rows late: centred means, and windows that overlap.
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

std::vector<Json> json_lines(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  return lines;
}

/// By the definition, where `null` is a row without a score.
double mean_around(const std::vector<Json>& own, std::size_t row, std::size_t half) {
  double sum = 0, count = 0;
  for (std::size_t t = row < half ? 0 : row - half; t <= std::min(own.size() - 1, row + half); ++t)
    if (!own[t].is_null()) sum += own[t].get<double>(), ++count;
  return sum / count;
}

std::vector<Json> scores_in(const std::vector<Json>& lines) {
  std::vector<Json> scores;
  for (const Json& line : lines) scores.push_back(line["score"]);
  return scores;
}

/// Two series of unlike lengths, row by row in turn as long as both go on: `key,value`.
std::string two_keys_csv() {
  std::string text = "when,key,value\n";
  for (std::size_t t = 0; t < 120; ++t) {
    text += stamp(t) + ",long," + field(wave(t)) + "\n";
    if (t < 70) text += stamp(t) + ",short," + field(wave(t, 2)) + "\n";
  }
  return text;
}

class Delay : public Workspace {
 protected:
  std::string trained(const std::string& file, const std::string& name, const std::vector<std::string>& more) const {
    const Finished done = run(std::vector<std::string>{"train", file, "--model", path(name)} + quick() + more);
    EXPECT_EQ(done.exit_code, kDone) << done.err;
    return path(name);
  }
  std::vector<Json> scored(const std::string& file, const std::string& model) const {
    const Finished done = run({"score", file, "--model", model, "--format", "jsonl", "--detail"});
    EXPECT_EQ(done.exit_code, kDone) << done.err;
    return json_lines(done.out);
  }
};

TEST_F(Delay, ScoresOfACentredMeanStandInTheirOwnRows) {
  const std::string file = write("waves.csv", waves_csv(300, 250));
  const auto own = scored(file, trained(file, "plain.tidegate", {"--smoothing", "none"}));
  const std::string model = trained(file, "centred.tidegate", {"--smoothing", "centred-mean:7"});
  const auto centred = scored(file, model);
  ASSERT_EQ(centred.size(), 300U);
  const auto own_scores = scores_in(own);
  for (std::size_t t = 0; t < 300; ++t) {
    for (const char* field : {"time", "a", "b.expected"}) EXPECT_EQ(centred[t][field], own[t][field]) << "row " << t;
    EXPECT_EQ(centred[t]["score"].is_null(), own_scores[t].is_null()) << "row " << t;
    if (own_scores[t].is_null()) continue;
    EXPECT_NEAR(centred[t]["score"].get<double>(), mean_around(own_scores, t, 3), 1e-9) << "row " << t;
  }
  EXPECT_EQ(Json::parse(run({"info", model, "--format", "json"}).out)["delay_rows"], 3);
  EXPECT_NE(run({"info", model}).out.find("a row gets its verdict after 3 more rows"), std::string::npos);
}

TEST_F(Delay, ALateRowKeepsItsPlaceInTheOutput) {
  const std::string file = write("waves.csv", waves_csv(300));
  const std::string model = trained(file, "centred.tidegate", {"--smoothing", "centred-mean:7"});
  const auto before = scored(file, model);
  std::string text = waves_csv(300);
  text.insert(text.find(stamp(200)), stamp(100) + ",77,77\n");
  const auto with_late = scored(write("late.csv", text), model);
  ASSERT_EQ(with_late.size(), 301U);
  EXPECT_EQ(with_late[200]["a"], 77);
  EXPECT_TRUE(with_late[200]["score"].is_null());
  for (std::size_t t = 0; t < 300; ++t) EXPECT_EQ(with_late[t < 200 ? t : t + 1], before[t]) << "row " << t;
}

TEST_F(Delay, RowsOfManyKeysComeOutInTheInputsOrder) {
  const std::string file = write("keys.csv", two_keys_csv());
  const std::vector<std::string> by_key = {"--key", "key", "--smoothing"};
  const auto own = scored(file, trained(file, "plain.tidegate", by_key + std::vector<std::string>{"none"}));
  const auto centred =
      scored(file, trained(file, "late.tidegate", by_key + std::vector<std::string>{"centred-mean:5"}));
  ASSERT_EQ(centred.size(), 190U);
  std::map<std::string, std::vector<Json>> own_of;
  for (const Json& line : own) own_of[line["key"]].push_back(line["score"]);
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < centred.size(); ++i) {
    for (const char* field : {"time", "key", "value"}) EXPECT_EQ(centred[i][field], own[i][field]) << "line " << i;
    const std::string key = centred[i]["key"];
    const std::size_t t = seen[key]++;
    ASSERT_EQ(centred[i]["score"].is_null(), own_of[key][t].is_null()) << key << " row " << t;
    if (own_of[key][t].is_null()) continue;
    EXPECT_NEAR(centred[i]["score"].get<double>(), mean_around(own_of[key], t, 2), 1e-9) << key << " row " << t;
  }
  EXPECT_EQ(seen["short"], 70U);
}

TEST_F(Delay, AnEventOfOverlappingWindowsSaysWhatWasExpectedThere) {
  const std::string file = write("waves.csv", waves_csv(300, 250));
  const Finished done = run(std::vector<std::string>{"detect", file, "--format", "json", "--detector",
                                                     "gru-autoencoder", "--overlap", "median", "--smoothing", "none"} +
                            quick());
  ASSERT_EQ(done.exit_code, kDone) << done.err;
  const Json found = Json::parse(done.out);
  EXPECT_EQ(found["delay_rows"], 7);
  EXPECT_EQ(found["warmup_rows"], 0);
  ASSERT_EQ(found["events"].size(), 1U);
  const Json& event = found["events"][0];
  EXPECT_EQ(event["peak_index"], 250);
  EXPECT_EQ(event["channels"][0]["name"], "a");
  EXPECT_GT(event["channels"][0]["value"], event["channels"][0]["upper"]);
}

TEST_F(Delay, NoEventIsLostAtTheEndOfTheInput) {
  std::string text = waves_csv(600);
  for (std::size_t row = 600; row < 1000; ++row)
    text += stamp(row) + "," + field(wave(row) + (row % 5 == 0 ? 6 : 0)) + "," + field(wave(row, 1)) + "\n";
  const Finished done = run({"detect",       write("many.csv", text),
                             "--format",     "json",
                             "--train-part", "600",
                             "--detector",   "gru-autoencoder",
                             "--overlap",    "median",
                             "--smoothing",  "none",
                             "--threshold",  "fixed:3",
                             "--merge-gap",  "1",
                             "--window",     "400",
                             "--epochs",     "1",
                             "--hidden",     "4",
                             "--threads",    "1"});
  ASSERT_EQ(done.exit_code, kDone) << done.err;
  EXPECT_EQ(Json::parse(done.out)["events"].size(), 80U);  // all of them are judged when the input has ended
}

TEST_F(Delay, AThresholdOnTheScoredDataSeesEveryRow) {
  const std::string file = write("waves.csv", waves_csv(300));
  const std::string model =
      trained(file, "late.tidegate",
              {"--smoothing", "centred-mean:41", "--threshold", "percentile:90", "--threshold-data", "scored"});
  const Finished found = run({"detect", file, "--model", model, "--format", "json"});
  EXPECT_NE(found.out.find("of 292 scores"), std::string::npos) << found.out;  // the first 8 rows have none
}

TEST_F(Delay, AnInputShorterThanTheDelayIsScored) {
  const std::string file = write("waves.csv", waves_csv(300));
  const std::string model = trained(file, "late.tidegate", {"--smoothing", "centred-mean:99"});
  const auto few = scored(write("few.csv", waves_csv(20)), model);
  ASSERT_EQ(few.size(), 20U);
  for (std::size_t t = 0; t < 20; ++t) EXPECT_EQ(few[t]["score"].is_null(), t < 8) << "row " << t;
}

}  // namespace
}  // namespace tidegate::testing_support
