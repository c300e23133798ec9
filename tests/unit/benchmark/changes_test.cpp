#include "tidegate/render.h"
#include "unit/benchmark/small_data.h"

namespace tidegate {
namespace {

using namespace testing_support;

Benchmark run_of(const TemporaryFolder& folder, const std::string& name, const std::string& detector) {
  return *run_benchmark(small_data(folder), {.detectors = {contestant(name, detector)}});
}

std::filesystem::path summary_of(const TemporaryFolder& folder, const Benchmark& made) {
  std::ofstream(folder / "summary.json") << format_benchmark_json(made, {});
  return folder / "summary.json";
}

TEST(ChangesSince, TheSameRunHasNone) {
  const TemporaryFolder folder;
  const Benchmark made = run_of(folder, "range", "range");
  const auto changes = changes_since(made, summary_of(folder, made));
  ASSERT_TRUE(changes) << changes.error().message();
  ASSERT_EQ(changes->size(), 1U);
  EXPECT_EQ(changes->front().metrics.front().same, 3U);
  EXPECT_EQ(changes->front().metrics.front().p, 1);
  EXPECT_TRUE(changes->front().series.empty());
}

TEST(ChangesSince, GainsAndLossesAreCountedBySeries) {
  const TemporaryFolder folder;
  const Benchmark before = run_of(folder, "missing", "missing"), now = run_of(folder, "range", "range");
  const auto changes = changes_since(now, summary_of(folder, before));
  ASSERT_TRUE(changes) << changes.error().message();
  const MetricChange& first = changes->front().metrics.front();
  EXPECT_EQ(first.metric, Metric::kVusPr);
  EXPECT_EQ(first.better + first.same, 3U);
  EXPECT_GT(first.now, first.before);
  EXPECT_EQ(changes->front().series.size(), first.better);
  EXPECT_EQ(changes->front().before, "missing");
}

TEST(ChangesSince, WhatIsNoSummaryOfTheDataSetIsRefused) {
  const TemporaryFolder folder;
  const Benchmark made = run_of(folder, "range", "range");
  EXPECT_FALSE(changes_since(made, folder / "none.json"));
  std::ofstream(folder / "bad.json") << "{";
  EXPECT_FALSE(changes_since(made, folder / "bad.json"));
  std::ofstream(folder / "other.json") << R"({"dataset": "ucr", "detectors": {}})";
  EXPECT_FALSE(changes_since(made, folder / "other.json"));
  std::ofstream(folder / "none.json") << R"({"dataset": "csv", "detectors": {"a": {}, "b": {}}})";
  EXPECT_FALSE(changes_since(made, folder / "none.json"));
}

}  // namespace
}  // namespace tidegate
