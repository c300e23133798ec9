#include <gtest/gtest.h>

#include <string>

#include "page/report_page.h"
#include "tidegate/report.h"
#include "unit/page/small_report.h"

namespace tidegate {
namespace {

using testing::small_event;
using testing::small_report;

std::string page_of(const Report& report) {
  std::string page;
  const PageWriter collect = [&](std::string_view piece) -> Status { return page += piece, Status{}; };
  const Status written = write_report(report, collect);
  EXPECT_TRUE(written) << written.error().message();
  return page;
}

std::string error_of(const Report& report) {
  const Status written = write_report(report, [](std::string_view) -> Status { return {}; });
  return written ? "" : written.error().message();
}

class ReportHtml : public ::testing::Test {
 protected:
  void SetUp() override {
    if (report_page().head.empty()) GTEST_SKIP() << "built without the report page";
  }
};

TEST_F(ReportHtml, ThePageOfABenchmarkRunIsEmbeddedBesideItWithTheSamePolicy) {
  const ReportPage page = benchmark_page();
  EXPECT_EQ(page.head, report_page().head);
  EXPECT_NE(page.head.find("default-src 'none'"), std::string_view::npos);
  EXPECT_NE(page.middle, report_page().middle);
  EXPECT_NE(page.tail.find("tidegate-benchmark"), std::string_view::npos);
}

TEST_F(ReportHtml, IsTheShellWithTitleArraysAndJsonInOrder) {
  const std::string page = page_of(small_report());
  const auto title = page.find("<title>a&lt;b&gt;.csv · Tidegate report</title>");
  const auto array =
      page.find(R"(<script type="text/plain" id="a0" data-dtype="f32" data-length="3">AACAPwAAAEAAAMB/</script>)");
  const auto json = page.find(R"(<script type="application/json" id="tidegate-report">{"format":"tidegate-report")");
  EXPECT_TRUE(page.starts_with("<!doctype html>"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  ASSERT_NE(json, std::string::npos);
  EXPECT_LT(title, array);
  EXPECT_LT(array, json);
}

TEST_F(ReportHtml, LoadsNothingFromAnywhere) {
  const std::string page = page_of(small_report());
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(page.find("src=\"http"), std::string::npos);
  EXPECT_EQ(page.find("href=\"http"), std::string::npos);
  EXPECT_EQ(page.find("@import"), std::string::npos);
}

TEST_F(ReportHtml, NamesCannotCloseTheJsonElement) {
  Report report = small_report();
  report.channels[0].channel.name = "</script><script>alert(1)</script>";
  const std::string page = page_of(report);
  EXPECT_EQ(page.find("</script><script>alert"), std::string::npos);
  EXPECT_NE(page.find("\\u003c/script>\\u003cscript>alert"), std::string::npos);
}

TEST_F(ReportHtml, PiecesStaySmallHoweverLongTheSeries) {
  Report report = small_report();
  report.source.rows = 1'000'000;
  ReportChannel& channel = report.channels[0];
  for (auto* array : {&channel.value, &channel.expected, &channel.lower, &channel.upper, &report.score.values})
    array->assign(1'000'000, 1.F);
  std::size_t largest = 0, total = 0;
  const PageWriter measure = [&](std::string_view piece) -> Status {
    largest = std::max(largest, piece.size());
    total += piece.size();
    return {};
  };
  ASSERT_TRUE(write_report(report, measure));
  EXPECT_GT(total, 16'000'000U);
  EXPECT_LT(largest, 300'000U);
}

TEST_F(ReportHtml, AFullDiskIsReportedAtOnce) {
  int calls = 0;
  const PageWriter full = [&](std::string_view) -> Status { return ++calls, fail(ErrorKind::kOutput, "disk full"); };
  const Status written = write_report(small_report(), full);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, ErrorKind::kOutput);
  EXPECT_EQ(calls, 1);
}

TEST_F(ReportHtml, ArraysOfTheWrongLengthAreRefusedByChannel) {
  Report report = small_report();
  report.channels[0].expected.pop_back();
  EXPECT_EQ(error_of(report),
            "report: the arrays of channel 'flow [l/s]' do not have one entry for each of the 3 rows");
  report = small_report();
  report.score.values.pop_back();
  EXPECT_NE(error_of(report).find("score"), std::string::npos);
  report = small_report();
  report.time.resize(2);
  EXPECT_NE(error_of(report).find("time"), std::string::npos);
}

TEST_F(ReportHtml, EventsBeyondTheRowsAreRefused) {
  Report report = small_report();
  report.events = {small_event()};
  EXPECT_EQ(error_of(report), "");
  report.events[0].event.end_index = 3;
  EXPECT_NE(error_of(report).find("outside the 3 rows"), std::string::npos);
  report.events = {small_event()};
  report.events[0].event.mattered = {{.index = 3, .time = {}, .share = 1, .score_without = 2}};
  EXPECT_NE(error_of(report).find("outside the 3 rows"), std::string::npos);
  report.events = {small_event()};
  report.events[0].event.similar.emplace().end_index = 3;
  EXPECT_NE(error_of(report).find("outside the 3 rows"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
