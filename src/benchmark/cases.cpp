#include <algorithm>
#include <cmath>

#include "benchmark/series_metrics.h"
#include "benchmark/trial_file.h"
#include "tidegate/benchmark.h"

namespace tidegate {
namespace {

constexpr std::size_t kBest = 2, kWorst = 3;  ///< cases of a detector
constexpr std::size_t kStretches = 600;
constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// Trials by falling value; those without one are left out.
std::vector<const Trial*> by_value(const DetectorResult& detector, Metric metric) {
  std::vector<const Trial*> order;
  for (const Trial& trial : detector.trials)
    if (!std::isnan(trial.metrics[metric]) && trial.failure.empty()) order.push_back(&trial);
  std::ranges::stable_sort(order,
                           [&](const Trial* a, const Trial* b) { return a->metrics[metric] > b->metrics[metric]; });
  return order;
}

/// In which channel the series is drawn.
std::size_t drawn_channel(const LabelledSeries& series, const JudgedLabels& labels) {
  for (const std::vector<std::size_t>& channels : labels.channels)
    if (!channels.empty() && channels.front() < series.test.channels.size()) return channels.front();
  for (std::size_t c = 0; c < series.test.channels.size(); ++c)
    if (is_judged(series, c)) return c;
  return 0;
}

double value_at(const LabelledSeries& series, std::size_t row, std::size_t channel) {
  const std::size_t learned = series.training.rows.size();
  return row < learned ? series.training.rows.values(row, channel) : series.test.rows.values(row - learned, channel);
}

void draw(const LabelledSeries& series, const JudgedSeries& judged, std::size_t channel, BenchmarkCase& drawn) {
  const std::size_t rows = judged.score.size(), stretches = std::min(rows, kStretches);
  const std::size_t begin = series.judged().begin;
  for (std::vector<float>* array : {&drawn.low, &drawn.high, &drawn.score, &drawn.threshold})
    array->assign(stretches, kNone);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t at = row * stretches / rows;
    const auto value = static_cast<float>(value_at(series, begin + row, channel));
    drawn.low[at] = std::fmin(drawn.low[at], value);
    drawn.high[at] = std::fmax(drawn.high[at], value);
    drawn.score[at] = std::fmax(drawn.score[at], static_cast<float>(judged.score[row]));
    drawn.threshold[at] = std::fmin(drawn.threshold[at], static_cast<float>(judged.threshold[row]));
  }
}

}  // namespace

Result<std::vector<BenchmarkCase>> benchmark_cases(const DataSet& data, const Benchmark& made,
                                                   const std::filesystem::path& folder) {
  std::vector<BenchmarkCase> cases;
  const auto add = [&](const DetectorResult& detector, const Trial& trial, bool best) -> Status {
    const auto place = static_cast<std::size_t>(&trial - detector.trials.data());
    const auto series = data.read(place);
    if (!series) return series.error();
    const auto kept = read_trial(trial_file(folder, detector.name, trial.series), "");
    if (!kept) return kept.error();
    const JudgedLabels labels = judged_labels(*series);
    const std::size_t channel = drawn_channel(*series, labels);
    BenchmarkCase drawn{.detector = detector.name,
                        .series = trial.series,
                        .family = trial.family,
                        .channel = series->test.channels[channel].name,
                        .best = best,
                        .value = trial.metrics[Metric::kVusPr],
                        .rows = kept->judged.score.size(),
                        .anomalies = labels.anomalies,
                        .events = reported_ranges(kept->judged)};
    draw(*series, kept->judged, channel, drawn);
    cases.push_back(std::move(drawn));
    return {};
  };
  for (const DetectorResult& detector : made.detectors) {
    const std::vector<const Trial*> order = by_value(detector, Metric::kVusPr);
    const std::size_t best = std::min(kBest, order.size()), worst = std::min(kWorst, order.size() - best);
    for (std::size_t i = 0; i < best; ++i)
      if (auto added = add(detector, *order[i], true); !added) return added.error();
    for (std::size_t i = order.size() - worst; i < order.size(); ++i)
      if (auto added = add(detector, *order[i], false); !added) return added.error();
  }
  return cases;
}

}  // namespace tidegate
