#include "benchmarks.h"

#include <cmath>

namespace tidegate::testing {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// A number from 0 to 1 that looks drawn, the same each time.
double drawn(std::size_t a, std::size_t b) {
  const double x = std::sin(static_cast<double>(12 * a + 7 * b + 1)) * 43758.5453;
  return x - std::floor(x);
}

DetectorResult detector(const std::string& name, std::size_t place, std::size_t series) {
  DetectorResult made;
  made.name = name;
  made.seconds = 0.4 + 30 * drawn(place, 3);
  made.peak_mb = 20 + 100 * drawn(place, 4);
  const double skill = name == "random" ? 0 : 0.2 + 0.5 * drawn(place, 1);
  for (std::size_t s = 0; s < series; ++s) {
    Trial trial;
    trial.series = "series-" + std::to_string(s);
    trial.family = s % 3 == 0 ? "plain" : s % 3 == 1 ? "noise" : "distorted";
    trial.judged_rows = 5000 + 10 * s;
    trial.anomalies = 1;
    trial.metrics[Metric::kVusPr] = std::min(1.0, skill + 0.3 * drawn(place, s));
    trial.metrics[Metric::kUcrScore] = drawn(place, s) < skill ? 1 : 0;
    trial.metrics[Metric::kFalsePer10k] = 10 * drawn(place + 1, s);
    made.trials.push_back(trial);
  }
  for (const Metric metric : {Metric::kVusPr, Metric::kUcrScore, Metric::kFalsePer10k}) {
    double sum = 0;
    for (const Trial& trial : made.trials) sum += trial.metrics[metric] / static_cast<double>(series);
    made.metrics[metric] = sum;
    if (metric != Metric::kFalsePer10k)
      made.intervals[static_cast<std::size_t>(metric)] = {0.9 * sum, std::min(1.0, 1.1 * sum)};
  }
  made.metrics[Metric::kEventF1] = 0.8 * made.metrics[Metric::kVusPr];
  for (const char* const family : {"plain", "noise", "distorted"})
    made.families.push_back({family, series / 3, made.metrics});
  made.options = {{"hidden", "64", 0}, {"window", "32", 0}};
  return made;
}

BenchmarkCase drawn_case(const std::string& detector, bool best) {
  BenchmarkCase one{.detector = detector,
                    .series = best ? "series-0" : "series-4",
                    .family = "plain",
                    .channel = "value",
                    .best = best,
                    .value = best ? 0.9 : 0.1,
                    .rows = 5000};
  for (std::size_t i = 0; i < 600; ++i) {
    const auto wave = static_cast<float>(std::sin(static_cast<double>(i) / 9));
    const bool hole = i > 500 && i < 520;
    one.low.push_back(hole ? kNone : wave - 0.2F);
    one.high.push_back(hole ? kNone : wave + (i == 400 ? 3.F : 0.2F));
    one.score.push_back(i < 10 ? kNone : (i == 400 ? 9.F : 1.F));
    one.threshold.push_back(4);
  }
  one.anomalies = {{3300, 3400}};
  if (best) one.events = {{3330, 3345}};
  return one;
}

Benchmark run_of(const std::vector<std::string>& names, std::size_t series) {
  Benchmark made;
  made.data_set = {.name = "ucr",
                   .title = "UCR anomaly archive",
                   .source = "Wu and Keogh 2021",
                   .split = "learned from: the first rows; judged: the others",
                   .one_anomaly = true};
  made.data_digest = std::string(64, 'a');
  made.seconds = 512.3;
  made.seed = 1;
  for (std::size_t i = 0; i < names.size(); ++i) made.detectors.push_back(detector(names[i], i, series));
  made.findings = {{"series-3", "anomalies of one or two rows"}, {"", "series 1 to 108 are versions of others"}};
  if (names.size() < 2) return made;
  made.ranks.metric = Metric::kUcrScore;
  for (std::size_t i = 0; i < names.size(); ++i) made.ranks.average.push_back(1 + static_cast<double>(i));
  made.ranks.critical_difference = 1.3;
  return made;
}

Benchmark unknown_run() {
  Benchmark made = run_of({"gru-forecaster"}, 1);
  made.data_set.one_anomaly = false;
  made.findings.clear();
  DetectorResult& only = made.detectors.front();
  only.metrics = MetricValues();
  only.intervals = {};
  only.trials.front().metrics = MetricValues();
  only.peak_mb = only.seconds = 0;
  only.families.resize(1);
  only.options.clear();
  return made;
}

Benchmark hostile_run() {
  Benchmark made = run_of({"<b>bold</b>", "</script><script>throw 1</script>"}, 4);
  made.findings = {{"<i>x</i>", "\"quoted\" & </script>"}};
  made.detectors[0].trials[1].failure = "<img src=x onerror=throw>";
  made.detectors[0].failed = 1;
  return made;
}

}  // namespace

std::vector<BenchmarkPage> benchmark_pages() {
  std::vector<std::string> twelve = {"gru-forecaster", "lstm-forecaster", "rnn-forecaster", "composite",
                                     "difference",     "zscore",          "seasonal",       "linear",
                                     "sub-pca",        "neighbour",       "random",         "constant"};
  return {{"benchmark_few",
           run_of({"gru-forecaster", "random"}, 5),
           {drawn_case("gru-forecaster", true), drawn_case("gru-forecaster", false), drawn_case("random", false)}},
          {"benchmark_many", run_of(twelve, 176), {drawn_case("sub-pca", true)}},
          {"benchmark_one", unknown_run(), {}},
          {"benchmark_hostile", hostile_run(), {drawn_case("<b>bold</b>", true)}}};
}

}  // namespace tidegate::testing
