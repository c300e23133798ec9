// An encoder that reads a window from both ends: each layer has a reverse layer that runs from the last row to the
// first, and the layer above reads both side by side.
#pragma once
#include "model/nets/chunk.h"

namespace tidegate {

/// From a state of 0 through the completed rows of the tape. The decoder's layers then begin with the ends of both
/// ways.
template <class Real>
void forward_both_ways(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                       NetTape<Real>& tape);

/// The backward pass; `begin`: ∂L/∂ of what the decoder's layers began with.
template <class Real>
void backward_both_ways(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                        NetTape<Real>& tape, const LayersEnd<Real>& begin, Real* gradients);

/// One window x(W, two_way_width), complete, in a stream: fills `state` (decoder_states) with what the decoder begins
/// with. `x` is used up; `scratch` (two_way_scratch). No allocation.
template <class Real>
void step_both_ways(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels, Real* x,
                    Real* state, Real* scratch) noexcept;

/// Values of a row that hold the inputs and the outputs of any layer.
template <class Real>
std::size_t two_way_width(const Network<Real>& net) noexcept;
template <class Real>
std::size_t two_way_scratch(const Network<Real>& net) noexcept;

}  // namespace tidegate
