#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "tidegate/render.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

Detection sample_events(bool with_time = true) {
  Event event{.start_index = 700,
              .end_index = 711,
              .peak_index = 705,
              .start = {},
              .end = {},
              .peak = {},
              .utc_offset_minutes = 120,
              .severity = 86.6,
              .score = 9.2,
              .flagged_rows = 12,
              .direction = "up",
              .channels = {{"flow, raw", 83.1, 41, 35.2, std::numeric_limits<double>::quiet_NaN(), 0.9},
                           {"level", 1, 1, 0.5, 1.5, 0.1}},
              .kind = "spike",
              .kind_confidence = 0.8333,
              .kind_reason = "off, then back",
              .scorer = "forecast"};
  if (with_time) {
    const Timestamp start{std::chrono::seconds(1650351600)};
    event.start = start, event.peak = start + std::chrono::hours(5), event.end = start + std::chrono::hours(11);
  }
  return {.source = "water-flow.csv",
          .rows = 1268,
          .channels = {"flow, raw", "level"},
          .has_time = with_time,
          .trained_on = RowRange{0, 634},
          .threshold = 3.71,
          .warmup_rows = 48,
          .events = {event}};
}

TEST(EventWriter, JsonIsTheObjectOfTheContract) {
  EXPECT_EQ(
      format_detection(sample_events(), EventFormat::kJson),
      std::string("{\"tidegate\": \"") + kVersion +
          "\", \"source\": \"water-flow.csv\", \"rows\": 1268, \"channels\": [\"flow, raw\", \"level\"], "
          "\"trained_on\": {\"first\": 0, \"last\": 633}, \"threshold\": 3.71, \"warmup_rows\": 48, \"delay_rows\": 0, "
          "\"events\": [\n"
          "  {\"start\": \"2022-04-19T09:00:00+02:00\", \"end\": \"2022-04-19T20:00:00+02:00\", "
          "\"peak\": \"2022-04-19T14:00:00+02:00\", \"start_index\": 700, \"end_index\": 711, \"peak_index\": 705, "
          "\"severity\": 87, \"score\": 9.2, \"kind\": \"spike\", \"kind_confidence\": 0.83, \"kind_reason\": \"off, "
          "then back\", \"scorer\": \"forecast\", \"scorer_reason\": null, "
          "\"channels\": [{\"name\": \"flow, raw\", \"value\": 83.1, "
          "\"expected\": 41, \"lower\": 35.2, \"upper\": null, \"share\": 0.9}, {\"name\": \"level\", \"value\": 1, "
          "\"expected\": 1, \"lower\": 0.5, \"upper\": 1.5, \"share\": 0.1}], "
          "\"peak_score\": null, \"mattered\": [], \"similar\": null}]}\n");
}

TEST(EventWriter, JsonTellsWhatLedToAnEvent) {
  Detection detection = sample_events();
  Event& event = detection.events[0];
  event.peak_score = 12.5;
  event.mattered = {{.index = 704, .time = *event.peak - std::chrono::hours(1), .share = 0.75, .score_without = 2.5},
                    {.index = 681, .time = {}, .share = 0.125, .score_without = 9}};
  event.similar = SimilarStretch{.start_index = 556,
                                 .end_index = 579,
                                 .start = *event.start - std::chrono::hours(144),
                                 .end = {},
                                 .context_before = 12,
                                 .distance = 0.25};
  const std::string json = format_detection(detection, EventFormat::kJson);
  EXPECT_NE(json.find("\"peak_score\": 12.5, \"mattered\": [{\"index\": 704, \"time\": \"2022-04-19T13:00:00+02:00\", "
                      "\"share\": 0.75, "
                      "\"score_without\": 2.5}, {\"index\": 681, \"time\": null, \"share\": 0.125, "
                      "\"score_without\": 9}], \"similar\": {\"start_index\": 556, \"end_index\": 579, "
                      "\"start\": \"2022-04-13T09:00:00+02:00\", \"end\": null, \"context_before\": 12, "
                      "\"distance\": 0.25}}]}\n"),
            std::string::npos)
      << json;
}

TEST(EventWriter, WithoutTimesTrainingOrEventsJsonSaysSo) {
  Detection detection = sample_events(false);
  detection.trained_on.reset();
  auto json = nlohmann::json::parse(format_detection(detection, EventFormat::kJson));
  EXPECT_TRUE(json["events"][0]["start"].is_null());
  EXPECT_TRUE(json["trained_on"].is_null());
  detection.events.clear();
  json = nlohmann::json::parse(format_detection(detection, EventFormat::kJson));
  EXPECT_TRUE(json["events"].is_array() && json["events"].empty());
}

