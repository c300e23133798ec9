#include "model/nets/chunk.h"

#include <algorithm>

#include "kernels/simd/flush_subnormals.h"
#include "model/nets/autoencoder.h"

namespace tidegate {

template <class Real>
void NetTape<Real>::resize(const Network<Real>& net, std::size_t step_count, std::size_t row_count) {
  steps = step_count;
  rows = row_count;
  const std::size_t all = steps * rows;
  x.assign(all * net.shape().inputs, Real{0});
  target.assign(all * net.shape().targets(), Real{0});
  y.assign(all * net.output_stride(), Real{0});
  dy.assign(all * net.output_stride(), Real{0});
  carried_y.assign(rows * net.output_stride(), Real{0});
  const auto lay_out = [&](const auto& shapes, auto& tapes, auto& douts) {
    tapes.resize(shapes.size());
    douts.resize(shapes.size());
    for (std::size_t l = 0; l < shapes.size(); ++l) {
      tapes[l].resize(shapes[l], steps, rows);
      douts[l].assign(all * shapes[l].padded(), Real{0});
    }
  };
  lay_out(net.layers(), layers, dout);
  lay_out(net.decoder(), decoder.layers, decoder.dout);
  decoder.encoding.assign(net.decoder().empty() ? 0 : all * net.decoder().back().padded(), Real{0});
  two_way.twins.resize(net.twins().size());
  for (std::size_t l = 0; l < net.twins().size(); ++l) two_way.twins[l].resize(net.twins()[l], steps, rows);
}

template <class Real>
void NetTape<Real>::draw_dropout(const Network<Real>& net, Random& random, double p) {
  dropout.resize(layers.size() - 1);
  for (std::size_t l = 0; l < dropout.size(); ++l) dropout[l].draw(random, p, steps * rows * output_width(net, l));
}

template <class Real>
std::size_t NetTape<Real>::bytes(const Network<Real>& net, std::size_t steps, std::size_t rows, bool with_dropout) {
  const std::size_t all = steps * rows;
  std::size_t values = all * (net.shape().inputs + net.shape().targets() + 2 * net.output_stride());
  for (const RecurrentLayer<Real>& layer : net.layers())
    values += all * layer.padded() * (with_dropout ? 3 : 1) + layer_values(layer, steps, rows);
  for (const RecurrentLayer<Real>& layer : net.decoder())
    values += all * layer.padded() + layer_values(layer, steps, rows);
  if (!net.decoder().empty()) values += all * net.decoder().back().padded();
  for (std::size_t l = 0; l < net.twins().size(); ++l)
    values += layer_values(net.twins()[l], steps, rows) + all * (net.shape().inputs + 4 * output_width(net, l));
  return values * sizeof(Real);
}

template <class Real>
void NetTape<Real>::resize_steps(const Network<Real>& net, std::size_t step_count) {
  NetTape before = std::move(*this);
  *this = NetTape();
  resize(net, step_count, before.rows);
  for (std::size_t l = 0; l < layers.size(); ++l) layers[l].copy_start(before.layers[l]);
  carried_y = std::move(before.carried_y);
}

template <class Real>
void NetTape<Real>::reset_state() {
  for (auto& layer : layers) layer.reset_start();
  for (auto& twin : two_way.twins) twin.reset_start();
  std::fill(carried_y.begin(), carried_y.end(), Real{0});
}

template <class Real>
void NetTape<Real>::carry_state() {
  for (auto& layer : layers) layer.copy_start(layer, steps);
  std::copy(y.end() - static_cast<std::ptrdiff_t>(carried_y.size()), y.end(), carried_y.begin());
}

template <class Real>
const Real* forward_layers(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                           NetTape<Real>& tape, std::size_t t) noexcept {
  std::size_t stride = net.shape().inputs;
  const Real* input = tape.x.data() + t * tape.rows * stride;
  for (std::size_t l = 0; l < net.layers().size(); ++l) {
    RecurrentTape<Real>& layer = tape.layers[l];
    step_tape<Real>(net.layers()[l], parameters, kernels, layer, t, input, stride);
    input = layer.state(t + 1);
    stride = layer.padded;
    const std::size_t size = tape.rows * layer.padded;
    if (l < tape.dropout.size()) input = tape.dropout[l].apply(input, t * size, size);
  }
  return input;
}

template <class Real>
void forward_chunk(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                   NetTape<Real>& tape) {
  const FlushSubnormals flush;
  if (!net.decoder().empty()) return forward_autoencoder(net, parameters, kernels, tape);
  const std::size_t inputs = net.shape().inputs, stride = net.output_stride();
  for (std::size_t t = 0; t < tape.steps; ++t) {
    Real* x = tape.x.data() + t * tape.rows * inputs;
    const Real* before = t == 0 ? tape.carried_y.data() : tape.y.data() + (t - 1) * tape.rows * stride;
    for (std::size_t r = 0; r < tape.rows; ++r) net.complete_input(x + r * inputs, before + r * stride);
    const Real* top = forward_layers(net, parameters, kernels, tape, t);
    kernels.dense_forward(net.head(), parameters + net.head_offset(), top, tape.layers.back().padded,
                          tape.y.data() + t * tape.rows * stride, tape.rows);
  }
}

template <class Real>
void TransposedWeights<Real>::assign(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels) {
  const auto turn = [&](const auto& shapes, auto& turned) {
    turned.resize(shapes.size());
    for (std::size_t l = 0; l < shapes.size(); ++l) turned[l].assign(shapes[l], parameters, kernels);
  };
  turn(net.layers(), layers);
  turn(net.twins(), twins);
  turn(net.decoder(), decoder);
  head.resize(kernels.transposed_size(net.head()));
  kernels.transpose(net.head(), parameters + net.head_offset(), head.data());
}

template <class Real>
void backward_head(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                   const AlignedVector<Real>& dy, const Real* top, Real* dtop, std::size_t rows, Real* gradients) {
  const std::size_t padded = net.decoder().empty() ? net.layers().back().padded() : net.decoder().back().padded();
  const BlockedView<Real> view{dy.data(), rows * net.head().lanes(), 1, 0};
  kernels.weight_gradient(net.head(), view, top, padded, gradients + net.head_offset(), rows);
  kernels.input_gradient(net.head(), weights.head.data(), view, dtop, padded, rows);
}

template <class Real>
void backward_layers(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                     NetTape<Real>& tape, const LayersEnd<Real>* after, Real* gradients) {
  const auto input_of = [&tape](std::size_t l) -> const Real* {
    if (l == 0) return tape.x.data();
    return tape.dropout.empty() ? tape.layers[l - 1].state(1) : tape.dropout[l - 1].output.data();
  };
  for (std::size_t l = net.layers().size(); l-- > 0;) {
    const std::size_t x_stride = l == 0 ? net.shape().inputs : tape.layers[l - 1].padded;
    const LayerBackward<Real> chunk{.weights = weights.layers[l],
                                    .x = input_of(l),
                                    .x_stride = x_stride,
                                    .dout = tape.dout[l].data(),
                                    .dx = l == 0 ? nullptr : tape.dout[l - 1].data(),
                                    .dx_stride = x_stride,
                                    .steps = tape.steps,
                                    .dh_end = after == nullptr ? nullptr : after->dh[l].data(),
                                    .dmemory_end = after == nullptr ? nullptr : after->dmemory[l].data()};
    backward_layer(net.layers()[l], kernels, tape.layers[l], chunk, tape.scratch, gradients);
    if (l > 0 && !tape.dropout.empty()) tape.dropout[l - 1].scale(tape.dout[l - 1].data());
  }
}

template <class Real>
void backward_chunk(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                    NetTape<Real>& tape, Real* gradients) {
  const FlushSubnormals flush;
  for (auto& dout : tape.dout) std::fill(dout.begin(), dout.end(), Real{0});
  if (!net.decoder().empty()) return backward_autoencoder(net, weights, kernels, tape, gradients);
  backward_head(net, weights, kernels, tape.dy, tape.layers.back().state(1), tape.dout.back().data(),
                tape.steps * tape.rows, gradients);
  backward_layers<Real>(net, weights, kernels, tape, nullptr, gradients);
}

#define TIDEGATE_CHUNKS_OF(Real)                                                                               \
  template struct NetTape<Real>;                                                                               \
  template struct TransposedWeights<Real>;                                                                     \
  template void forward_chunk(const Network<Real>&, const Real*, const Kernels<Real>&, NetTape<Real>&);        \
  template void backward_chunk(const Network<Real>&, const TransposedWeights<Real>&, const Kernels<Real>&,     \
                               NetTape<Real>&, Real*);                                                         \
  template const Real* forward_layers(const Network<Real>&, const Real*, const Kernels<Real>&, NetTape<Real>&, \
                                      std::size_t) noexcept;                                                   \
  template void backward_layers(const Network<Real>&, const TransposedWeights<Real>&, const Kernels<Real>&,    \
                                NetTape<Real>&, const LayersEnd<Real>*, Real*);                                \
  template void backward_head(const Network<Real>&, const TransposedWeights<Real>&, const Kernels<Real>&,      \
                              const AlignedVector<Real>&, const Real*, Real*, std::size_t, Real*)
TIDEGATE_CHUNKS_OF(float);
TIDEGATE_CHUNKS_OF(double);

}  // namespace tidegate
