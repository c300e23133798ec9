#include "unit/benchmark/small_data.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(BenchmarkCases, TheBestAndTheWorstOfEachDetectorAreDrawn) {
  const TemporaryFolder folder;
  small_data(folder);
  for (int i = 0; i < 4; ++i)
    write_small_series(folder / ("data/c/" + std::to_string(i) + ".csv"), 10 + static_cast<std::uint64_t>(i), {300},
                       2000);
  const DataSet data = *DataSet::open("csv", folder / "data");
  const auto made = run_benchmark(data, {.detectors = {contestant("range", "range")}, .folder = folder / "out"});
  const auto cases = benchmark_cases(data, *made, folder / "out");
  ASSERT_TRUE(cases) << cases.error().message();
  ASSERT_EQ(cases->size(), 3U);  // of those in c no judged row is anomalous: they have no value
  EXPECT_TRUE(cases->front().best);
  EXPECT_FALSE(cases->back().best);
  EXPECT_GE(cases->front().value, cases->back().value);
}

TEST(BenchmarkCases, NoSpikeIsLostAndNothingIsDrawnWhereNothingIs) {
  const TemporaryFolder folder;
  write_small_series(folder / "data/one.csv", 1, {2777}, 4000);
  const DataSet data = *DataSet::open("csv", folder / "data");
  const auto made = run_benchmark(data, {.detectors = {contestant("range", "range")}, .folder = folder / "out"});
  const BenchmarkCase drawn = benchmark_cases(data, *made, folder / "out")->front();
  EXPECT_EQ(drawn.rows, 2000U);
  EXPECT_EQ(drawn.low.size(), 600U);
  const std::size_t at = 777 * 600 / 2000;
  EXPECT_GT(drawn.high[at], 6);
  EXPECT_GT(drawn.score[at], drawn.threshold[at]);
  EXPECT_LT(drawn.low[at], 2);
  ASSERT_EQ(drawn.anomalies.size(), 1U);
  EXPECT_EQ(drawn.anomalies[0], (RowRange{777, 778}));
  EXPECT_EQ(drawn.channel, "value");
}

TEST(BenchmarkCases, WithoutTrialsThereAreNone) {
  const TemporaryFolder folder;
  const DataSet data = small_data(folder);
  const auto made = run_benchmark(data, {.detectors = {contestant("range", "range")}});
  EXPECT_FALSE(benchmark_cases(data, *made, folder / "out"));
}

}  // namespace
}  // namespace tidegate
