#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/missing.h"
#include "tidegate/render.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

using Json = nlohmann::json;

/// An event of pump; valve changed before it, the heater after it and the other way, the door (Tür) not at all.
Correlation sample_correlation() {
  return {.signal = SignalKind::kResiduals,
          .series = "pump",
          .first = 100,
          .last = 109,
          .stretch = {90, 30},
          .max_lag = 12,
          .step_seconds = 60,
          .others = {{"valve", {-3, 0.914, 0.0023, 1000}, true},
                     {"Südheizung", {1, -0.5, 0, 1000}, true},
                     {"level", {0, 0.25, 0.42, 1000}, false},
                     {"Tür", {0, kMissingValue, kMissingValue, 0}, false}}};
}

std::string last_line(const std::string& text) {
  const std::size_t begin = text.rfind('\n', text.size() - 2) + 1;
  return text.substr(begin, text.size() - 1 - begin);
}

/// What is said of these alone.
std::string reading_of(std::vector<CorrelatedSeries> others) {
  Correlation found = sample_correlation();
  found.step_seconds = 0;
  found.others = std::move(others);
  return last_line(format_correlation_text(found));
}

TEST(Correlation, TextIsATableOfSeriesAndASentenceOfThoseThatStandOut) {
  EXPECT_EQ(format_correlation_text(sample_correlation()),
            "Event in pump: rows 100–109\n"
            "residuals of rows 90–119 correlated with those of 4 other series, at lags of up to 12 rows\n"
            "\n"
            "series       lag  coefficient  as strong elsewhere\n"
            "valve         -3         0.91  0.23 %\n"
            "Südheizung    +1        -0.50  none of 1000\n"
            "level         +0         0.25  42 %\n"
            "Tür            –            –  –\n"
            "\n"
            "valve changed 3 rows (3 min) before pump, in the same direction (0.91; 0.23 % of the other stretches "
            "correlate as strongly); "
            "Südheizung changed 1 row (60 s) after pump, in the opposite direction (-0.50; none of 1000 other "
            "stretches correlates as strongly). This is a hint where to look, not evidence of a cause.\n");
}

TEST(Correlation, TextNamesTheEventsTimesInTheirOwnZone) {
  Correlation found = sample_correlation();
  found.first_time = Timestamp(std::chrono::seconds(1650351600));
  found.last_time = *found.first_time + std::chrono::minutes(9);
  found.first_offset = found.last_offset = 120;
  EXPECT_TRUE(format_correlation_text(found).starts_with(
      "Event in pump: rows 100–109, 2022-04-19T09:00:00+02:00 – 2022-04-19T09:09:00+02:00\n"));
}

TEST(Correlation, WithoutOneThatStandsOutTheFirstIsNamed) {
  EXPECT_EQ(reading_of({{"level", {0, 0.25, 0.42, 1000}, false}, {"valve", {2, 0.2, 0.5, 1000}, false}}),
            "No series stands out; strongest: level changed together with pump, in the same direction (0.25; 42 % of "
            "the other stretches correlate as strongly).");
}

TEST(Correlation, TooFewOtherStretchesAreSaid) {
  EXPECT_EQ(reading_of({{"level", {2, 0.25, 0, 599}, false}}),
            "Too few other stretches for a comparison; strongest: level changed 2 rows after pump, in the same "
            "direction (0.25; none of "
            "599 other stretches correlates as strongly).");
  EXPECT_EQ(reading_of({{"level", {2, 0.25, kMissingValue, 0}, false}}),
            "Too few other stretches for a comparison; strongest: level changed 2 rows after pump, in the same "
            "direction (0.25; no "
            "other stretch to compare with).");
}

TEST(Correlation, WithoutAnyCoefficientNothingCanBeSaid) {
  EXPECT_EQ(reading_of({{"door", {0, kMissingValue, kMissingValue, 0}, false}}),
            "No series has enough varying values around this event.");
}

TEST(Correlation, JsonHoldsTheEventItsStretchAndEverySeries) {
  const Json json = Json::parse(format_correlation_json(sample_correlation()));
  EXPECT_EQ(json.at("tidegate"), kVersion);
  EXPECT_EQ(json.at("of"), "residuals");
  EXPECT_EQ(json.at("series"), "pump");
  EXPECT_EQ(json.at("event"), Json::parse(R"({"start_index": 100, "end_index": 109})"));
  EXPECT_EQ(json.at("stretch"), Json::parse(R"({"first": 90, "last": 119})"));
  EXPECT_EQ(json.at("max_lag"), 12);
  EXPECT_EQ(json.at("step_seconds"), 60.0);
  EXPECT_EQ(json.at("reading"), last_line(format_correlation_text(sample_correlation())));
  ASSERT_EQ(json.at("others").size(), 4U);
  EXPECT_EQ(json.at("others")[0],
            Json::parse(R"({"series": "valve", "lag": -3, "lag_seconds": -180.0, "coefficient": 0.914,
                            "share_elsewhere": 0.0023, "stretches_elsewhere": 1000, "stands_out": true})"));
}

TEST(Correlation, JsonOfWhatIsNotKnownIsNull) {
  Correlation found = sample_correlation();
  const Json door = Json::parse(format_correlation_json(found)).at("others")[3];
  for (const char* field : {"lag", "lag_seconds", "coefficient", "share_elsewhere"})
    EXPECT_TRUE(door.at(field).is_null()) << field;
  EXPECT_EQ(door.at("stands_out"), false);
  found.step_seconds = 0;
  const Json json = Json::parse(format_correlation_json(found));
  EXPECT_TRUE(json.at("step_seconds").is_null());
  EXPECT_TRUE(json.at("others")[0].at("lag_seconds").is_null());
  EXPECT_EQ(json.at("others")[0].at("lag"), -3);
}

}  // namespace
}  // namespace tidegate
