#include "model/nets/forecaster.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "kernels/simd/flush_subnormals.h"

namespace tidegate {

namespace {

/// Products begin where a 64-byte line of floats does.
std::size_t on_cache_line(std::size_t offset) { return (offset + 15) / 16 * 16; }

}  // namespace

template <class Real>
Result<Forecaster<Real>> Forecaster<Real>::build(const ForecasterShape& shape) {
  const Cell<Real>* cell = find_cell<Real>(shape.cell);
  if (cell == nullptr) return fail(ErrorKind::kUsage, "unknown cell '" + shape.cell + "'; there are: " + cell_names());
  TIDEGATE_EXPECTS(shape.inputs > 0 && !shape.hidden.empty() && !shape.predicts.empty());
  Forecaster net;
  net.shape_ = shape;
  std::size_t inputs = shape.inputs, offset = 0;
  for (const std::size_t hidden : shape.hidden) {
    RecurrentLayer<Real> layer{cell, cell->shape(inputs, hidden), 0, 0};
    layer.wi = offset;
    layer.wh = on_cache_line(layer.wi + layer.shape.input.size());
    offset = on_cache_line(layer.wh + layer.shape.recurrent.size());
    net.state_size_ += layer.state_size();
    net.layers_.push_back(layer);
    inputs = hidden;
  }
  net.head_ = {inputs, shape.outputs(), 1};
  net.head_offset_ = offset;
  net.parameter_count_ = offset + net.head_.size();
  return net;
}

template <class Real>
std::size_t Forecaster<Real>::weight_count() const {
  std::size_t count = head_.units * (1 + head_.inputs);
  for (const auto& layer : layers_)
    for (const PackedShape& product : {layer.shape.input, layer.shape.recurrent})
      count += product.gates * product.units * (1 + product.inputs);
  return count;
}

template <class Real>
void Forecaster<Real>::complete_input(Real* x, const Real* y) const noexcept {
  for (std::size_t o = 0; o < shape_.predicts.size(); ++o) {
    Real& value = x[shape_.predicts[o]];
    if (std::isnan(value)) value = y[o];
  }
  for (std::size_t i = 0; i < shape_.inputs; ++i)
    if (std::isnan(x[i])) x[i] = 0;
}

template <class Real>
void Forecaster<Real>::step(const Real* parameters, const Kernels<Real>& kernels, const Real* x, Real* state, Real* y,
                            Real* scratch) const noexcept {
  const FlushSubnormals flush;
  const Real* input = x;
  std::size_t offset = 0;
  for (const RecurrentLayer<Real>& layer : layers_) {
    Real* const h = state + offset;
    Real* const next = scratch + offset;
    const std::size_t memory = layer.cell->has_memory ? layer.padded() : 0;
    step_layer<Real>(layer, parameters, kernels,
                     {input, layer.shape.input.inputs, h, h + memory, next, next + memory, nullptr, 1});
    input = next;
    offset += layer.state_size();
  }
  kernels.dense_forward(head_, parameters + head_offset_, input, head_.inputs, y, 1);
  std::copy(scratch, scratch + state_size_, state);
}

template <class Real>
void ForecasterTape<Real>::resize(const Forecaster<Real>& net, std::size_t step_count, std::size_t row_count) {
  steps = step_count;
  rows = row_count;
  const std::size_t all = steps * rows;
  x.assign(all * net.shape().inputs, Real{0});
  target.assign(all * net.shape().outputs(), Real{0});
  y.assign(all * net.output_stride(), Real{0});
  dy.assign(all * net.output_stride(), Real{0});
  carried_y.assign(rows * net.output_stride(), Real{0});
  layers.resize(net.layers().size());
  dout.resize(net.layers().size());
  for (std::size_t l = 0; l < layers.size(); ++l) {
    layers[l].resize(net.layers()[l], steps, rows);
    dout[l].assign(all * net.layers()[l].padded(), Real{0});
  }
}

template <class Real>
void ForecasterTape<Real>::draw_dropout(Random& random, double p) {
  dropout.resize(layers.size() - 1);
  for (std::size_t l = 0; l < dropout.size(); ++l) dropout[l].draw(random, p, steps * rows * layers[l].padded);
}

template <class Real>
std::size_t ForecasterTape<Real>::bytes(const Forecaster<Real>& net, std::size_t steps, std::size_t rows,
                                        bool with_dropout) {
  const std::size_t all = steps * rows;
  std::size_t values = all * (net.shape().inputs + net.shape().outputs() + 2 * net.output_stride());
  for (const RecurrentLayer<Real>& layer : net.layers())
    values += all * layer.padded() * (with_dropout ? 3 : 1) + layer_values(layer, steps, rows);
  return values * sizeof(Real);
}

template <class Real>
void ForecasterTape<Real>::resize_steps(const Forecaster<Real>& net, std::size_t step_count) {
  ForecasterTape before = std::move(*this);
  *this = ForecasterTape();
  resize(net, step_count, before.rows);
  for (std::size_t l = 0; l < layers.size(); ++l) layers[l].copy_start(before.layers[l]);
  carried_y = std::move(before.carried_y);
}

template <class Real>
void ForecasterTape<Real>::reset_state() {
  for (auto& layer : layers) layer.reset_start();
  std::fill(carried_y.begin(), carried_y.end(), Real{0});
}

template <class Real>
void ForecasterTape<Real>::carry_state() {
  for (auto& layer : layers) layer.copy_start(layer, steps);
  std::copy(y.end() - static_cast<std::ptrdiff_t>(carried_y.size()), y.end(), carried_y.begin());
}

template <class Real>
void forward_chunk(const Forecaster<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                   ForecasterTape<Real>& tape) {
  const FlushSubnormals flush;
  const std::size_t inputs = net.shape().inputs, stride = net.output_stride();
  for (std::size_t t = 0; t < tape.steps; ++t) {
    Real* x = tape.x.data() + t * tape.rows * inputs;
    const Real* before = t == 0 ? tape.carried_y.data() : tape.y.data() + (t - 1) * tape.rows * stride;
    for (std::size_t r = 0; r < tape.rows; ++r) net.complete_input(x + r * inputs, before + r * stride);
    const Real* input = x;
    std::size_t input_stride = inputs;
    for (std::size_t l = 0; l < net.layers().size(); ++l) {
      RecurrentTape<Real>& layer = tape.layers[l];
      step_tape<Real>(net.layers()[l], parameters, kernels, layer, t, input, input_stride);
      input = layer.state(t + 1);
      input_stride = layer.padded;
      const std::size_t size = tape.rows * layer.padded;
      if (l < tape.dropout.size()) input = tape.dropout[l].apply(input, t * size, size);
    }
    kernels.dense_forward(net.head(), parameters + net.head_offset(), input, input_stride,
                          tape.y.data() + t * tape.rows * stride, tape.rows);
  }
}

template <class Real>
void TransposedWeights<Real>::assign(const Forecaster<Real>& net, const Real* parameters,
                                     const Kernels<Real>& kernels) {
  layers.resize(net.layers().size());
  for (std::size_t l = 0; l < layers.size(); ++l) layers[l].assign(net.layers()[l], parameters, kernels);
  head.resize(kernels.transposed_size(net.head()));
  kernels.transpose(net.head(), parameters + net.head_offset(), head.data());
}

template <class Real>
void backward_chunk(const Forecaster<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                    ForecasterTape<Real>& tape, Real* gradients) {
  const FlushSubnormals flush;
  const std::size_t all = tape.steps * tape.rows, top = net.layers().size() - 1;
  for (auto& dout : tape.dout) std::fill(dout.begin(), dout.end(), Real{0});
  const BlockedView<Real> dy{tape.dy.data(), all * net.head().lanes(), 1, 0};
  kernels.weight_gradient(net.head(), dy, tape.layers[top].state(1), tape.layers[top].padded,
                          gradients + net.head_offset(), all);
  kernels.input_gradient(net.head(), weights.head.data(), dy, tape.dout[top].data(), tape.layers[top].padded, all);
  const auto input_of = [&tape](std::size_t l) -> const Real* {
    if (l == 0) return tape.x.data();
    return tape.dropout.empty() ? tape.layers[l - 1].state(1) : tape.dropout[l - 1].output.data();
  };
  for (std::size_t l = top + 1; l-- > 0;) {
    const std::size_t x_stride = l == 0 ? net.shape().inputs : tape.layers[l - 1].padded;
    const LayerBackward<Real> chunk{.weights = weights.layers[l],
                                    .x = input_of(l),
                                    .x_stride = x_stride,
                                    .dout = tape.dout[l].data(),
                                    .dx = l == 0 ? nullptr : tape.dout[l - 1].data(),
                                    .dx_stride = x_stride,
                                    .steps = tape.steps};
    backward_layer(net.layers()[l], kernels, tape.layers[l], chunk, tape.scratch, gradients);
    if (l > 0 && !tape.dropout.empty()) tape.dropout[l - 1].scale(tape.dout[l - 1].data());
  }
}

template class Forecaster<float>;
template class Forecaster<double>;
template struct ForecasterTape<float>;
template struct ForecasterTape<double>;
template void forward_chunk(const Forecaster<float>&, const float*, const Kernels<float>&, ForecasterTape<float>&);
template void forward_chunk(const Forecaster<double>&, const double*, const Kernels<double>&, ForecasterTape<double>&);
template struct TransposedWeights<float>;
template struct TransposedWeights<double>;
template void backward_chunk(const Forecaster<float>&, const TransposedWeights<float>&, const Kernels<float>&,
                             ForecasterTape<float>&, float*);
template void backward_chunk(const Forecaster<double>&, const TransposedWeights<double>&, const Kernels<double>&,
                             ForecasterTape<double>&, double*);

}  // namespace tidegate
