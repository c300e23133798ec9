#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tidegate/report.h"

namespace tidegate {
namespace {

using PageJson = nlohmann::json;

Benchmark two_detectors() {
  Benchmark made;
  made.data_set = {.name = "smd", .title = "Machines <1>", .source = "s", .split = "learned from: x; judged: y"};
  made.data_digest = std::string(64, 'a');
  for (const char* const name : {"gru", "random"}) {
    DetectorResult detector;
    detector.name = name;
    detector.trials = {{.series = "one", .family = "f"}, {.series = "two", .family = "f", .failure = "</script>"}};
    detector.trials[0].metrics[Metric::kVusPr] = 0.25;
    detector.metrics[Metric::kVusPr] = 0.25;
    detector.families = {{"f", 2, detector.metrics}};
    detector.failed = 1;
    made.detectors.push_back(detector);
  }
  made.ranks = {.metric = Metric::kVusPr, .average = {1, 2}, .critical_difference = 1.5};
  made.findings = {{"", "small"}};
  return made;
}

/// What stands in the page's script element.
PageJson json_of(const std::string& page) {
  const std::string open = R"(id="tidegate-benchmark">)";
  const std::size_t begin = page.find(open) + open.size();
  return PageJson::parse(page.substr(begin, page.find("</script>", begin) - begin));
}

TEST(BenchmarkPage, HoldsTheRunAndNothingThatEndsItsScript) {
  BenchmarkCase drawn{.detector = "gru", .series = "one", .family = "f", .channel = "c", .best = true, .rows = 3};
  drawn.low = drawn.high = {1.23456F, std::numeric_limits<float>::quiet_NaN()};
  drawn.anomalies = {{1, 3}};
  const auto page = format_benchmark_page(two_detectors(), {.command = "tidegate eval smd", .configurations_tried = 2},
                                          std::span(&drawn, 1));
  ASSERT_TRUE(page) << page.error().message();
  EXPECT_NE(page->find("<title>Machines &lt;1&gt; · Tidegate benchmark"), std::string::npos);
  const PageJson json = json_of(*page);
  EXPECT_EQ(json.at("command"), "tidegate eval smd");
  EXPECT_EQ(json.at("data_set").at("series"), 2);
  EXPECT_EQ(json.at("metrics").size(), 5U);  // those that stand first
  EXPECT_EQ(json.at("detectors").at(1).at("failures").at(0).at("why"), "</script>");
  EXPECT_EQ(json.at("ranks").at("average").at(1).at("rank"), 2);
  EXPECT_EQ(json.at("series").at(0).at("metrics").at("random").at("vus_pr"), 0.25);
  EXPECT_EQ(json.at("cases").at(0).at("low"), PageJson::parse("[1.235, null]"));
  EXPECT_EQ(json.at("cases").at(0).at("anomalies"), PageJson::parse("[[1, 2]]"));
  EXPECT_EQ(json.at("cases").at(0).at("which"), "best");
}

TEST(BenchmarkPage, WithoutRanksTheyAreNull) {
  Benchmark made = two_detectors();
  made.ranks.average.clear();
  EXPECT_TRUE(json_of(*format_benchmark_page(made, {}, {})).at("ranks").is_null());
}

}  // namespace
}  // namespace tidegate
