// The JSON of the report page, one function a part; keys and meaning after web/schema.json.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "page/report_json.h"
#include "tidegate/report.h"

namespace tidegate {

using Json = nlohmann::ordered_json;

/// Keeps arrays for later and hands out their names ("#a0"); an empty array has no name (null).
class ArrayCollector {
 public:
  Json add(std::span<const float> values);
  Json add(std::vector<double> values);
  std::vector<ReportArray> take() { return std::move(arrays_); }

 private:
  std::vector<ReportArray> arrays_;
};

/// Leaves keys without a value out of the object.
void put(Json& object, const char* key, Json value);

// What was analysed (report_series.cpp).
Json source_json(const Report& report);
Json time_json(const Report& report, ArrayCollector& arrays);
Json channels_json(const Report& report, ArrayCollector& arrays);
Json score_json(const ReportScore& score, ArrayCollector& arrays);

// What was found (report_findings.cpp).
Json severity_levels_json();
Json event_json(const ReportEvent& event);
Json range_json(const RowRange& range);

// How it was learned (report_learning.cpp).
Json split_json(const ReportSplit& split);
Json budget_json(const ReportBudget& budget);
Json training_json(const ReportTraining& training);
Json distribution_json(const ReportDistribution& distribution);
Json health_json(const ReportHealth& health);
Json baselines_json(const ReportBaselines& baselines);
Json setting_json(const ReportSetting& setting);

}  // namespace tidegate
