// Weights in a safetensors file under PyTorch's names.
#pragma once
#include <span>

#include "model/nets/network.h"
#include "store/tensor_file.h"
#include "tidegate/result.h"

namespace tidegate {

/// Reads the tensors a net needs ("rnn.weight_ih_l0" …, "head.bias"); others are ignored.
/// Errors: kModel naming the tensor, its shape and the expected one.
Status read_weights(const TensorFile& file, const Network<float>& net, std::span<float> parameters);

void add_weights(TensorFile& file, const Network<float>& net, std::span<const float> parameters);

}  // namespace tidegate
