// A net's weights by their PyTorch names: fresh, out of tensors, into tensors.
#pragma once
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "base/random.h"
#include "model/nets/network.h"

namespace tidegate {

/// A weight matrix or bias under the name PyTorch gives it, e.g. "rnn.weight_ih_l0" (3H, I), "head.bias" (O);
/// of an autoencoder's decoder "decoder.weight_ih_l0".
template <class Real>
struct NamedTensor {
  std::string name;
  std::vector<std::size_t> shape;
  std::vector<Real> values;  ///< row-major
};
using NamedWeights = NamedTensor<float>;

/// Uniform in ±1/√H, biases too, as PyTorch initialises `nn.GRU` and `nn.Linear`. Padding stays 0.
template <class Real>
void initialise(const Network<Real>& net, Random& random, std::span<Real> parameters);

/// In PyTorch's order: layer by layer, the decoder's after the encoder's, then the head. `parameters` may as well be
/// gradients: they share the layout.
template <class Real>
std::vector<NamedTensor<Real>> export_weights(const Network<Real>& net,
                                              std::type_identity_t<std::span<const Real>> parameters);

/// Names and shapes `import_weights` expects; `values` are zeros.
template <class Real>
std::vector<NamedTensor<Real>> weight_slots(const Network<Real>& net);

/// `weights` in the order of `weight_slots`. Errors: kModel naming the tensor (not finite, wrong size).
template <class Real>
Status import_weights(const Network<Real>& net, std::type_identity_t<std::span<const NamedTensor<Real>>> weights,
                      std::type_identity_t<std::span<Real>> parameters);

}  // namespace tidegate
