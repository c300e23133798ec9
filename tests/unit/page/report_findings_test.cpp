#include <gtest/gtest.h>

#include <string>

#include "event/severity.h"
#include "page/report_sections.h"
#include "unit/page/small_report.h"

namespace tidegate {
namespace {

using testing::small_event;

TEST(ReportFindings, LevelsBeginAtTheRatioTheSeverityFormulaGivesThem) {
  const Json levels = severity_levels_json();
  ASSERT_EQ(levels.size(), 4U);
  for (const Json& level : levels) {
    const double ratio = level["from_ratio"];
    EXPECT_NEAR(severity(ratio, 1), level["from"].get<double>(), 1e-9);
    EXPECT_EQ(severity_word(level["from"]), level["name"].get<std::string>());
  }
  EXPECT_EQ(levels[0]["from_ratio"], 1.0);
}

TEST(ReportFindings, AnEventWithoutTimeHasNullStamps) {
  const Json json = event_json(small_event());
  EXPECT_TRUE(json["start"].is_null());
  EXPECT_EQ(json["start_index"], 1);
  EXPECT_EQ(json["severity"], 52);
  EXPECT_EQ(json["channels"][0]["upper"], 1.5);
}

TEST(ReportFindings, StampsKeepTheZoneTheyWereWrittenIn) {
  ReportEvent found = small_event();
  found.event.start = Timestamp{std::chrono::hours(7)};
  found.event.utc_offset_minutes = 120;
  EXPECT_EQ(event_json(found)["start"], "1970-01-01T09:00:00+02:00");
}

TEST(ReportFindings, AnUnknownKindIsNullAndAMissingValueToo) {
  ReportEvent found = small_event();
  found.event.channels[0].value = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(event_json(found)["kind"].is_null());
  EXPECT_NE(event_json(found).dump().find("\"value\":null"), std::string::npos);
  found.event.kind = "spike";
  found.event.kind_reason = "off for about 1 row";
  EXPECT_EQ(event_json(found)["kind"], "spike");
  EXPECT_EQ(event_json(found)["kind_reason"], "off for about 1 row");
}

TEST(ReportFindings, WhatLedToAnEventStandsThereIfItIsKnown) {
  ReportEvent found = small_event();
  EXPECT_NE(event_json(found).dump().find("\"peak_score\":null"), std::string::npos);
  EXPECT_EQ(event_json(found)["mattered"], Json::array());
  EXPECT_TRUE(event_json(found)["similar"].is_null());
  found.event.mattered = {{.index = 0, .time = Timestamp{std::chrono::hours(7)}, .share = 0.75, .score_without = 3}};
  found.event.similar =
      SimilarStretch{.start_index = 0, .end_index = 2, .start = {}, .end = {}, .context_before = 2, .distance = 0.5};
  const Json json = event_json(found);
  EXPECT_EQ(json["mattered"][0],
            (Json{{"index", 0}, {"time", "1970-01-01T07:00:00Z"}, {"share", 0.75}, {"score_without", 3.0}}));
  EXPECT_EQ(json["similar"]["context_before"], 2);
  EXPECT_EQ(json["similar"]["distance"], 0.5);
  EXPECT_TRUE(json["similar"]["start"].is_null());
}

}  // namespace
}  // namespace tidegate
