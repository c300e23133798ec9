#include "model/nets/network.h"

#include <algorithm>
#include <array>
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

/// Layers one on the other, each read `ways` times side by side by the next.
template <class Real>
std::vector<RecurrentLayer<Real>> stack_of(const Cell<Real>& cell, std::size_t inputs,
                                           const std::vector<std::size_t>& widths, std::size_t ways) {
  std::vector<RecurrentLayer<Real>> stack;
  for (const std::size_t width : widths) {
    stack.push_back({&cell, cell.shape(inputs, width), 0, 0});
    inputs = width * ways;
  }
  return stack;
}

/// Gives every product its place, and returns where the next one would begin. What reads the net's inputs comes first,
/// so that all after it is the body that another net can take over.
template <class Real>
std::size_t place_stacks(const std::array<std::vector<RecurrentLayer<Real>>*, 3>& stacks) {
  std::size_t offset = 0;
  const auto place_at = [&offset](std::size_t& where, const PackedShape& product) {
    where = offset;
    offset = on_cache_line(offset + product.size());
  };
  for (auto* stack : {stacks[0], stacks[1]})
    if (!stack->empty()) place_at(stack->front().wi, stack->front().shape.input);
  for (auto* stack : stacks)
    for (std::size_t l = 0; l < stack->size(); ++l) {
      RecurrentLayer<Real>& layer = (*stack)[l];
      if (l > 0 || stack == stacks[2]) place_at(layer.wi, layer.shape.input);
      place_at(layer.wh, layer.shape.recurrent);
    }
  return offset;
}

template <class Real>
std::size_t states_of(const std::vector<RecurrentLayer<Real>>& layers) {
  std::size_t states = 0;
  for (const auto& layer : layers) states += layer.state_size();
  return states;
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
Result<Network<Real>> Network<Real>::build(const NetShape& shape) {
  const Cell<Real>* cell = find_cell<Real>(shape.cell);
  if (cell == nullptr)
    return fail(ErrorKind::kUsage, "unknown cell '" + shape.cell + "'")
        .about("cell")
        .remedy("allowed: " + cell_names());
  TIDEGATE_EXPECTS(shape.inputs > 0 && !shape.hidden.empty() && !shape.predicts.empty() && shape.horizon > 0);
  const bool decodes = shape.kind == NetKind::kAutoencoder;
  TIDEGATE_EXPECTS(!decodes || (shape.window > 0 && shape.horizon == 1));
  TIDEGATE_EXPECTS(decodes || !shape.bidirectional);
  Network net;
  net.shape_ = shape;
  const std::size_t ways = shape.bidirectional ? 2 : 1;
  net.layers_ = stack_of(*cell, shape.inputs, shape.hidden, ways);
  if (shape.bidirectional) net.twins_ = net.layers_;
  if (decodes) {
    std::vector<std::size_t> widths = shape.hidden;
    for (std::size_t& width : widths) width *= ways;
    net.decoder_ = stack_of(*cell, widths.back(), widths, 1);
  }
  net.head_ = {shape.hidden.back() * (decodes ? ways : 1), shape.outputs(), 1};
  net.head_offset_ = place_stacks<Real>({&net.layers_, &net.twins_, &net.decoder_});
  net.parameter_count_ = net.head_offset_ + net.head_.size();
  net.layer_states_ = states_of(net.layers_);
  net.decoder_states_ = states_of(net.decoder_);
  return net;
}

template <class Real>
std::size_t Network<Real>::weight_count() const {
  return head_.units * (1 + head_.inputs) + weights_of(layers_) + weights_of(twins_) + weights_of(decoder_);
}

template <class Real>
std::size_t Network<Real>::scratch_size() const {
  if (shape_.window == 0) return layer_states_;
  return decoder_.empty() ? 2 * layer_states_ + shape_.inputs : autoencoder_scratch(*this);
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
