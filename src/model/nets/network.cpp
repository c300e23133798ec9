#include "model/nets/network.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "kernels/simd/flush_subnormals.h"
#include "model/nets/autoencoder.h"

namespace tidegate {

namespace {

struct NamedNet {
  std::string_view name;
  NetKind kind;
};

constexpr NamedNet kNets[] = {
    {"forecaster", NetKind::kForecaster}, {"autoencoder", NetKind::kAutoencoder}, {"classifier", NetKind::kClassifier}};

/// Products begin where a 64-byte line of floats does.
std::size_t on_cache_line(std::size_t offset) { return (offset + 15) / 16 * 16; }

template <class Real>
std::size_t weights_of(const std::vector<RecurrentLayer<Real>>& layers) {
  std::size_t count = 0;
  for (const auto& layer : layers)
    for (const PackedShape& product : {layer.shape.input, layer.shape.recurrent})
      count += product.gates * product.units * (1 + product.inputs);
  return count;
}

/// From a state of zeros through the rows of the window, the last of which is x.
template <class Real>
void step_window(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels, const Real* window,
                 Real* y, Real* scratch) noexcept {
  const std::size_t inputs = net.shape().inputs, states = net.layer_states();
  Real* state = scratch;
  Real* next = scratch + states;
  Real* const x = scratch + 2 * states;
  std::fill_n(state, states, Real{0});
  std::fill_n(y, net.output_stride(), Real{0});
  for (std::size_t t = 0; t < net.shape().window; ++t) {
    std::copy_n(window + t * inputs, inputs, x);
    net.complete_input(x, y);
    const Real* top = step_layers(net.layers(), parameters, kernels, x, state, next);
    kernels.dense_forward(net.head(), parameters + net.head_offset(), top, net.head().inputs, y, 1);
    std::swap(state, next);
  }
}

}  // namespace

const NetKind* find_net(std::string_view name) noexcept {
  const auto* found = std::ranges::find(kNets, name, &NamedNet::name);
  return found == std::end(kNets) ? nullptr : &found->kind;
}

std::string_view net_name(NetKind kind) noexcept { return std::ranges::find(kNets, kind, &NamedNet::kind)->name; }

template <class Real>
std::size_t Network<Real>::place_layers(std::size_t inputs, std::size_t offset, const Cell<Real>& cell,
                                        std::vector<RecurrentLayer<Real>>& into) const {
  for (const std::size_t hidden : shape_.hidden) {
    RecurrentLayer<Real> layer{&cell, cell.shape(inputs, hidden), 0, 0};
    layer.wi = offset;
    layer.wh = on_cache_line(layer.wi + layer.shape.input.size());
    offset = on_cache_line(layer.wh + layer.shape.recurrent.size());
    into.push_back(layer);
    inputs = hidden;
  }
  return offset;
}

template <class Real>
Result<Network<Real>> Network<Real>::build(const NetShape& shape) {
  const Cell<Real>* cell = find_cell<Real>(shape.cell);
  if (cell == nullptr) return fail(ErrorKind::kUsage, "unknown cell '" + shape.cell + "'; there are: " + cell_names());
  TIDEGATE_EXPECTS(shape.inputs > 0 && !shape.hidden.empty() && !shape.predicts.empty() && shape.horizon > 0);
  const bool decodes = shape.kind == NetKind::kAutoencoder;
  TIDEGATE_EXPECTS(!decodes || (shape.window > 0 && shape.horizon == 1));
  Network net;
  net.shape_ = shape;
  std::size_t offset = net.place_layers(shape.inputs, 0, *cell, net.layers_);
  if (decodes) offset = net.place_layers(shape.hidden.back(), offset, *cell, net.decoder_);
  for (const RecurrentLayer<Real>& layer : net.layers_) net.layer_states_ += layer.state_size();
  net.head_ = {shape.hidden.back(), shape.outputs(), 1};
  net.head_offset_ = offset;
  net.parameter_count_ = offset + net.head_.size();
  return net;
}

template <class Real>
std::size_t Network<Real>::weight_count() const {
  return head_.units * (1 + head_.inputs) + weights_of(layers_) + weights_of(decoder_);
}

template <class Real>
std::size_t Network<Real>::scratch_size() const {
  if (shape_.window == 0) return layer_states_;
  return 2 * layer_states_ + shape_.inputs + (decoder_.empty() ? 0 : layers_.back().padded());
}

template <class Real>
void Network<Real>::complete_input(Real* x, const Real* before) const noexcept {
  if (!decoder_.empty()) {
    for (std::size_t i = 0; i < shape_.inputs; ++i)
      if (std::isnan(x[i])) x[i] = before == nullptr ? Real{0} : before[i];
    return;
  }
  if (shape_.kind == NetKind::kForecaster)
    for (std::size_t o = 0; o < shape_.predicts.size(); ++o)
      if (Real& value = x[shape_.predicts[o]]; std::isnan(value)) value = before[o];
  for (std::size_t i = 0; i < shape_.inputs; ++i)
    if (std::isnan(x[i])) x[i] = 0;
}

template <class Real>
const Real* step_layers(const std::vector<RecurrentLayer<Real>>& layers, const Real* parameters,
                        const Kernels<Real>& kernels, const Real* x, const Real* state, Real* next) noexcept {
  for (const RecurrentLayer<Real>& layer : layers) {
    const std::size_t memory = layer.cell->has_memory ? layer.padded() : 0;
    step_layer<Real>(layer, parameters, kernels,
                     {x, layer.shape.input.inputs, state, state + memory, next, next + memory, nullptr, 1});
    x = next;
    state += layer.state_size();
    next += layer.state_size();
  }
  return x;
}

template <class Real>
void Network<Real>::step(const Real* parameters, const Kernels<Real>& kernels, const Real* x, Real* state, Real* y,
                         Real* scratch) const noexcept {
  const FlushSubnormals flush;
  if (shape_.window > 0) {
    std::copy(state + shape_.inputs, state + state_size(), state);
    std::copy_n(x, shape_.inputs, state + state_size() - shape_.inputs);
    const auto run = decoder_.empty() ? &step_window<Real> : &step_autoencoder<Real>;
    return run(*this, parameters, kernels, state, y, scratch);
  }
  const Real* top = step_layers(layers_, parameters, kernels, x, state, scratch);
  kernels.dense_forward(head_, parameters + head_offset_, top, head_.inputs, y, 1);
  std::copy(scratch, scratch + layer_states_, state);
}

template class Network<float>;
template class Network<double>;
template const float* step_layers(const std::vector<RecurrentLayer<float>>&, const float*, const Kernels<float>&,
                                  const float*, const float*, float*) noexcept;
template const double* step_layers(const std::vector<RecurrentLayer<double>>&, const double*, const Kernels<double>&,
                                   const double*, const double*, double*) noexcept;

}  // namespace tidegate
