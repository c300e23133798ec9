// The network's shape in a model file; its weights: weights_file.h.
#pragma once
#include <nlohmann/json.hpp>

#include "model/nets/network.h"
#include "store/tensor_file.h"

namespace tidegate {

nlohmann::ordered_json net_json(const NetShape& shape);

/// Files written before there were other nets hold a forecaster of one step. Errors: kModel (unknown net or cell, sizes
/// that make no sense or are beyond the file's weights). Throws what the JSON library throws for a missing key or
/// another type.
Result<Network<float>> read_net(const TensorFile& file, const nlohmann::ordered_json& json);

}  // namespace tidegate
