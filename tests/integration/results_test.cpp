// What programs rely on: the form of scores and events, and that all verbs tell the same story.
#include <nlohmann/json.hpp>
#include <sstream>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

std::vector<std::string> keys(const OrderedJson& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

class Results : public Workspace {
 protected:
  const std::string file_ = write("spike.csv", waves_csv(400, 300));

  Finished detect(const std::vector<std::string>& options) const {
    return run(std::vector<std::string>{"detect", file_, "--epochs", "20", "--hidden", "8", "--window", "24"} +
               options);
  }
};

TEST_F(Results, ScoresHaveTheDocumentedHeaderAndEmptyFieldsInWarmUp) {
  const auto lines = lines_of(run({"score", file_, "--model", model()}).out);
  ASSERT_EQ(lines.size(), 401U);
  EXPECT_EQ(lines[0], "time,score,threshold,anomaly");
  for (std::size_t row = 0; row < 8; ++row) EXPECT_EQ(lines[1 + row], stamp(row) + ",,,");
  EXPECT_TRUE(lines[9].ends_with(",0")) << lines[9];
  EXPECT_TRUE(lines[301].starts_with(stamp(300) + ",") && lines[301].ends_with(",1")) << lines[301];
}

TEST_F(Results, DetailAddsFiveColumnsAChannel) {
  const auto lines = lines_of(run({"score", file_, "--model", model(), "--detail"}).out);
  EXPECT_EQ(lines.at(0),
            "time,score,threshold,anomaly,a,a.expected,a.lower,a.upper,a.share,b,b.expected,b.lower,b.upper,b.share");
  EXPECT_EQ(lines.at(1), stamp(0) + ",,,," + "10,,,,,10.841471,,,,");
}

TEST_F(Results, ScoresAsJsonLinesHoldNullWhereCsvIsEmpty) {
  const auto lines = lines_of(run({"score", file_, "--model", model(), "--format", "jsonl"}).out);
  ASSERT_EQ(lines.size(), 400U);
  EXPECT_EQ(keys(OrderedJson::parse(lines[0])), (std::vector<std::string>{"time", "score", "threshold", "anomaly"}));
  EXPECT_TRUE(OrderedJson::parse(lines[0])["score"].is_null());
  EXPECT_EQ(OrderedJson::parse(lines[300])["anomaly"], 1);
}

TEST_F(Results, EventsAsJsonHaveTheDocumentedKeysInTheirOrder) {
  const OrderedJson found = OrderedJson::parse(detect({"--format", "json"}).out);
  EXPECT_EQ(keys(found), (std::vector<std::string>{"tidegate", "source", "rows", "channels", "trained_on", "threshold",
                                                   "threshold_words", "warmup_rows", "delay_rows", "events"}));
  EXPECT_EQ(found["rows"], 400);
  EXPECT_EQ(found["channels"], (OrderedJson{"a", "b"}));
  EXPECT_EQ(found["trained_on"], OrderedJson({{"first", 0}, {"last", 199}}));
  EXPECT_EQ(found["warmup_rows"], 24);
  ASSERT_GE(found["events"].size(), 1U);
}

TEST_F(Results, AnEventEndsWhereTheTrainingPartDoes) {
  std::string text = "time,a,b\n";
  for (std::size_t row = 0; row < 400; ++row)
    text += stamp(row) + "," + field(wave(row) + (row == 195 || row == 205 ? 8 : 0)) + "," + field(wave(row, 1)) + "\n";
  const std::string file = write("edge.csv", text);
  const Finished done = run(std::vector<std::string>{"detect", file, "--train-part", "200", "--format", "json",
                                                     "--smoothing", "none", "--threshold", "percentile:98"} +
                            quick());
  ASSERT_EQ(done.exit_code, kDone) << done.err;
  bool told = false;
  const OrderedJson found = OrderedJson::parse(done.out);
  for (const OrderedJson& event : found["events"]) {
    EXPECT_GE(event["start_index"], 200);
    told = told || (event["start_index"] <= 205 && event["end_index"] >= 205);
  }
  EXPECT_TRUE(told) << done.out;
}

TEST_F(Results, WithoutARowLeftToJudgeItSaysSo) {
  const Finished done = run(std::vector<std::string>{"detect", file_, "--train-part", "400"} + quick());
  ASSERT_EQ(done.exit_code, kDone) << done.err;
  EXPECT_NE(done.out.find("No rows are left to score: all 400 rows"), std::string::npos) << done.out;
}

TEST_F(Results, AnEventSaysWhereHowStrongAndWhichChannel) {
  const OrderedJson event = OrderedJson::parse(detect({"--format", "json"}).out)["events"][0];
  EXPECT_EQ(keys(event),
            (std::vector<std::string>{"start", "end", "peak", "start_index", "end_index", "peak_index", "severity",
                                      "score", "kind", "kind_confidence", "kind_reason", "scorer", "scorer_reason",
                                      "channels", "peak_score", "mattered", "similar"}));
  EXPECT_EQ(event["peak_index"], 300);
  EXPECT_EQ(event["peak"], stamp(300));
  EXPECT_LE(event["start_index"], 300);
  EXPECT_GE(event["end_index"], 300);
  EXPECT_TRUE(event["severity"] > 0 && event["severity"] <= 100);
  const OrderedJson& first = event["channels"][0];
  EXPECT_EQ(keys(first), (std::vector<std::string>{"name", "value", "expected", "lower", "upper", "share"}));
  EXPECT_EQ(first["name"], "a");
  double shares = 0;
  for (const OrderedJson& channel : event["channels"]) shares += channel["share"].get<double>();
  EXPECT_NEAR(shares, 1, 1e-12);
}

TEST_F(Results, EventsAsJsonLinesAndCsvAreTheSameEvents) {
  const OrderedJson found = OrderedJson::parse(detect({"--format", "json"}).out);
  const auto json_lines = lines_of(detect({"--format", "jsonl"}).out);
  ASSERT_EQ(json_lines.size(), found["events"].size());
  for (std::size_t i = 0; i < json_lines.size(); ++i) EXPECT_EQ(OrderedJson::parse(json_lines[i]), found["events"][i]);
  const auto csv = lines_of(detect({"--format", "csv"}).out);
  EXPECT_EQ(csv.size(), 1 + found["events"].size());
  EXPECT_EQ(csv.at(0),
            "start,end,peak,start_index,end_index,peak_index,severity,score,channel,value,expected,lower,upper,share,"
            "kind,kind_confidence,kind_reason,scorer,scorer_reason");
}

TEST_F(Results, AModelTrainedBeforeFindsWhatDetectionFindsByItself) {
  const std::string saved = path("saved.tidegate");
  const std::vector<std::string> net = {"--epochs", "20", "--hidden", "8", "--window", "24"};
  ASSERT_EQ(run(std::vector<std::string>{"train", file_, "--model", saved, "--train-part", "0.5"} + net).exit_code, 0);
  const Finished by_itself = detect({"--format", "jsonl"});
  const Finished with_model = run({"detect", file_, "--model", saved, "--format", "jsonl"});
  EXPECT_NE(by_itself.out, "");
  EXPECT_EQ(with_model.out, by_itself.out);
  const auto scores = lines_of(run({"score", file_, "--model", saved}).out);
  const OrderedJson event = OrderedJson::parse(lines_of(by_itself.out).at(0));
  EXPECT_TRUE(scores[1 + event["start_index"].get<std::size_t>()].ends_with(",1"));
  EXPECT_TRUE(scores[event["start_index"].get<std::size_t>()].ends_with(",0"));
}

TEST_F(Results, FailOnAnomalyTurnsAnEventIntoExitCodeOne) {
  EXPECT_EQ(detect({"--fail-on-anomaly"}).exit_code, kAnomaly);
  EXPECT_EQ(detect({"--fail-on-anomaly", "--threshold", "fixed:1e9"}).exit_code, kDone);
  const std::string trained = model();
  EXPECT_EQ(run({"score", file_, "--model", trained, "--fail-on-anomaly"}).exit_code, kAnomaly);
  EXPECT_EQ(run({"score", write("calm.csv", waves_csv(5)), "--model", trained, "--fail-on-anomaly"}).exit_code, kDone);
}

TEST_F(Results, AFileHoldsWhatStandardOutputWould) {
  const std::string out = path("events.json");
  const Finished finished = detect({"--format", "json", "--output", out});
  EXPECT_EQ(finished.out, "");
  EXPECT_EQ(file_content(out), detect({"--format", "json"}).out);
}

TEST_F(Results, TheReportIsOneWholePage) {
  const std::string page = path("page.html");
  ASSERT_EQ(detect({"--report", page}).exit_code, kDone);
  const std::string html = file_content(page);
  EXPECT_TRUE(html.starts_with("<!doctype html>") || html.starts_with("<!DOCTYPE html>")) << html.substr(0, 40);
  EXPECT_NE(html.find("</html>"), std::string::npos);
  EXPECT_EQ(files(), 2U) << "the input and the page, nothing temporary";
}

TEST_F(Results, APlotWithoutATerminalHasNoEscapeCodes) {
  const Finished finished = detect({"--plot"});
  EXPECT_EQ(finished.exit_code, kDone);
  EXPECT_NE(finished.out.find("observed"), std::string::npos) << "the plot is there";
  EXPECT_EQ(finished.out.find('\x1b'), std::string::npos);
  EXPECT_EQ(finished.err.find('\x1b'), std::string::npos);
}

TEST_F(Results, QuietLeavesOnlyTheResult) {
  const Finished finished = detect({"--quiet", "--format", "csv"});
  EXPECT_EQ(finished.err, "");
  EXPECT_NE(finished.out, "");
}

TEST_F(Results, AModelFileSaysWhichVersionWroteIt) {
  EXPECT_EQ(OrderedJson::parse(run({"info", model(), "--format", "json"}).out)["tidegate"], TIDEGATE_PROJECT_VERSION);
}

TEST_F(Results, WithKindsOffEventsAreTheSameWithoutOne) {
  OrderedJson with = OrderedJson::parse(detect({"--format", "json"}).out), without = with;
  const std::string model = path("no-kinds.tidegate");
  const Finished trained = run({"train", file_, "--train-part", "0.5", "--epochs", "20", "--hidden", "8", "--window",
                                "24", "--kinds", "off", "--model", model});
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  const OrderedJson found = OrderedJson::parse(run({"detect", file_, "--model", model, "--format", "json"}).out);
  ASSERT_EQ(found["events"].size(), 1U);
  for (const char* key : {"kind", "kind_confidence", "kind_reason"}) {
    EXPECT_FALSE(with["events"][0][key].is_null()) << key;
    without["events"][0][key] = nullptr;
  }
  EXPECT_EQ(found["events"], without["events"]);
  expect_refusal(detect({"--kinds", "of"}), kUsage, {"--kinds", "'of'", "on, off"});
  expect_refusal(run({"detect", file_, "--model", model, "--kinds", "on"}), kUsage, {"--kinds", "no effect"});
}

}  // namespace
}  // namespace tidegate::testing_support
