#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/missing.h"
#include "benchmark/overall.h"
#include "metrics/over_series.h"
#include "tidegate/benchmark.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

double number_at(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number() ? found->get<double>() : kMissingValue;
}

/// Values of the series that both runs have one of; `names` are their names.
struct Pairs {
  std::vector<std::string> names;
  std::vector<double> before, now;
};

Pairs pairs_of(const Json& before, const DetectorResult& now, const MetricInfo& info) {
  Pairs pairs;
  const Json& by_series = before.at("by_series");
  for (const Trial& trial : now.trials) {
    const auto found = by_series.find(trial.series);
    if (found == by_series.end()) continue;
    const double old = number_at(*found, info.name), value = trial.metrics[info.metric];
    if (std::isnan(old) || std::isnan(value)) continue;
    pairs.names.push_back(trial.series);
    pairs.before.push_back(old);
    pairs.now.push_back(value);
  }
  return pairs;
}

MetricChange metric_change(const Json& before, const DetectorResult& now, const MetricInfo& info, const Pairs& pairs) {
  const bool higher = info.higher_is_better;
  const SignTest test = higher ? sign_test(pairs.now, pairs.before) : sign_test(pairs.before, pairs.now);
  const bool pooled = info.over == OverSeries::kPooled;
  return {.metric = info.metric,
          .before = pooled ? number_at(before.at("metrics"), info.name) : mean_of(pairs.before),
          .now = pooled ? now.metrics[info.metric] : mean_of(pairs.now),
          .better = test.wins,
          .worse = test.losses,
          .same = test.ties,
          .p = test.p};
}

DetectorChange detector_change(const std::string& name, const Json& before, const DetectorResult& now,
                               const std::vector<Metric>& metrics) {
  DetectorChange change{.before = name, .now = now.name, .metrics = {}, .series = {}};
  for (const Metric metric : metrics) {
    const MetricInfo& info = info_of(metric);
    const Pairs pairs = pairs_of(before, now, info);
    change.metrics.push_back(metric_change(before, now, info, pairs));
    if (!change.series.empty()) continue;
    for (std::size_t i = 0; i < pairs.names.size(); ++i)
      if (pairs.now[i] != pairs.before[i]) change.series.push_back({pairs.names[i], pairs.before[i], pairs.now[i]});
  }
  std::ranges::stable_sort(change.series, {}, [](const SeriesChange& one) { return one.now - one.before; });
  return change;
}

}  // namespace

Result<std::vector<DetectorChange>> changes_since(const Benchmark& now, const std::filesystem::path& summary) {
  const auto bad = [&](std::string problem) {
    return fail(ErrorKind::kData, std::move(problem)).at({.source = summary.string()});
  };
  std::ifstream in(summary);
  if (!in) return bad("cannot be read").remedy("give the summary.json of an earlier run");
  const Json json = Json::parse(in, nullptr, false);
  if (!json.is_object() || !json.contains("detectors") || !json.contains("dataset"))
    return bad("is no summary of a benchmark run");
  if (json.at("dataset") != now.data_set.name)
    return bad("is a run on " + json.at("dataset").dump() + ", not on \"" + std::string(now.data_set.name) + "\"");
  try {  // nlohmann throws where a field is missing; exceptions stop here
    const Json& before = json.at("detectors");
    const std::vector<Metric> metrics = headline_metrics(now.data_set);
    std::vector<DetectorChange> changes;
    for (const DetectorResult& detector : now.detectors)
      if (const auto found = before.find(detector.name); found != before.end())
        changes.push_back(detector_change(detector.name, *found, detector, metrics));
    if (changes.empty() && before.size() == 1 && now.detectors.size() == 1)
      changes.push_back(detector_change(before.begin().key(), *before.begin(), now.detectors.front(), metrics));
    if (changes.empty()) return bad("has none of these detectors");
    return changes;
  } catch (const Json::exception&) {
    return bad("is no summary of this version");
  }
}

}  // namespace tidegate
