// Numbers in JSON, which has no NaN.
#pragma once
#include <cmath>
#include <nlohmann/json.hpp>

namespace tidegate {

/// null for NaN.
inline nlohmann::ordered_json number_or_null(double value) {
  return std::isnan(value) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
}

}  // namespace tidegate
