// Metrics in JSON.
#pragma once
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "tidegate/benchmark.h"

namespace tidegate {

/// {"vus_pr": 0.31, …}: those that can be said.
inline nlohmann::ordered_json metrics_json(const MetricValues& metrics) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const MetricInfo& info : metric_infos())
    if (const double value = metrics[info.metric]; !std::isnan(value)) json[std::string(info.name)] = value;
  return json;
}

}  // namespace tidegate
