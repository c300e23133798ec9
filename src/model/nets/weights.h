// A net's weights by their PyTorch names: fresh, out of tensors, into tensors.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/random.h"
#include "model/nets/forecaster.h"

namespace tidegate {

/// A weight matrix or bias under the name PyTorch gives it, e.g. "rnn.weight_ih_l0" (3H, I), "head.bias" (O).
struct NamedWeights {
  std::string name;
  std::vector<std::size_t> shape;
  std::vector<float> values;  ///< row-major
};

/// Uniform in ±1/√H, biases too, as PyTorch initialises `nn.GRU` and `nn.Linear`. Padding stays 0.
template <class Real>
void initialise(const Forecaster<Real>& net, Random& random, std::span<Real> parameters);

/// In PyTorch's order: layer by layer, then the head.
std::vector<NamedWeights> export_weights(const Forecaster<float>& net, std::span<const float> parameters);

/// Names and shapes `import_weights` expects; `values` are empty.
std::vector<NamedWeights> weight_slots(const Forecaster<float>& net);

/// `weights` in the order of `weight_slots`. Errors: kModel naming the tensor (not finite, wrong size).
Status import_weights(const Forecaster<float>& net, std::span<const NamedWeights> weights, std::span<float> parameters);

}  // namespace tidegate
