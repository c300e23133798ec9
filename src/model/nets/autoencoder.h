// The autoencoder's way through a window: an encoder to its end, a decoder from there back to the first row.
#pragma once
#include "model/nets/chunk.h"

namespace tidegate {

/// The tape's steps are the window's rows; y comes in their order. The state before the window is 0.
template <class Real>
void forward_autoencoder(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                         NetTape<Real>& tape);

template <class Real>
void backward_autoencoder(const Network<Real>& net, const TransposedWeights<Real>& weights,
                          const Kernels<Real>& kernels, NetTape<Real>& tape, Real* gradients);

/// One window (W, I), NaN = missing, into its reconstruction y (W, Op): the arithmetic of `forward_autoencoder`, bit
/// for bit. `scratch` (scratch_size). No allocation.
template <class Real>
void step_autoencoder(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                      const Real* window, Real* y, Real* scratch) noexcept;

/// Values `step_autoencoder` works in.
template <class Real>
std::size_t autoencoder_scratch(const Network<Real>& net) noexcept;

}  // namespace tidegate
