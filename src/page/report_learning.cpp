#include <chrono>
#include <string>
#include <vector>

#include "page/report_sections.h"

namespace tidegate {
namespace {

Json gap_json(const Gap& gap) {
  return {{"after_index", gap.after_index},
          {"missing_rows", gap.missing_rows},
          {"seconds", std::chrono::duration<double>(gap.length).count()}};
}

Json column_json(const ReportBaselines::Column& column) {
  using Better = ReportBaselines::Better;
  const Json better = column.better == Better::kLow    ? Json("low")
                      : column.better == Better::kHigh ? Json("high")
                                                       : Json();
  Json out{{"title", column.title}, {"better", better}, {"digits", column.digits}};
  if (column.of) out["of"] = *column.of;
  return out;
}

Json baseline_row_json(const ReportBaselines::Row& row) {
  return {{"name", row.name}, {"words", row.words}, {"is_model", row.is_model}, {"values", row.values}};
}

const char* origin_name(ReportSetting::Origin origin) {
  switch (origin) {
    case ReportSetting::Origin::kSet:
      return "set";
    case ReportSetting::Origin::kFound:
      return "found";
    case ReportSetting::Origin::kDefault:
      break;
  }
  return "default";
}

}  // namespace

Json split_json(const ReportSplit& split) {
  Json out{{"warmup", split.warmup}, {"train", range_json(split.train)}};
  if (split.validation) out["validation"] = range_json(*split.validation);
  if (split.scored) out["scored"] = range_json(*split.scored);
  return out;
}

Json budget_json(const ReportBudget& budget) {
  return {{"observed_per_day", budget.observed_per_day},
          {"unit", budget.per_hour ? "hour" : "day"},
          {"words", budget.words}};
}

Json training_json(const ReportTraining& training) {
  return {{"loss", training.loss},
          {"train", training.training},
          {"validation", training.validation},
          {"best_epoch", training.best_epoch},
          {"stopped", training.stopped}};
}

Json distribution_json(const ReportDistribution& distribution) {
  return {{"edges", distribution.edges}, {"train", distribution.train}, {"scored", distribution.scored}};
}

Json health_json(const ReportHealth& health) {
  Json out{{"rows", health.rows},
           {"expected_rows", health.expected_rows},
           {"missing_rows", health.missing_rows},
           {"gaps", Json::array()},
           {"gap_count", health.gap_count},
           {"duplicates", health.duplicates},
           {"out_of_order", health.out_of_order},
           {"nan", health.missing_values},
           {"constant_channels", health.constant_channels},
           {"actions", health.actions}};
  for (const Gap& gap : health.gaps) out["gaps"].push_back(gap_json(gap));
  return out;
}

Json baselines_json(const ReportBaselines& baselines) {
  Json out{{"metric", baselines.metric}, {"note", baselines.note}, {"columns", Json::array()}, {"rows", Json::array()}};
  for (const auto& column : baselines.columns) out["columns"].push_back(column_json(column));
  for (const auto& row : baselines.rows) out["rows"].push_back(baseline_row_json(row));
  return out;
}

Json setting_json(const ReportSetting& setting) {
  return Json::array({setting.group, setting.key, setting.value, origin_name(setting.origin)});
}

}  // namespace tidegate
