#include <gtest/gtest.h>

#include <algorithm>

#include "tidegate/render.h"

namespace tidegate {
namespace {

DetectorResult detector(const std::string& name, double vus) {
  DetectorResult result;
  result.name = name;
  result.trials = {{.series = "a, b", .family = "f"}};
  result.trials[0].metrics[Metric::kVusPr] = result.metrics[Metric::kVusPr] = vus;
  result.intervals[static_cast<std::size_t>(Metric::kVusPr)] = {vus - 0.1, vus + 0.1};
  return result;
}

Benchmark two() {
  Benchmark made;
  made.data_set = {.name = "smd", .title = "Machines", .split = "learned from: x; judged: y"};
  made.detectors = {detector("weak", 0.2), detector("strong", 0.8)};
  return made;
}

TEST(BenchmarkText, TheBestStandsFirstWithItsInterval) {
  const std::string text = format_benchmark_text(two(), {.configurations_tried = 3});
  EXPECT_LT(text.find("strong"), text.find("weak"));
  EXPECT_NE(text.find("0.800 (0.700–0.900)"), std::string::npos) << text;
  EXPECT_NE(text.find("configurations tried: 3"), std::string::npos);
  EXPECT_NE(text.find("Machines, 1 series; learned from: x; judged: y"), std::string::npos);
}

TEST(BenchmarkText, FailuresAndFindingsAreSaid) {
  Benchmark made = two();
  made.detectors[0].trials[0].failure = "too short";
  made.detectors[0].failed = 1;
  made.findings = {{"a", "is flat"}, {"", "is small"}};
  const std::string text = format_benchmark_text(made, {});
  EXPECT_NE(text.find("weak failed on 1 series, where a random score stands for it; the first, a, b: too short"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("data: a: is flat\ndata: is small\n"), std::string::npos);
}

TEST(BenchmarkText, WhoIsNotToldApartFromTheBestIsNamed) {
  Benchmark made = two();
  made.ranks = {.metric = Metric::kVusPr, .average = {1.6, 1.4}, .critical_difference = 0.5};
  EXPECT_NE(format_benchmark_text(made, {}).find("strong leads; not told apart from it: weak"), std::string::npos);
  made.ranks.critical_difference = 0.1;
  EXPECT_NE(format_benchmark_text(made, {}).find("strong leads; all others are behind"), std::string::npos);
}

TEST(BenchmarkCsv, HasALineForEachSeriesAndDetectorAndNoNumberWhereNoneCanBeSaid) {
  const std::string text = format_benchmark_csv(two());
  EXPECT_EQ(std::ranges::count(text, '\n'), 3);
  EXPECT_NE(text.find("\nweak,\"a, b\",f,0,0,0,0,0,0,0,,,,,,0.2,"), std::string::npos) << text;
}

TEST(ChangesText, ShowsLossesBeforeGains) {
  const DetectorChange change{
      .before = "old",
      .now = "new",
      .metrics = {{.metric = Metric::kVusPr, .before = 0.2, .now = 0.3, .better = 2, .worse = 1, .same = 0, .p = 1}},
      .series = {{"x", 0.5, 0.1}, {"y", 0.1, 0.2}, {"z", 0.1, 0.9}}};
  const std::string text = format_changes_text({change});
  EXPECT_NE(text.find("largest losses:\n  x: 0.500 → 0.100\nlargest gains:\n  z: 0.100 → 0.900\n  y: 0.100 → 0.200\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace tidegate
