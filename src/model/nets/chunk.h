// A net over a chunk of rows, forward and back: what training remembers, and the gradient.
#pragma once
#include <cstddef>
#include <vector>

#include "model/nets/network.h"

namespace tidegate {

/// A decoder's part of the memory; its step k gives row T − 1 − k.
template <class Real>
struct DecoderTape {
  std::vector<RecurrentTape<Real>> layers;
  AlignedVector<Real> encoding;           ///< (T, R, Hp): the encoder's last output, at every step
  std::vector<AlignedVector<Real>> dout;  ///< a layer: (T, R, Hp)
};

/// A bidirectional encoder's part; step k of the reverse layers reads row T − 1 − k.
template <class Real>
struct TwoWayTape {
  std::vector<RecurrentTape<Real>> twins;
  std::vector<AlignedVector<Real>> reversed;  ///< a layer: (T, R, stride), what its reverse layer reads, in that order
  std::vector<AlignedVector<Real>> both;      ///< a layer but the last: (T, R, stride), both outputs side by side
};

/// Training's memory of a chunk: T steps of a tile of R sequences. One owner (a tile of one thread).
template <class Real>
struct NetTape {
  std::size_t steps = 0, rows = 0;
  AlignedVector<Real> x;          ///< (T, R, I); NaN = missing, completed by `forward_chunk`
  AlignedVector<Real> target;     ///< (T, R, targets); NaN = missing, ignored by the loss
  AlignedVector<Real> y;          ///< (T, R, Op)
  AlignedVector<Real> dy;         ///< [block][T · R][1][U]
  AlignedVector<Real> carried_y;  ///< (R, Op): the last prediction, carried from chunk to chunk
  std::vector<RecurrentTape<Real>> layers;
  std::vector<DropoutTape<Real>> dropout;  ///< between layer l and the one above; empty without dropout
  std::vector<AlignedVector<Real>> dout;   ///< a layer: (T, R, Hp)
  TwoWayTape<Real> two_way;
  DecoderTape<Real> decoder;
  LayerScratch<Real> scratch;

  void resize(const Network<Real>& net, std::size_t steps, std::size_t rows);
  /// Bytes that `resize` and the backward pass will take.
  static std::size_t bytes(const Network<Real>& net, std::size_t steps, std::size_t rows, bool with_dropout);
  void resize_steps(const Network<Real>& net, std::size_t steps);         ///< keeps the state the chunk begins with
  void draw_dropout(const Network<Real>& net, Random& random, double p);  ///< masks for the next chunk
  void reset_state();                                                     ///< all sequences start again
  void carry_state();  ///< the state after the chunk becomes the one before the next
};

/// Values a row of layer l's outputs takes where the layer above reads it: padded, of both ways if there are two.
template <class Real>
std::size_t output_width(const Network<Real>& net, std::size_t layer) noexcept {
  const std::size_t hidden = net.layers()[layer].hidden();
  return PackedShape{0, net.twins().empty() ? hidden : 2 * hidden, 1}.padded_units();
}

/// Fills y (and x where missing) from the state the tape begins with.
template <class Real>
void forward_chunk(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels, NetTape<Real>& tape);

/// The weights as the backward pass reads them; rebuilt after each step of the optimiser and shared by all tiles.
template <class Real>
struct TransposedWeights {
  std::vector<TransposedLayer<Real>> layers, twins, decoder;
  AlignedVector<Real> head;

  void assign(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels);
};

/// Adds ∂L/∂parameters to `gradients`, given dy.
template <class Real>
void backward_chunk(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                    NetTape<Real>& tape, Real* gradients);

/// ∂L/∂ of each layer's state at an end of the chunk, (R, Hp), and of its memory, empty for cells without one.
template <class Real>
struct LayersEnd {
  std::vector<AlignedVector<Real>> dh, dmemory;
};

/// Step t of all layers, for nets that add something on top: they read x(t) of the tape. Returns the top layer's output
/// (R, Hp).
template <class Real>
const Real* forward_layers(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                           NetTape<Real>& tape, std::size_t t) noexcept;

/// The backward pass through all layers, given dout of the top one; `after`: what is asked of the states after the last
/// step, null if nothing is.
template <class Real>
void backward_layers(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                     NetTape<Real>& tape, const LayersEnd<Real>* after, Real* gradients);

/// The dense head's part of the backward pass, over all rows of `top` (T · R, Hp): adds to `dtop` and `gradients`.
template <class Real>
void backward_head(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                   const AlignedVector<Real>& dy, const Real* top, Real* dtop, std::size_t rows, Real* gradients);

}  // namespace tidegate
