// The features' part of a model file.
#pragma once
#include <nlohmann/json.hpp>

#include "preprocess/features.h"
#include "store/tensor_file.h"

namespace tidegate {

/// All but what follows from the rest of the file: scored channels, the sampling step, and how far the net forecasts.
nlohmann::ordered_json features_json(const FeatureParams& params);
void add_features(TensorFile& file, const FeatureParams& params);

/// Completes `params`, whose channels, step and `ahead` are set. A file without features has none.
/// Errors: kModel (periods, window or offset that make no sense; sizes; scales not above 0). Throws what the JSON
/// library throws for a missing key or another type.
Status read_features(const TensorFile& file, const nlohmann::ordered_json& model, FeatureParams& params);

}  // namespace tidegate
