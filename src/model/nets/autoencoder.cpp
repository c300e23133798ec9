#include "model/nets/autoencoder.h"

#include <algorithm>
#include <cmath>

#include "model/nets/bidirectional.h"

namespace tidegate {
namespace {

/// Steps of the decoder count from the window's end: row T − 1 − k at step k.
template <class Real>
Real* row_of_step(AlignedVector<Real>& y, const NetTape<Real>& tape, std::size_t k, std::size_t stride) {
  return y.data() + (tape.steps - 1 - k) * tape.rows * stride;
}

/// dy in the order of the rows → in the order of the decoder's steps.
template <class Real>
AlignedVector<Real> in_order_of_steps(const Network<Real>& net, const NetTape<Real>& tape) {
  const std::size_t all = tape.steps * tape.rows, lanes = net.head().lanes(), step = tape.rows * lanes;
  AlignedVector<Real> turned(tape.dy.size());
  for (std::size_t block = 0; block < net.head().blocks(); ++block)
    for (std::size_t k = 0; k < tape.steps; ++k)
      std::copy_n(tape.dy.data() + block * all * lanes + (tape.steps - 1 - k) * step, step,
                  turned.data() + block * all * lanes + k * step);
  return turned;
}

/// Where a value is missing, the one before it in the window; 0 at its begin.
template <class Real>
void complete_window(const Network<Real>& net, NetTape<Real>& tape) {
  const std::size_t inputs = net.shape().inputs, row_size = tape.rows * inputs;
  for (std::size_t t = 0; t < tape.steps; ++t) {
    Real* x = tape.x.data() + t * row_size;
    for (std::size_t r = 0; r < tape.rows; ++r)
      net.complete_input(x + r * inputs, t == 0 ? nullptr : x + r * inputs - row_size);
  }
}

/// The decoder's layers begin where the encoder's ended.
template <class Real>
void encode(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels, NetTape<Real>& tape) {
  tape.reset_state();
  complete_window(net, tape);
  if (!net.twins().empty()) return forward_both_ways(net, parameters, kernels, tape);
  for (std::size_t t = 0; t < tape.steps; ++t) forward_layers(net, parameters, kernels, tape, t);
  for (std::size_t l = 0; l < tape.layers.size(); ++l) tape.decoder.layers[l].copy_start(tape.layers[l], tape.steps);
}

/// As `encode`, of the rows of a stream's window, into `state`; works in `scratch`.
template <class Real>
void encode_window(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels, const Real* window,
                   Real* state, Real* scratch) noexcept {
  const std::size_t inputs = net.shape().inputs, rows = net.shape().window;
  const std::size_t width = net.twins().empty() ? 0 : two_way_width(net);
  Real* x = scratch;  // one row after the other, or all of them where both ways read them
  std::fill_n(x, inputs, Real{0});
  Real* from = state;
  Real* next = x + inputs;
  if (width == 0) std::fill_n(state, net.layer_states(), Real{0});
  for (std::size_t t = 0; t < rows; ++t) {
    if (t > 0 && width > 0) {
      std::copy_n(x, inputs, x + width);
      x += width;
    }
    for (std::size_t i = 0; i < inputs; ++i)
      if (const Real value = window[t * inputs + i]; !std::isnan(value)) x[i] = value;
    if (width > 0) continue;
    step_layers(net.layers(), parameters, kernels, x, from, next);
    std::swap(from, next);
  }
  if (width > 0) return step_both_ways(net, parameters, kernels, scratch, state, scratch + rows * width);
  if (from != state) std::copy_n(from, net.layer_states(), state);
}

}  // namespace

template <class Real>
void forward_autoencoder(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                         NetTape<Real>& tape) {
  encode(net, parameters, kernels, tape);
  DecoderTape<Real>& decoder = tape.decoder;
  const std::size_t width = decoder.layers.back().padded, size = tape.rows * width;
  for (std::size_t k = 0; k < tape.steps; ++k) {
    std::copy_n(decoder.layers.back().state(0), size, decoder.encoding.data() + k * size);
    const Real* input = decoder.encoding.data() + k * size;
    std::size_t stride = width;
    for (std::size_t l = 0; l < decoder.layers.size(); ++l) {
      RecurrentTape<Real>& layer = decoder.layers[l];
      step_tape<Real>(net.decoder()[l], parameters, kernels, layer, k, input, stride);
      input = layer.state(k + 1);
      stride = layer.padded;
    }
    kernels.dense_forward(net.head(), parameters + net.head_offset(), input, stride,
                          row_of_step(tape.y, tape, k, net.output_stride()), tape.rows);
  }
}

template <class Real>
void backward_autoencoder(const Network<Real>& net, const TransposedWeights<Real>& weights,
                          const Kernels<Real>& kernels, NetTape<Real>& tape, Real* gradients) {
  DecoderTape<Real>& decoder = tape.decoder;
  const std::size_t width = decoder.layers.back().padded, size = tape.rows * width;
  AlignedVector<Real> dencoding(decoder.encoding.size(), Real{0});
  for (auto& dout : decoder.dout) std::fill(dout.begin(), dout.end(), Real{0});
  backward_head(net, weights, kernels, in_order_of_steps(net, tape), decoder.layers.back().state(1),
                decoder.dout.back().data(), tape.steps * tape.rows, gradients);
  LayersEnd<Real> end;
  end.dh.resize(decoder.layers.size());
  end.dmemory.resize(decoder.layers.size());
  for (std::size_t l = decoder.layers.size(); l-- > 0;) {
    const bool lowest = l == 0;
    const std::size_t stride = lowest ? width : decoder.layers[l - 1].padded;
    const LayerBackward<Real> chunk{.weights = weights.decoder[l],
                                    .x = lowest ? decoder.encoding.data() : decoder.layers[l - 1].state(1),
                                    .x_stride = stride,
                                    .dout = decoder.dout[l].data(),
                                    .dx = lowest ? dencoding.data() : decoder.dout[l - 1].data(),
                                    .dx_stride = stride,
                                    .steps = tape.steps};
    backward_layer(net.decoder()[l], kernels, decoder.layers[l], chunk, tape.scratch, gradients);
    end.dh[l] = tape.scratch.dh;
    end.dmemory[l] = tape.scratch.dmemory;
  }
  for (std::size_t k = 0; k < tape.steps; ++k)
    for (std::size_t i = 0; i < size; ++i) end.dh.back()[i] += dencoding[k * size + i];
  if (!net.twins().empty()) return backward_both_ways(net, weights, kernels, tape, end, gradients);
  backward_layers(net, weights, kernels, tape, &end, gradients);
}

template <class Real>
std::size_t autoencoder_scratch(const Network<Real>& net) noexcept {
  const std::size_t encoding = net.twins().empty() ? net.shape().inputs + net.layer_states()
                                                   : net.shape().window * two_way_width(net) + two_way_scratch(net);
  return 2 * net.decoder_states() + net.decoder().back().padded() + encoding;
}

template <class Real>
void step_autoencoder(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                      const Real* window, Real* y, Real* scratch) noexcept {
  const std::size_t states = net.decoder_states(), width = net.decoder().back().padded();
  Real* state = scratch;
  Real* next = scratch + states;
  Real* const encoding = scratch + 2 * states;
  encode_window(net, parameters, kernels, window, state, encoding + width);
  std::copy_n(state + states - net.decoder().back().state_size(), width, encoding);
  for (std::size_t t = net.shape().window; t-- > 0;) {
    const Real* top = step_layers(net.decoder(), parameters, kernels, encoding, state, next);
    kernels.dense_forward(net.head(), parameters + net.head_offset(), top, net.head().inputs,
                          y + t * net.output_stride(), 1);
    std::swap(state, next);
  }
}

template void forward_autoencoder(const Network<float>&, const float*, const Kernels<float>&, NetTape<float>&);
template void forward_autoencoder(const Network<double>&, const double*, const Kernels<double>&, NetTape<double>&);
template void backward_autoencoder(const Network<float>&, const TransposedWeights<float>&, const Kernels<float>&,
                                   NetTape<float>&, float*);
template void backward_autoencoder(const Network<double>&, const TransposedWeights<double>&, const Kernels<double>&,
                                   NetTape<double>&, double*);
template void step_autoencoder(const Network<float>&, const float*, const Kernels<float>&, const float*, float*,
                               float*) noexcept;
template void step_autoencoder(const Network<double>&, const double*, const Kernels<double>&, const double*, double*,
                               double*) noexcept;

template std::size_t autoencoder_scratch(const Network<float>&) noexcept;
template std::size_t autoencoder_scratch(const Network<double>&) noexcept;

}  // namespace tidegate
