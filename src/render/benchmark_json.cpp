#include <cmath>
#include <nlohmann/json.hpp>

#include "benchmark/metric_json.h"
#include "render/json_number.h"
#include "tidegate/render.h"

namespace tidegate {
namespace benchmark_json {  // rooms may compile as one file
namespace {

using Json = nlohmann::ordered_json;

Json intervals_json(const DetectorResult& detector) {
  Json json = Json::object();
  for (const MetricInfo& info : metric_infos()) {
    const Interval& interval = detector.intervals[static_cast<std::size_t>(info.metric)];
    if (!std::isnan(interval.low)) json[std::string(info.name)] = {interval.low, interval.high};
  }
  return json;
}

Json families_json(const DetectorResult& detector) {
  Json json = Json::object();
  for (const FamilyResult& family : detector.families)
    json[family.family] = {{"series", family.series}, {"metrics", metrics_json(family.metrics)}};
  return json;
}

Json failures_json(const DetectorResult& detector) {
  Json json = Json::array();
  for (const Trial& trial : detector.trials)
    if (!trial.failure.empty()) json.push_back({{"series", trial.series}, {"why", spell(trial.failure)}});
  return json;
}

Json options_json(const DetectorResult& detector) {
  Json json = Json::object();
  for (const OptionText& option : detector.options) json[option.name] = option.value;
  return json;
}

/// The metrics a later run is compared by.
Json by_series_json(const DetectorResult& detector, const std::vector<Metric>& shown) {
  Json json = Json::object();
  for (const Trial& trial : detector.trials) {
    Json& of_series = json[trial.series] = Json::object();
    for (const Metric metric : shown)
      if (const double value = trial.metrics[metric]; !std::isnan(value))
        of_series[std::string(info_of(metric).name)] = value;
  }
  return json;
}

Json detector_json(const DetectorResult& detector, const std::vector<Metric>& shown) {
  double train = 0, score = 0;
  for (const Trial& trial : detector.trials) train += trial.train_seconds, score += trial.score_seconds;
  return {{"metrics", metrics_json(detector.metrics)},
          {"intervals", intervals_json(detector)},
          {"families", families_json(detector)},
          {"options", options_json(detector)},
          {"seconds", detector.seconds},
          {"train_seconds", train},
          {"score_seconds", score},
          {"peak_mb", detector.peak_mb},
          {"failed", detector.failed},
          {"failures", failures_json(detector)},
          {"by_series", by_series_json(detector, shown)}};
}

Json ranks_json(const Benchmark& made) {
  if (made.ranks.average.empty()) return nullptr;
  Json average = Json::object();
  for (std::size_t d = 0; d < made.detectors.size(); ++d) average[made.detectors[d].name] = made.ranks.average[d];
  return {{"metric", info_of(made.ranks.metric).name},
          {"average", average},
          {"critical_difference", made.ranks.critical_difference}};
}

}  // namespace
}  // namespace benchmark_json

std::string format_benchmark_json(const Benchmark& made, const BenchmarkFacts& facts) {
  using namespace benchmark_json;
  const std::vector<Metric> shown = headline_metrics(made.data_set);
  Json detectors = Json::object();
  for (const DetectorResult& detector : made.detectors) detectors[detector.name] = detector_json(detector, shown);
  Json findings = Json::array();
  for (const DataFinding& finding : made.findings)
    findings.push_back({{"series", finding.series}, {"text", finding.text}});
  const Json json = {{"dataset", made.data_set.name},
                     {"title", made.data_set.title},
                     {"source", made.data_set.source},
                     {"split", made.data_set.split},
                     {"series", made.detectors.empty() ? 0 : made.detectors.front().trials.size()},
                     {"digest", made.data_digest},
                     {"tidegate", kVersion},
                     {"command", facts.command},
                     {"seed", made.seed},
                     {"configurations_tried", facts.configurations_tried},
                     {"wall_seconds", made.seconds},
                     {"resumed", made.resumed},
                     {"detectors", detectors},
                     {"ranks", ranks_json(made)},
                     {"nab_selected", number_or_null(made.nab_selected)},
                     {"findings", findings}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tidegate
