#include "model/nets/bidirectional.h"

#include <algorithm>

namespace tidegate {
namespace {

/// Rows of `width` values of all sequences, the last step first.
template <class Real>
void reverse_steps(const Real* from, Real* to, std::size_t steps, std::size_t size) {
  for (std::size_t t = 0; t < steps; ++t) std::copy_n(from + t * size, size, to + (steps - 1 - t) * size);
}

/// What layer l reads, and how far its rows are apart.
template <class Real>
struct LayerInput {
  const Real* x;
  std::size_t stride;
};

template <class Real>
LayerInput<Real> input_of(const Network<Real>& net, const NetTape<Real>& tape, std::size_t l) {
  if (l == 0) return {tape.x.data(), net.shape().inputs};
  const AlignedVector<Real>& given = tape.dropout.empty() ? tape.two_way.both[l - 1] : tape.dropout[l - 1].output;
  return {given.data(), output_width(net, l - 1)};
}

/// Both outputs of every row side by side.
template <class Real>
void join_outputs(const Network<Real>& net, NetTape<Real>& tape, std::size_t l) {
  const std::size_t hidden = net.layers()[l].hidden(), padded = net.layers()[l].padded(), width = output_width(net, l);
  AlignedVector<Real>& both = tape.two_way.both[l];
  both.assign(tape.steps * tape.rows * width, Real{0});
  for (std::size_t t = 0; t < tape.steps; ++t)
    for (std::size_t r = 0; r < tape.rows; ++r) {
      Real* const row = both.data() + (t * tape.rows + r) * width;
      std::copy_n(tape.layers[l].state(t + 1) + r * padded, hidden, row);
      std::copy_n(tape.two_way.twins[l].state(tape.steps - t) + r * padded, hidden, row + hidden);
    }
  if (l < tape.dropout.size()) tape.dropout[l].apply(both.data(), 0, both.size());
}

/// Of (R, padded) states of both ways one (R, padded of twice the units), and back.
template <class Real>
void join_states(const RecurrentLayer<Real>& layer, std::size_t rows, const Real* forward, const Real* twin, Real* into,
                 std::size_t width) {
  for (std::size_t r = 0; r < rows; ++r) {
    std::copy_n(forward + r * layer.padded(), layer.hidden(), into + r * width);
    std::copy_n(twin + r * layer.padded(), layer.hidden(), into + r * width + layer.hidden());
  }
}

template <class Real>
AlignedVector<Real> half_of(const RecurrentLayer<Real>& layer, std::size_t rows, const AlignedVector<Real>& both,
                            std::size_t width, std::size_t first) {
  if (both.empty()) return {};
  AlignedVector<Real> half(rows * layer.padded(), Real{0});
  for (std::size_t r = 0; r < rows; ++r)
    std::copy_n(both.data() + r * width + first, layer.hidden(), half.data() + r * layer.padded());
  return half;
}

/// The backward pass of one direction; adds to dx if there is one.
template <class Real>
struct OneWay {
  const RecurrentLayer<Real>& layer;
  const TransposedLayer<Real>& weights;
  RecurrentTape<Real>& tape;
  LayerInput<Real> input;
  AlignedVector<Real> dout, dh_end, dmemory_end;
};

template <class Real>
AlignedVector<Real> go_back(const Kernels<Real>& kernels, OneWay<Real>& way, std::size_t steps, bool wants_dx,
                            LayerScratch<Real>& scratch, Real* gradients) {
  AlignedVector<Real> dx(wants_dx ? steps * way.tape.rows * way.input.stride : 0, Real{0});
  const LayerBackward<Real> chunk{.weights = way.weights,
                                  .x = way.input.x,
                                  .x_stride = way.input.stride,
                                  .dout = way.dout.data(),
                                  .dx = wants_dx ? dx.data() : nullptr,
                                  .dx_stride = way.input.stride,
                                  .steps = steps,
                                  .dh_end = way.dh_end.data(),
                                  .dmemory_end = way.dmemory_end.empty() ? nullptr : way.dmemory_end.data()};
  backward_layer(way.layer, kernels, way.tape, chunk, scratch, gradients);
  return dx;
}

/// Runs one layer one way over the rows of a window: its outputs go to `out`, from column `first` on; its end to `end`.
template <class Real>
struct WindowPass {
  const RecurrentLayer<Real>& layer;
  const Real* x;
  Real* out;
  std::size_t width, window, first;
  bool backwards;
};

template <class Real>
void run_pass(const WindowPass<Real>& pass, const Real* parameters, const Kernels<Real>& kernels, Real* end,
              Real* scratch) noexcept {
  const RecurrentLayer<Real>& layer = pass.layer;
  const std::size_t size = layer.state_size(), padded = layer.padded(), hidden = layer.hidden();
  const std::size_t both = PackedShape{0, 2 * hidden, 1}.padded_units();
  Real* state = scratch;
  Real* next = scratch + size;
  std::fill_n(state, size, Real{0});
  for (std::size_t k = 0; k < pass.window; ++k) {
    const std::size_t t = pass.backwards ? pass.window - 1 - k : k;
    const std::size_t memory = layer.cell->has_memory ? padded : 0;
    step_layer<Real>(layer, parameters, kernels,
                     {pass.x + t * pass.width, pass.width, state, state + memory, next, next + memory, nullptr, 1});
    std::copy_n(next, hidden, pass.out + t * pass.width + pass.first);
    std::swap(state, next);
  }
  std::copy_n(state, hidden, end + pass.first);
  if (layer.cell->has_memory) std::copy_n(state + padded, hidden, end + both + pass.first);
}

}  // namespace

template <class Real>
void forward_both_ways(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                       NetTape<Real>& tape) {
  TwoWayTape<Real>& two = tape.two_way;
  const std::size_t layers = net.layers().size();
  two.reversed.resize(layers);
  two.both.resize(layers - 1);
  for (std::size_t l = 0; l < layers; ++l) {
    const LayerInput<Real> input = input_of(net, tape, l);
    const std::size_t size = tape.rows * input.stride;
    two.reversed[l].resize(tape.steps * size);
    reverse_steps(input.x, two.reversed[l].data(), tape.steps, size);
    for (std::size_t k = 0; k < tape.steps; ++k) {
      step_tape<Real>(net.layers()[l], parameters, kernels, tape.layers[l], k, input.x + k * size, input.stride);
      step_tape<Real>(net.twins()[l], parameters, kernels, two.twins[l], k, two.reversed[l].data() + k * size,
                      input.stride);
    }
    if (l + 1 < layers) join_outputs(net, tape, l);
    RecurrentTape<Real>& begin = tape.decoder.layers[l];
    join_states(net.layers()[l], tape.rows, tape.layers[l].state(tape.steps), two.twins[l].state(tape.steps),
                begin.state(0), begin.padded);
    if (!begin.memory_rows.empty())
      join_states(net.layers()[l], tape.rows, tape.layers[l].memory(tape.steps), two.twins[l].memory(tape.steps),
                  begin.memory(0), begin.padded);
  }
}

template <class Real>
void backward_both_ways(const Network<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                        NetTape<Real>& tape, const LayersEnd<Real>& begin, Real* gradients) {
  AlignedVector<Real> dboth;  // of the layer at hand, (T, R, width); empty for the last
  for (std::size_t l = net.layers().size(); l-- > 0;) {
    const RecurrentLayer<Real>& layer = net.layers()[l];
    const std::size_t rows = tape.rows, all = tape.steps * rows, hidden = layer.hidden();
    const std::size_t ends = tape.decoder.layers[l].padded, width = output_width(net, l);
    const auto outputs = [&](std::size_t first) {
      return dboth.empty() ? AlignedVector<Real>(all * layer.padded(), Real{0})
                           : half_of(layer, all, dboth, width, first);
    };
    OneWay<Real> forward{layer,
                         weights.layers[l],
                         tape.layers[l],
                         input_of(net, tape, l),
                         outputs(0),
                         half_of(layer, rows, begin.dh[l], ends, 0),
                         half_of(layer, rows, begin.dmemory[l], ends, 0)};
    OneWay<Real> twin{net.twins()[l],
                      weights.twins[l],
                      tape.two_way.twins[l],
                      {tape.two_way.reversed[l].data(), forward.input.stride},
                      {},
                      half_of(layer, rows, begin.dh[l], ends, hidden),
                      half_of(layer, rows, begin.dmemory[l], ends, hidden)};
    const AlignedVector<Real> in_order = outputs(hidden);
    twin.dout.resize(in_order.size());
    reverse_steps(in_order.data(), twin.dout.data(), tape.steps, rows * layer.padded());
    AlignedVector<Real> dx = go_back(kernels, forward, tape.steps, l > 0, tape.scratch, gradients);
    const AlignedVector<Real> dx_twin = go_back(kernels, twin, tape.steps, l > 0, tape.scratch, gradients);
    AlignedVector<Real> turned(dx_twin.size());
    if (l > 0) reverse_steps(dx_twin.data(), turned.data(), tape.steps, rows * twin.input.stride);
    for (std::size_t i = 0; i < dx.size(); ++i) dx[i] += turned[i];
    if (l > 0 && !tape.dropout.empty()) tape.dropout[l - 1].scale(dx.data());
    dboth = std::move(dx);
  }
}

template <class Real>
std::size_t two_way_width(const Network<Real>& net) noexcept {
  std::size_t width = net.shape().inputs;
  for (const auto& layer : net.layers()) width = std::max(width, 2 * layer.hidden());
  return width;
}

template <class Real>
std::size_t two_way_scratch(const Network<Real>& net) noexcept {
  std::size_t states = 0;
  for (const auto& layer : net.layers()) states = std::max(states, 2 * layer.state_size());
  return net.shape().window * two_way_width(net) + states;
}

template <class Real>
void step_both_ways(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels, Real* x,
                    Real* state, Real* scratch) noexcept {
  const std::size_t window = net.shape().window, width = two_way_width(net);
  Real* other = scratch;
  Real* const states = scratch + window * width;
  std::fill_n(state, net.decoder_states(), Real{0});
  for (std::size_t l = 0; l < net.layers().size(); ++l) {
    const std::size_t hidden = net.layers()[l].hidden();
    run_pass<Real>({net.layers()[l], x, other, width, window, 0, false}, parameters, kernels, state, states);
    run_pass<Real>({net.twins()[l], x, other, width, window, hidden, true}, parameters, kernels, state, states);
    state += net.decoder()[l].state_size();
    std::swap(x, other);
  }
}

#define TIDEGATE_TWO_WAYS_OF(Real)                                                                                     \
  template void forward_both_ways(const Network<Real>&, const Real*, const Kernels<Real>&, NetTape<Real>&);            \
  template void backward_both_ways(const Network<Real>&, const TransposedWeights<Real>&, const Kernels<Real>&,         \
                                   NetTape<Real>&, const LayersEnd<Real>&, Real*);                                     \
  template void step_both_ways(const Network<Real>&, const Real*, const Kernels<Real>&, Real*, Real*, Real*) noexcept; \
  template std::size_t two_way_width(const Network<Real>&) noexcept;                                                   \
  template std::size_t two_way_scratch(const Network<Real>&) noexcept
TIDEGATE_TWO_WAYS_OF(float);
TIDEGATE_TWO_WAYS_OF(double);

}  // namespace tidegate
