// What led to an event, as `detect` reports it: influential rows, the most similar stretch, a classifier's shares.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

std::vector<std::string> names_in(const OrderedJson& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

/// The event whose peak is at this row.
OrderedJson event_at(const OrderedJson& events, std::size_t peak) {
  for (const OrderedJson& event : events)
    if (event["peak_index"] == peak) return event;
  ADD_FAILURE() << "no event at row " << peak << " in " << events;
  return {};
}

class Explanation : public Workspace {
 protected:
  static const std::vector<std::string>& net() {
    static const std::vector<std::string> options = {"--epochs", "20", "--hidden",    "8",
                                                     "--window", "24", "--merge-gap", "3"};
    return options;
  }
  Finished detect(const std::string& file, const std::vector<std::string>& options = {"--format", "json"}) const {
    return run(std::vector<std::string>{"detect", file} + net() + options);
  }
  const std::string file_ = write("spike.csv", waves_csv(400, 300));
};

TEST_F(Explanation, AnEventTellsTheRowsThatMatteredAndASimilarStretch) {
  const OrderedJson event = event_at(OrderedJson::parse(detect(file_).out)["events"], 300);
  ASSERT_TRUE(event["mattered"].is_array() && !event["mattered"].empty()) << event;
  EXPECT_LE(event["mattered"].size(), 5U);
  EXPECT_GT(event["peak_score"], event["score"]);  // which is smoothed
  double last = 1, sum = 0;
  for (const OrderedJson& row : event["mattered"]) {
    EXPECT_EQ(names_in(row), (std::vector<std::string>{"index", "time", "share", "score_without"}));
    EXPECT_TRUE(row["index"] >= 276 && row["index"] < 300) << row;
    EXPECT_EQ(row["time"], stamp(row["index"]));
    EXPECT_LE(row["share"].get<double>(), last);
    sum += last = row["share"];
  }
  EXPECT_TRUE(sum >= 0.8 || event["mattered"].size() == 5) << event;
  const OrderedJson& similar = event["similar"];
  EXPECT_EQ(names_in(similar),
            (std::vector<std::string>{"start_index", "end_index", "start", "end", "context_before", "distance"}));
  const std::size_t first = similar["start_index"], length = event["end_index"].get<std::size_t>() - 299;
  EXPECT_EQ(similar["end_index"], first + similar["context_before"].get<std::size_t>() + length - 1);
  EXPECT_EQ(similar["start"], stamp(first));
  EXPECT_EQ(similar["end"], stamp(similar["end_index"]));
  EXPECT_GT(similar["distance"], 0);
}

TEST_F(Explanation, WithoutTimesTheRowsHaveNone) {
  std::string text = "a,b\n" + plain_rows(0, 400);
  text.replace(text.find(field(wave(300)) + ",", 300 * 20), 9, "31.000000");
  const OrderedJson events = OrderedJson::parse(detect(write("plain.csv", text)).out)["events"];
  ASSERT_FALSE(events.empty());
  EXPECT_TRUE(events[0]["mattered"][0]["time"].is_null());
  EXPECT_TRUE(events[0]["similar"]["start"].is_null());
}

TEST_F(Explanation, TheTableTellsItBelowTheKind) {
  const std::string text = detect(file_, {}).out;
  EXPECT_NE(text.find("influential row"), std::string::npos) << text;
  EXPECT_NE(text.find("most similar stretch: rows "), std::string::npos) << text;
}

TEST_F(Explanation, AModelTellsTheSameAndTheSameTwice) {
  const std::string model = path("spike.tidegate");
  ASSERT_EQ(run(std::vector<std::string>{"train", file_, "--model", model, "--train-part", "0.5"} + net()).exit_code,
            0);
  const std::vector<std::string> again = {"detect", file_, "--model", model, "--format", "jsonl"};
  EXPECT_EQ(run(again).out, detect(file_, {"--format", "jsonl"}).out);
  EXPECT_EQ(run(again).out, run(again).out);
}

TEST_F(Explanation, TheSeriesOfAFolderAreExplainedAsAlone) {
  std::filesystem::create_directories(path("fleet"));
  write("fleet/a.csv", waves_csv(400, 300));
  write("fleet/b.csv", waves_csv(400, 350));
  const OrderedJson alone = OrderedJson::parse(detect(file_).out)["events"];
  EXPECT_EQ(OrderedJson::parse(detect(path("fleet")).out)["series"][0]["events"], alone);
}

TEST_F(Explanation, OfAKeyTheRowsAreThoseOfTheInput) {
  // Rows 2·t are those of `one`, in which row 300 is odd; between them lie those of `two`.
  std::string text = "time,key,a\n";
  for (std::size_t t = 0; t < 400; ++t) {
    text += stamp(t) + ",one," + field(wave(t) + (t == 300 ? 8 : 0)) + "\n";
    text += stamp(t) + ",two," + field(wave(t, 2)) + "\n";
  }
  const OrderedJson event = event_at(
      OrderedJson::parse(detect(write("keys.csv", text), {"--key", "key", "--format", "json"}).out)["events"], 600);
  ASSERT_FALSE(event["mattered"].empty());
  for (const OrderedJson& row : event["mattered"]) {
    const std::size_t index = row["index"];
    EXPECT_EQ(index % 2, 0U);
    EXPECT_EQ(row["time"], stamp(index / 2));
  }
  const std::size_t first = event["similar"]["start_index"], last = event["similar"]["end_index"];
  EXPECT_TRUE(first % 2 == 0 && last % 2 == 0);
  EXPECT_EQ(event["similar"]["start"], stamp(first / 2));
  EXPECT_EQ(event["similar"]["end"], stamp(last / 2));
}

TEST_F(Explanation, AClassifierSharesItsEventsAmongTheChannels) {
  std::string text = "time,calm,odd,label\n";
  for (std::size_t row = 0; row < 800; ++row) {
    const bool odd = row % 60 >= 45 && row % 60 < 55;
    text += stamp(row) + "," + field(wave(row)) + "," + field(odd ? 14 : wave(row, 1)) + (odd ? ",1\n" : ",0\n");
  }
  const OrderedJson found = OrderedJson::parse(
      run({"detect", write("labelled.csv", text), "--detector", "gru-classifier", "--label", "label", "--epochs", "40",
           "--hidden", "8", "--window", "16", "--learning-rate", "0.01", "--merge-gap", "3", "--format", "json"})
          .out);
  ASSERT_GE(found["events"].size(), 4U);
  for (const OrderedJson& event : found["events"]) {
    EXPECT_EQ(event["channels"][0]["name"], "odd");
    EXPECT_GT(event["channels"][0]["share"], 0.6);
    EXPECT_NEAR(event["channels"][0]["share"].get<double>() + event["channels"][1]["share"].get<double>(), 1, 1e-12);
  }
}

TEST_F(Explanation, TheReportHoldsItToo) {
  const std::string page = path("page.html");
  ASSERT_EQ(detect(file_, {"--report", page}).exit_code, kDone);
  const std::string bytes = bytes_of(page);
  EXPECT_NE(bytes.find("\"mattered\":[{\"index\":"), std::string::npos);
  EXPECT_NE(bytes.find("\"similar\":{\"start_index\":"), std::string::npos);
}

}  // namespace
}  // namespace tidegate::testing_support
