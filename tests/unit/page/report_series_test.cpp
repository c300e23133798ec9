#include <gtest/gtest.h>

#include "page/report_sections.h"
#include "unit/page/small_report.h"

namespace tidegate {
namespace {

using namespace std::chrono_literals;
using testing::small_report;

TEST(ReportSeries, RowsWithoutTimeAreCounted) {
  ArrayCollector arrays;
  EXPECT_EQ(time_json(small_report(), arrays), (Json{{"kind", "rows"}, {"length", 3}}));
}

TEST(ReportSeries, EvenTimeIsOneRunAndGapsBeginBeyondOneAndAHalfSteps) {
  Report report = small_report();
  report.step = 10s;
  report.time = {Timestamp{}, Timestamp{10s}, Timestamp{20s}};
  ArrayCollector arrays;
  const Json json = time_json(report, arrays);
  EXPECT_EQ(json["runs"], Json::parse("[[0, 0.0, 10000.0]]"));
  EXPECT_EQ(json["gap_ms"], 15000.0);
}

TEST(ReportSeries, VeryUnevenTimeIsAnArrayOfMilliseconds) {
  Report report = small_report();
  for (std::int64_t i = 0; i < 5000; ++i) report.time.push_back(Timestamp{i * i * 1ms});
  ArrayCollector arrays;
  EXPECT_EQ(time_json(report, arrays)["ms"], "#a0");
  EXPECT_EQ(std::get<std::vector<double>>(arrays.take()[0])[3], 9.0);
}

TEST(ReportSeries, ABandIsTwoArraysOrNothing) {
  Report report = small_report();
  ArrayCollector arrays;
  EXPECT_TRUE(channels_json(report, arrays)[0]["band"].contains("upper"));
  report.channels[0].lower.clear();
  EXPECT_FALSE(channels_json(report, arrays)[0].contains("band"));
}

TEST(ReportSeries, AThresholdThatVariesIsAnArray) {
  ReportScore score = small_report().score;
  ArrayCollector arrays;
  EXPECT_EQ(score_json(score, arrays)["threshold"], (Json{{"kind", "constant"}, {"value", 4.0}}));
  score.thresholds = {4, 5, 6};
  EXPECT_EQ(score_json(score, arrays)["threshold"]["kind"], "array");
}

TEST(ReportSeries, AnOffsetIsToldOnlyWhereThereIsOne) {
  Report report = small_report();
  ArrayCollector arrays;
  EXPECT_FALSE(channels_json(report, arrays)[0].contains("offset"));
  report.channels[0].offset = 1e9;
  EXPECT_EQ(channels_json(report, arrays)[0]["offset"], 1e9);
}

}  // namespace
}  // namespace tidegate
