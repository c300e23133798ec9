// The part of a detector's description that is kept as JSON: where it came from and how training went.
#pragma once
#include <nlohmann/json.hpp>

#include "tidegate/detector_info.h"

namespace tidegate {

nlohmann::ordered_json info_json(const DetectorInfo& info);

/// Throws nlohmann::json::exception where a key is missing or of another type; the caller turns it into an error.
void read_info(const nlohmann::ordered_json& json, DetectorInfo& info);

}  // namespace tidegate
