// The time axis in a model file.
#pragma once
#include <nlohmann/json.hpp>

#include "series/time_axis.h"
#include "store/tensor_file.h"

namespace tidegate {

nlohmann::ordered_json time_axis_json(const TimeAxisParams& axis);

/// Errors: kModel (values that make no sense). Throws what the JSON library throws for a missing key or another type.
Status read_time_axis(const TensorFile& file, const nlohmann::ordered_json& json, TimeAxisParams& axis);

}  // namespace tidegate
