#include "tidegate/benchmark.h"

#include "unit/benchmark/small_data.h"

namespace tidegate {
namespace {

using namespace testing_support;

BenchmarkRequest two_detectors(const std::filesystem::path& folder = {}, bool resume = false) {
  return {.detectors = {contestant("range", "range"), contestant("diff", "difference")},
          .folder = folder,
          .resume = resume};
}

const Trial& trial_of(const Benchmark& made, std::size_t detector, const std::string& series) {
  for (const Trial& trial : made.detectors[detector].trials)
    if (trial.series == series) return trial;
  throw std::runtime_error("no trial of " + series);
}

TEST(Benchmark, EveryDetectorIsTriedOnEverySeries) {
  const TemporaryFolder folder;
  const auto made = run_benchmark(small_data(folder), two_detectors());
  ASSERT_TRUE(made) << made.error().message();
  ASSERT_EQ(made->detectors.size(), 2U);
  for (const DetectorResult& detector : made->detectors) {
    EXPECT_EQ(detector.trials.size(), 3U);
    EXPECT_EQ(detector.failed, 0U);
    EXPECT_EQ(detector.metrics[Metric::kEventRecall], 1) << detector.name;
    EXPECT_GT(detector.metrics[Metric::kVusPr], 0.8) << detector.name;
    ASSERT_EQ(detector.families.size(), 2U);
    EXPECT_EQ(detector.families[0].series, 2U);
  }
  EXPECT_EQ(trial_of(*made, 0, "a/one").anomalies, 2U);
  EXPECT_EQ(made->ranks.average.size(), 2U);
}

TEST(Benchmark, TheResultDoesNotDependOnTheNumberOfJobs) {
  const TemporaryFolder folder;
  const DataSet data = small_data(folder);
  BenchmarkRequest request = two_detectors();
  request.jobs = 1;
  const auto alone = run_benchmark(data, request);
  request.jobs = 3;
  const auto together = run_benchmark(data, request);
  for (std::size_t d = 0; d < 2; ++d)
    for (std::size_t m = 0; m < kMetrics; ++m) {
      const double a = alone->detectors[d].metrics.values[m], b = together->detectors[d].metrics.values[m];
      EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << metric_infos()[m].name;
    }
  EXPECT_EQ(alone->data_digest, together->data_digest);
}

TEST(Benchmark, ADetectorThatFailsIsCountedAndGetsARandomScore) {
  const TemporaryFolder folder;
  const DataSet data = small_data(folder);
  const auto made =
      run_benchmark(data, {.detectors = {contestant("seasonal", "seasonal"), contestant("range", "range")}});
  ASSERT_TRUE(made);
  write_small_series(folder / "data/c/short.csv", 4, {5}, 8);
  const auto with_short =
      run_benchmark(*DataSet::open("csv", folder / "data"), {.detectors = {contestant("gru", "gru-forecaster")}});
  ASSERT_TRUE(with_short) << with_short.error().message();
  const Trial& failed = trial_of(*with_short, 0, "c/short");
  EXPECT_FALSE(failed.failure.empty());
  EXPECT_EQ(with_short->detectors[0].failed, 1U);
  EXPECT_FALSE(std::isnan(failed.metrics[Metric::kAucRoc]));
}

TEST(Benchmark, AKilledRunGoesOnWhereItStopped) {
  const TemporaryFolder folder;
  const DataSet data = small_data(folder);
  const auto first = run_benchmark(data, two_detectors(folder / "out"));
  EXPECT_EQ(first->resumed, 0U);
  std::filesystem::remove_all(*std::filesystem::directory_iterator(folder / "out/trials"));
  const auto second = run_benchmark(data, two_detectors(folder / "out", true));
  EXPECT_EQ(second->resumed, 3U);
  for (std::size_t d = 0; d < 2; ++d)
    EXPECT_EQ(first->detectors[d].metrics[Metric::kVusPr], second->detectors[d].metrics[Metric::kVusPr]);
}

TEST(Benchmark, TrialsOfAnotherConfigurationAreDoneAnew) {
  const TemporaryFolder folder;
  const DataSet data = small_data(folder);
  ASSERT_TRUE(run_benchmark(data, two_detectors(folder / "out")));
  BenchmarkRequest other = two_detectors(folder / "out", true);
  other.detectors[0].config.event.merge_gap = 3;
  EXPECT_EQ(run_benchmark(data, other)->resumed, 3U);
}

TEST(Benchmark, AStopKeepsWhatIsDone) {
  const TemporaryFolder folder;
  const DataSet data = small_data(folder);
  int asked = 0;
  Observer observer;
  observer.stop_requested = [&asked] { return ++asked > 8; };
  BenchmarkRequest request = two_detectors(folder / "out");
  request.jobs = 1;
  const auto stopped = run_benchmark(data, request, observer);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::kInterrupted);
  const auto rest = run_benchmark(data, two_detectors(folder / "out", true));
  EXPECT_GT(rest->resumed, 0U);
  EXPECT_LT(rest->resumed, 6U);
}

TEST(Benchmark, TwoDetectorsOfOneNameAreRefused) {
  const TemporaryFolder folder;
  BenchmarkRequest request = two_detectors();
  request.detectors[1].name = "range";
  EXPECT_EQ(run_benchmark(small_data(folder), request).error().kind, ErrorKind::kUsage);
  request.detectors.clear();
  EXPECT_EQ(run_benchmark(small_data(folder), request).error().kind, ErrorKind::kUsage);
}

TEST(Benchmark, OptionsThatDifferFromTheDefaultsAreInTheResult) {
  const TemporaryFolder folder;
  BenchmarkRequest request = two_detectors();
  request.detectors[0].config.event.merge_gap = 3;
  const auto made = run_benchmark(small_data(folder), request);
  const auto& options = made->detectors[0].options;
  const auto found = std::ranges::find(options, "merge-gap", &OptionText::name);
  ASSERT_NE(found, options.end());
  EXPECT_EQ(found->value, "3");
}

TEST(Benchmark, ASeriesCanBeDrawnFromItsTrial) {
  const TemporaryFolder folder;
  ASSERT_TRUE(run_benchmark(small_data(folder), two_detectors(folder / "out")));
  const auto judged = read_judged_series(folder / "out", "range", "b/three");
  ASSERT_TRUE(judged) << judged.error().message();
  EXPECT_EQ(judged->score.size(), kSmallSeries / 2);
  ASSERT_EQ(judged->events.size(), 1U);
  EXPECT_EQ(judged->events[0].peak_index, 20U);
  EXPECT_FALSE(read_judged_series(folder / "out", "range", "b/four"));
}

}  // namespace
}  // namespace tidegate
