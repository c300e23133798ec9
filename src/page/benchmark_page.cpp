#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "benchmark/metric_json.h"
#include "page/page_text.h"
#include "page/report_page.h"
#include "tidegate/report.h"

namespace tidegate {
namespace benchmark_page_json {  // rooms may compile as one file
namespace {

using Json = nlohmann::ordered_json;

Json number_json(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// With four digits, which are more than a picture shows.
double short_number(float value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", static_cast<double>(value));
  return std::strtod(text, nullptr);
}

Json column_json(const std::vector<float>& column) {
  Json json = Json::array();
  for (const float value : column) json.push_back(std::isfinite(value) ? Json(short_number(value)) : Json(nullptr));
  return json;
}

/// Those that can be said of some detector, and the first ones of the data set.
Json metric_list(const Benchmark& made) {
  const std::vector<Metric> first = headline_metrics(made.data_set);
  Json json = Json::array();
  for (const MetricInfo& info : metric_infos()) {
    const bool said = std::ranges::any_of(
        made.detectors, [&](const DetectorResult& one) { return std::isfinite(one.metrics[info.metric]); });
    if (said || std::ranges::find(first, info.metric) != first.end())
      json.push_back({{"name", info.name},
                      {"words", info.words},
                      {"higher_is_better", info.higher_is_better},
                      {"pooled", info.over == OverSeries::kPooled}});
  }
  return json;
}

Json detector_json(const DetectorResult& detector) {
  Json options = Json::array(), families = Json::array(), failures = Json::array();
  Json intervals = Json::object();
  for (const OptionText& option : detector.options) options.push_back({{"name", option.name}, {"value", option.value}});
  for (const FamilyResult& family : detector.families)
    families.push_back(
        {{"family", family.family}, {"series", family.series}, {"metrics", metrics_json(family.metrics)}});
  for (const Trial& trial : detector.trials)
    if (!trial.failure.empty()) failures.push_back({{"series", trial.series}, {"why", spell(trial.failure)}});
  for (const MetricInfo& info : metric_infos())
    if (const Interval& one = detector.intervals[static_cast<std::size_t>(info.metric)]; std::isfinite(one.low))
      intervals[std::string(info.name)] = {one.low, one.high};
  return {{"name", detector.name},
          {"options", options},
          {"metrics", metrics_json(detector.metrics)},
          {"intervals", intervals},
          {"families", families},
          {"seconds", detector.seconds},
          {"peak_mb", detector.peak_mb > 0 ? Json(detector.peak_mb) : Json(nullptr)},
          {"failed", detector.failed},
          {"failures", failures}};
}

Json ranks_json(const Benchmark& made) {
  if (made.ranks.average.empty()) return nullptr;
  Json average = Json::array();
  for (std::size_t d = 0; d < made.detectors.size(); ++d)
    average.push_back({{"detector", made.detectors[d].name}, {"rank", made.ranks.average[d]}});
  return {{"metric", info_of(made.ranks.metric).name},
          {"average", average},
          {"critical_difference", number_json(made.ranks.critical_difference)}};
}

Json series_json(const Benchmark& made) {
  Json json = Json::array();
  if (made.detectors.empty()) return json;
  for (std::size_t s = 0; s < made.detectors.front().trials.size(); ++s) {
    const Trial& first = made.detectors.front().trials[s];
    Json metrics = Json::object();
    for (const DetectorResult& detector : made.detectors)
      metrics[detector.name] = metrics_json(detector.trials[s].metrics);
    json.push_back({{"series", first.series},
                    {"family", first.family},
                    {"anomalies", first.anomalies},
                    {"judged_rows", first.judged_rows},
                    {"metrics", metrics}});
  }
  return json;
}

Json ranges_json(const std::vector<RowRange>& ranges) {
  Json json = Json::array();
  for (const RowRange& range : ranges) json.push_back({range.begin, range.end - 1});
  return json;
}

Json case_json(const BenchmarkCase& one) {
  return {{"detector", one.detector},
          {"series", one.series},
          {"family", one.family},
          {"which", one.best ? "best" : "worst"},
          {"metric", info_of(one.metric).name},
          {"value", number_json(one.value)},
          {"rows", one.rows},
          {"channel", one.channel},
          {"columns", one.low.size()},
          {"low", column_json(one.low)},
          {"high", column_json(one.high)},
          {"score", column_json(one.score)},
          {"threshold", column_json(one.threshold)},
          {"anomalies", ranges_json(one.anomalies)},
          {"events", ranges_json(one.events)}};
}

Json page_json(const Benchmark& made, const BenchmarkFacts& facts, std::span<const BenchmarkCase> cases) {
  Json headline = Json::array(), detectors = Json::array(), findings = Json::array(), drawn = Json::array();
  for (const Metric metric : headline_metrics(made.data_set)) headline.push_back(info_of(metric).name);
  for (const DetectorResult& detector : made.detectors) detectors.push_back(detector_json(detector));
  for (const DataFinding& one : made.findings) findings.push_back({{"series", one.series}, {"text", one.text}});
  for (const BenchmarkCase& one : cases) drawn.push_back(case_json(one));
  return {{"command", facts.command},
          {"tidegate", kVersion},
          {"seed", made.seed},
          {"configurations_tried", facts.configurations_tried},
          {"wall_seconds", made.seconds},
          {"data_set",
           {{"name", made.data_set.name},
            {"title", made.data_set.title},
            {"source", made.data_set.source},
            {"split", made.data_set.split},
            {"series", made.detectors.empty() ? 0 : made.detectors.front().trials.size()},
            {"digest", made.data_digest}}},
          {"metrics", metric_list(made)},
          {"headline", headline},
          {"detectors", detectors},
          {"ranks", ranks_json(made)},
          {"findings", findings},
          {"series", series_json(made)},
          {"cases", drawn}};
}

}  // namespace
}  // namespace benchmark_page_json

Result<std::string> format_benchmark_page(const Benchmark& made, const BenchmarkFacts& facts,
                                          std::span<const BenchmarkCase> cases) {
  const ReportPage page = benchmark_page();
  if (page.head.empty()) return no_page_error();
  const std::string json = benchmark_page_json::page_json(made, facts, cases)
                               .dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  std::string text(page.head);
  text += escape_html(made.data_set.title) + " · Tidegate benchmark";
  text += page.middle;
  text += R"(<script type="application/json" id="tidegate-benchmark">)" + script_text(json) + "</script>\n";
  text += page.tail;
  return text;
}

}  // namespace tidegate
