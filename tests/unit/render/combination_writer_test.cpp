#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tidegate/render.h"

namespace tidegate {
namespace {

using Json = nlohmann::json;

Timestamp minute(int count) { return Timestamp(std::chrono::minutes(count)); }

Event event_of(int start, int end, double severity, bool timed) {
  Event event;
  event.start_index = static_cast<std::size_t>(start), event.end_index = static_cast<std::size_t>(end);
  event.peak_index = event.start_index;
  if (timed) event.start = minute(start), event.end = minute(end), event.peak = minute(start);
  event.severity = severity, event.score = 12.5;
  event.channels = {{"flow, \"l/s\"", 1, 2, NAN, NAN, 1}};
  return event;
}

/// Two series, "pump" and "valve, new", that have an event together, and one that has none.
struct Sample {
  std::vector<Detection> series = std::vector<Detection>(3);
  CombinedDetection combined{.words = "at least 2 of 3 series", .at_least = 2, .events = {}};

  explicit Sample(bool timed) {
    series[0].source = "pump", series[1].source = "valve, new", series[2].source = "quiet";
    series[0].events = {event_of(10, 20, 80.4, timed)};
    series[1].events = {event_of(15, 30, 30.2, timed)};
    series[1].events[0].kind = "spike";
    CombinedEvent event{.start_index = 15, .end_index = 20, .severity = 30.2, .series = 2, .parts = {{0, 0}, {1, 0}}};
    if (timed) event.start = minute(15), event.end = minute(20), event.start_index = event.end_index = 0;
    combined.events = {event};
  }

  std::string text(EventFormat format) const { return format_combination(combined, series, format); }
};

TEST(CombinationWriter, JsonNamesTheRuleTheSeriesAndEveryPart) {
  const Json json = Json::parse(Sample(true).text(EventFormat::kJson));
  EXPECT_EQ(json["combine"], "at least 2 of 3 series");
  EXPECT_EQ(json["at_least"], 2);
  EXPECT_EQ(json["series"], (Json{"pump", "valve, new", "quiet"}));
  const Json& event = json["events"][0];
  EXPECT_EQ(event["start"], "1970-01-01T00:15:00Z");
  EXPECT_EQ(event["end"], "1970-01-01T00:20:00Z");
  EXPECT_TRUE(event["start_index"].is_null()) << "rows of different series are not the same rows";
  EXPECT_EQ(event["severity"], 30);
  EXPECT_EQ(event["series"], 2);
  const Json& part = event["parts"][1];
  EXPECT_EQ(part["series"], "valve, new");
  EXPECT_EQ(part["start_index"], 15);
  EXPECT_EQ(part["end"], "1970-01-01T00:30:00Z");
  EXPECT_EQ(part["score"], 12.5);
  EXPECT_EQ(part["channel"], "flow, \"l/s\"");
  EXPECT_EQ(part["kind"], "spike");
  EXPECT_TRUE(event["parts"][0]["kind"].is_null());
}

TEST(CombinationWriter, JsonLinesAreAnEventEach) {
  Sample sample(false);
  sample.combined.events.push_back(sample.combined.events[0]);
  const std::string text = sample.text(EventFormat::kJsonLines);
  const std::size_t end = text.find('\n');
  const Json event = Json::parse(text.substr(0, end));
  EXPECT_TRUE(event["start"].is_null());
  EXPECT_EQ(event["start_index"], 15);
  EXPECT_EQ(Json::parse(text.substr(end + 1)), event);
}

TEST(CombinationWriter, CsvHasALineForEachPart) {
  EXPECT_EQ(Sample(true).text(EventFormat::kCsv),
            "event,start,end,start_index,end_index,severity,series,series_start,series_end,series_peak,"
            "series_start_index,series_end_index,series_peak_index,series_severity,score,channel,kind\n"
            "1,1970-01-01T00:15:00Z,1970-01-01T00:20:00Z,,,30,pump,1970-01-01T00:10:00Z,1970-01-01T00:20:00Z,"
            "1970-01-01T00:10:00Z,10,20,10,80,12.5,\"flow, \"\"l/s\"\"\",\n"
            "1,1970-01-01T00:15:00Z,1970-01-01T00:20:00Z,,,30,\"valve, new\",1970-01-01T00:15:00Z,"
            "1970-01-01T00:30:00Z,1970-01-01T00:15:00Z,15,30,15,30,12.5,\"flow, \"\"l/s\"\"\",spike\n");
  EXPECT_NE(Sample(false).text(EventFormat::kCsv).find("\n1,,,15,20,30,pump,,,,10,20,10,80,"), std::string::npos);
}

TEST(CombinationWriter, TextTellsWhatTakesPart) {
  EXPECT_EQ(Sample(false).text(EventFormat::kText),
            "1 event in at least 2 of 3 series\n"
            "\n"
            "1  rows 15 – 20  medium 30, 2 of 3 series\n"
            "   pump  critical 80  rows 10 – 20\n"
            "   valve, new  medium 30  rows 15 – 30  spike\n");
  Sample none(false);
  none.combined.events.clear();
  EXPECT_EQ(none.text(EventFormat::kText), "No events in at least 2 of 3 series\n");
  EXPECT_EQ(Json::parse(none.text(EventFormat::kJson))["events"], Json::array());
}

}  // namespace
}  // namespace tidegate
