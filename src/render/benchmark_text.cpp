#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "render/field_text.h"
#include "render/table.h"
#include "tidegate/render.h"

namespace tidegate {
namespace benchmark_text {  // rooms may compile as one file
namespace {

using Fields = std::vector<std::string>;

std::string number(double value) {
  if (std::isnan(value)) return "–";
  char text[40];
  std::snprintf(text, sizeof text, std::abs(value) < 10 ? "%.3f" : "%.1f", value);
  return text;
}

/// "0.310 (0.270–0.350)"
std::string with_interval(const DetectorResult& detector, Metric metric) {
  const Interval& interval = detector.intervals[static_cast<std::size_t>(metric)];
  const std::string value = number(detector.metrics[metric]);
  if (std::isnan(interval.low)) return value;
  return value + " (" + number(interval.low) + "–" + number(interval.high) + ")";
}

/// The best by the first metric first.
std::vector<const DetectorResult*> ordered(const Benchmark& made, Metric metric) {
  std::vector<const DetectorResult*> order;
  for (const DetectorResult& detector : made.detectors) order.push_back(&detector);
  std::ranges::stable_sort(
      order, [&](const DetectorResult* a, const DetectorResult* b) { return a->metrics[metric] > b->metrics[metric]; });
  return order;
}

std::string failures(const Benchmark& made) {
  std::string text;
  for (const DetectorResult& detector : made.detectors)
    for (const Trial& trial : detector.trials) {
      if (trial.failure.empty()) continue;
      text += detector.name + " failed on " + plural(detector.failed, "series") +
              ", where a random score stands for it; the first, " + trial.series + ": " + trial.failure + "\n";
      break;
    }
  return text;
}

/// Which detectors do not differ from the best.
std::string rank_words(const Benchmark& made) {
  const RankResult& ranks = made.ranks;
  if (ranks.average.empty()) return "";
  const auto best = std::ranges::min_element(ranks.average);
  std::vector<std::string> alike;
  for (std::size_t d = 0; d < ranks.average.size(); ++d)
    if (ranks.average.begin() + static_cast<std::ptrdiff_t>(d) != best &&
        !(ranks.average[d] - *best > ranks.critical_difference))
      alike.push_back(made.detectors[d].name);
  const std::string& name = made.detectors[static_cast<std::size_t>(best - ranks.average.begin())].name;
  return "by average rank of " + std::string(info_of(ranks.metric).words) + " " + name + " leads; " +
         (alike.empty() ? "all others are behind" : "not told apart from it: " + join(alike)) +
         " (Nemenyi, 5 %: ranks " + number(ranks.critical_difference) + " apart)\n";
}

}  // namespace
}  // namespace benchmark_text

std::string format_benchmark_text(const Benchmark& made, const BenchmarkFacts& facts) {
  using namespace benchmark_text;
  const std::vector<Metric> shown = headline_metrics(made.data_set);
  const std::size_t series = made.detectors.empty() ? 0 : made.detectors.front().trials.size();
  std::string text = std::string(made.data_set.title) + ", " + plural(series, "series") + "; " +
                     std::string(made.data_set.split) + "\n\n";
  std::vector<Fields> lines = {{"detector"}};
  for (const Metric metric : shown) lines[0].emplace_back(info_of(metric).words);
  for (const char* const heading : {"seconds", "memory", "failed"}) lines[0].emplace_back(heading);
  for (const DetectorResult* detector : ordered(made, shown.front())) {
    Fields line = {detector->name};
    for (const Metric metric : shown) line.push_back(with_interval(*detector, metric));
    line.push_back(number(detector->seconds));
    line.push_back(detector->peak_mb > 0 ? bytes_text(detector->peak_mb * 1e6) : "–");
    line.push_back(std::to_string(detector->failed));
    lines.push_back(std::move(line));
  }
  text += aligned(lines) + "\n" + rank_words(made);
  text +=
      "means over series with 95 % intervals (bootstrap); event and NAB figures are pooled; configurations tried: " +
      std::to_string(facts.configurations_tried) + "\n" + failures(made);
  if (!std::isnan(made.nab_selected))
    text += "NAB of event starts with detector and threshold chosen on all other groups: " + number(made.nab_selected) +
            "\n";
  for (const DataFinding& finding : made.findings)
    text += "data: " + (finding.series.empty() ? "" : finding.series + ": ") + finding.text + "\n";
  return text;
}

std::string format_benchmark_csv(const Benchmark& made) {
  std::string text = "detector,series,family,training_rows,judged_rows,anomalies,reported,found,wrong,missed";
  for (const MetricInfo& info : metric_infos()) text += "," + std::string(info.name);
  text += ",train_seconds,score_seconds,failure\n";
  for (const DetectorResult& detector : made.detectors)
    for (const Trial& trial : detector.trials) {
      append_csv_text(text, detector.name);
      append_csv_text(text += ',', trial.series);
      append_csv_text(text += ',', trial.family);
      for (const std::size_t count : {trial.training_rows, trial.judged_rows, trial.anomalies, trial.reported,
                                      trial.events.found, trial.events.wrong, trial.events.missed})
        text += "," + std::to_string(count);
      for (const MetricInfo& info : metric_infos()) append_number(text += ',', trial.metrics[info.metric]);
      append_number(text += ',', trial.train_seconds);
      append_number(text += ',', trial.score_seconds);
      append_csv_text(text += ',', spell(trial.failure));
      text += '\n';
    }
  return text;
}

std::string format_changes_text(const std::vector<DetectorChange>& changes) {
  using namespace benchmark_text;
  constexpr std::size_t kShown = 5;
  std::string text;
  for (const DetectorChange& change : changes) {
    std::vector<Fields> lines = {{change.now, "before", "now", "better", "worse", "same", "sign test"}};
    for (const MetricChange& one : change.metrics)
      lines.push_back({std::string(info_of(one.metric).words), number(one.before), number(one.now),
                       std::to_string(one.better), std::to_string(one.worse), std::to_string(one.same),
                       one.better + one.worse == 0 ? "–" : "p = " + number(one.p)});
    text += aligned(lines) + "\n";
    const auto add = [&](const SeriesChange& one) {
      text += "  " + one.series + ": " + number(one.before) + " → " + number(one.now) + "\n";
    };
    const auto worse = std::ranges::count_if(change.series, [](const auto& one) { return one.now < one.before; });
    const auto losses = std::min<std::size_t>(static_cast<std::size_t>(worse), kShown);
    const auto gains = std::min(change.series.size() - static_cast<std::size_t>(worse), kShown);
    if (losses > 0) text += "largest losses:\n";
    std::for_each_n(change.series.begin(), losses, add);
    if (gains > 0) text += "largest gains:\n";
    std::for_each_n(change.series.rbegin(), gains, add);
  }
  return text;
}

}  // namespace tidegate
