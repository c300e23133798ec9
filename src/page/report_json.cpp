#include "page/report_json.h"

#include <cmath>
#include <string>
#include <utility>

#include "page/page_text.h"
#include "page/report_sections.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

const char* status_name(ReportStatus status) {
  switch (status) {
    case ReportStatus::kOk:
      return "ok";
    case ReportStatus::kCaution:
      return "caution";
    case ReportStatus::kFail:
      return "fail";
    case ReportStatus::kInfo:
      break;
  }
  return "info";
}

Json check_json(const ReportCheck& check) {
  return {{"status", status_name(check.status)},
          {"title", check.title},
          {"value", check.value},
          {"detail", check.detail},
          {"section", check.section}};
}

Json model_json(const ReportModel& model) {
  Json out{{"words", model.words}, {"detector", model.detector}, {"parameters", model.parameters}};
  if (model.trained_seconds) out["trained_seconds"] = *model.trained_seconds;
  return out;
}

Json label_summary_json(const LabelSummary& summary) {
  return {
      {"stretches", summary.stretches}, {"found", summary.found}, {"outside", summary.outside}, {"part", summary.part}};
}

template <class List, class Describe>
Json list_json(const List& list, Describe describe) {
  Json out = Json::array();
  for (const auto& entry : list) out.push_back(describe(entry));
  return out;
}

Json heading_json(const Report& report) {
  return {{"format", "tidegate-report"}, {"format_version", 1},   {"tidegate", kVersion},
          {"created", report.created},   {"title", report.title}, {"command", report.command}};
}

void add_findings(Json& out, const Report& report) {
  out["severity_levels"] = severity_levels_json();
  out["checks"] = list_json(report.checks, check_json);
  out["events"] = list_json(report.events, event_json);
  out["labels"] = list_json(report.labels, range_json);
  if (report.label_summary) out["label_summary"] = label_summary_json(*report.label_summary);
}

void add_learning(Json& out, const Report& report) {
  if (report.split) out["split"] = split_json(*report.split);
  if (report.budget) out["budget"] = budget_json(*report.budget);
  out["model"] = model_json(report.model);
  if (report.training) out["training"] = training_json(*report.training);
  if (report.distribution) out["distribution"] = distribution_json(*report.distribution);
  out["health"] = health_json(report.health);
  if (report.baselines) out["baselines"] = baselines_json(*report.baselines);
  out["settings"] = list_json(report.settings, setting_json);
  out["provenance"] = Json::array();
  for (const auto& [name, words] : report.provenance) out["provenance"].push_back(Json::array({name, words}));
}

}  // namespace

Json ArrayCollector::add(std::span<const float> values) {
  if (values.empty()) return nullptr;
  arrays_.emplace_back(values);
  return "#a" + std::to_string(arrays_.size() - 1);
}

Json ArrayCollector::add(std::vector<double> values) {
  if (values.empty()) return nullptr;
  arrays_.emplace_back(std::move(values));
  return "#a" + std::to_string(arrays_.size() - 1);
}

void put(Json& object, const char* key, Json value) {
  const bool missing = value.is_null() || (value.is_number_float() && std::isnan(value.get<double>()));
  if (!missing) object[key] = std::move(value);
}

ReportDescription describe_report(const Report& report) {
  ArrayCollector arrays;
  Json out = heading_json(report);
  out["source"] = source_json(report);
  out["time"] = time_json(report, arrays);
  out["channels"] = channels_json(report, arrays);
  out["score"] = score_json(report.score, arrays);
  add_findings(out, report);
  add_learning(out, report);
  return {.json = script_text(out.dump(-1, ' ', false, Json::error_handler_t::replace)), .arrays = arrays.take()};
}

}  // namespace tidegate