TEST(EventWriter, JsonLinesAreOneEventALine) {
  Detection detection = sample_events();
  detection.events.push_back(detection.events.front());
  const std::string lines = format_detection(detection, EventFormat::kJsonLines);
  EXPECT_EQ(std::ranges::count(lines, '\n'), 2);
  EXPECT_EQ(nlohmann::json::parse(lines.substr(0, lines.find('\n')))["peak_index"], 705);
}

TEST(EventWriter, CsvIsOneEventALineWithTheFirstChannel) {
  EXPECT_EQ(format_detection(sample_events(), EventFormat::kCsv),
            "start,end,peak,start_index,end_index,peak_index,severity,score,channel,value,expected,lower,upper,share,"
            "kind,kind_confidence,kind_reason,scorer,scorer_reason\n"
            "2022-04-19T09:00:00+02:00,2022-04-19T20:00:00+02:00,2022-04-19T14:00:00+02:00,700,711,705,87,9.2,"
            "\"flow, raw\",83.1,41,35.2,,0.9,spike,0.83,\"off, then back\",forecast,\n");
  EXPECT_NE(format_detection(sample_events(false), EventFormat::kCsv).find("\n,,,700,"), std::string::npos);
}

Detection keyed_sample() {
  Detection detection = sample_events();
  detection.trained_on.reset();
  detection.events[0].series = "a17";
  detection.keyed = {.column = "account",
                     .keys = {{"a17", 20, 1, 9.2, 86.6}, {"b", 3, 0, std::numeric_limits<double>::quiet_NaN(), 0}},
                     .trained_rows = 11,
                     .trained_keys = 2};
  return detection;
}

TEST(EventWriter, AScorersReasonStandsInJsonAndCsv) {
  Detection detection = sample_events();
  detection.events[0].scorer = "range";
  detection.events[0].scorer_reason = "83.1 is above 47, the highest value of the training part";
  const auto event = nlohmann::json::parse(format_detection(detection, EventFormat::kJson))["events"][0];
  EXPECT_EQ(event["scorer"], "range");
  EXPECT_EQ(event["scorer_reason"], detection.events[0].scorer_reason);
  EXPECT_NE(format_detection(detection, EventFormat::kCsv).find(",range,\"83.1 is above 47, the highest"),
            std::string::npos);
}

TEST(EventWriter, OfKeysJsonHasTheEventsKeyAndASummaryOfEachKey) {
  const auto json = nlohmann::json::parse(format_detection(keyed_sample(), EventFormat::kJson));
  EXPECT_EQ(json["events"][0]["key"], "a17");
  EXPECT_EQ(json["trained_on"], (nlohmann::json{{"rows", 11}, {"keys", 2}}));
  EXPECT_EQ(json["key_column"], "account");
  EXPECT_EQ(json["keys"][0],
            (nlohmann::json{{"key", "a17"}, {"rows", 20}, {"events", 1}, {"score", 9.2}, {"severity", 87}}));
  EXPECT_TRUE(json["keys"][1]["score"].is_null());
}

TEST(EventWriter, OfKeysEveryLineBeginsWithTheKey) {
  const std::string csv = format_detection(keyed_sample(), EventFormat::kCsv);
  EXPECT_TRUE(csv.starts_with("key,start,")) << csv;
  EXPECT_NE(csv.find("\na17,2022-04-19"), std::string::npos) << csv;
  const std::string lines = format_detection(keyed_sample(), EventFormat::kJsonLines);
  EXPECT_TRUE(lines.starts_with("{\"key\": \"a17\", \"start\"")) << lines;
}

TEST(EventWriter, AnEventWithoutAClearKindHasNone) {
  Detection detection = sample_events();
  detection.events[0].kind.clear();
  const auto event = nlohmann::json::parse(format_detection(detection, EventFormat::kJson))["events"][0];
  for (const char* key : {"kind", "kind_confidence", "kind_reason"}) EXPECT_TRUE(event[key].is_null()) << key;
  detection.events[0].kind_reason.clear();
  EXPECT_TRUE(format_detection(detection, EventFormat::kCsv).ends_with(",0.9,,,,forecast,\n"));
}

}  // namespace
}  // namespace tidegate
