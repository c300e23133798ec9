#include "model/layers/recurrent.h"

#include <algorithm>

namespace tidegate {
namespace {

/// Weight gradients are summed over about so many rows at a time.
constexpr std::size_t kGradientRows = 128;

std::size_t steps_at_once(std::size_t rows) { return std::max<std::size_t>(1, kGradientRows / rows); }

}  // namespace

template <class Real>
void RecurrentTape<Real>::resize(const RecurrentLayer<Real>& layer, std::size_t steps, std::size_t row_count) {
  rows = row_count;
  padded = layer.padded();
  saved_step = row_count * padded * layer.cell->saved;
  h.assign((steps + 1) * rows * padded, Real{0});
  memory_rows.assign(layer.cell->has_memory ? h.size() : 0, Real{0});
  saved.assign(steps * saved_step, Real{0});
}

template <class Real>
void RecurrentTape<Real>::reset_start() {
  std::fill_n(state(0), rows * padded, Real{0});
  if (!memory_rows.empty()) std::fill_n(memory(0), rows * padded, Real{0});
}

template <class Real>
void RecurrentTape<Real>::copy_start(RecurrentTape& from, std::size_t step) {
  std::copy_n(from.state(step), rows * padded, state(0));
  if (!memory_rows.empty()) std::copy_n(from.memory(step), rows * padded, memory(0));
}

template <class Real>
std::size_t layer_values(const RecurrentLayer<Real>& layer, std::size_t steps, std::size_t rows) {
  const std::size_t states = layer.cell->has_memory ? 2 : 1, padded = layer.padded();
  const std::size_t forward = rows * padded * ((steps + 1) * states + steps * layer.cell->saved);
  return forward + rows * padded * (states + steps_at_once(rows) * layer.cell->gradients);
}

template <class Real>
void step_layer(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels,
                const LayerStep<Real>& step) noexcept {
  (kernels.*layer.cell->forward)({.input = layer.shape.input,
                                  .recurrent = layer.shape.recurrent,
                                  .wi = parameters + layer.wi,
                                  .wh = parameters + layer.wh,
                                  .x = step.x,
                                  .x_stride = step.x_stride,
                                  .h = step.h,
                                  .memory = step.memory,
                                  .next = step.next,
                                  .next_memory = step.next_memory,
                                  .saved = step.saved,
                                  .rows = step.rows});
}

template <class Real>
void step_tape(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels,
               RecurrentTape<Real>& tape, std::size_t t, const Real* x, std::size_t x_stride) noexcept {
  step_layer<Real>(
      layer, parameters, kernels,
      {x, x_stride, tape.state(t), tape.memory(t), tape.state(t + 1), tape.memory(t + 1), tape.gates(t), tape.rows});
}

template <class Real>
void TransposedLayer<Real>::assign(const RecurrentLayer<Real>& layer, const Real* parameters,
                                   const Kernels<Real>& kernels) {
  input.resize(kernels.transposed_size(layer.shape.input));
  recurrent.resize(kernels.transposed_size(layer.shape.recurrent));
  kernels.transpose(layer.shape.input, parameters + layer.wi, input.data());
  kernels.transpose(layer.shape.recurrent, parameters + layer.wh, recurrent.data());
}

template <class Real>
void backward_layer(const RecurrentLayer<Real>& layer, const Kernels<Real>& kernels, RecurrentTape<Real>& tape,
                    const LayerBackward<Real>& chunk, LayerScratch<Real>& scratch, Real* gradients) {
  const Cell<Real>& cell = *layer.cell;
  const std::size_t rows = tape.rows, padded = tape.padded, lanes = layer.shape.recurrent.lanes();
  const std::size_t chunk_steps = steps_at_once(rows);
  const std::size_t block_stride = chunk_steps * rows * cell.gradients * lanes;
  const auto begin_with = [](AlignedVector<Real>& d, const Real* end, std::size_t size) {
    d.assign(size, Real{0});
    if (end != nullptr) std::copy_n(end, size, d.begin());
  };
  begin_with(scratch.dh, chunk.dh_end, rows * padded);
  begin_with(scratch.dmemory, chunk.dmemory_end, cell.has_memory ? rows * padded : 0);
  scratch.dgates.resize(layer.shape.recurrent.blocks() * block_stride);
  const BlockedView<Real> to_input{scratch.dgates.data(), block_stride, cell.gradients, cell.input_first};
  const BlockedView<Real> to_state{scratch.dgates.data(), block_stride, cell.gradients, cell.recurrent_first};

  for (std::size_t end = chunk.steps; end > 0;) {
    const std::size_t begin = end > chunk_steps ? end - chunk_steps : 0;
    for (std::size_t t = end; t-- > begin;) {
      const std::size_t row_offset = (t - begin) * rows;
      (kernels.*cell.backward)({.recurrent = layer.shape.recurrent,
                                .saved = tape.gates(t),
                                .h = tape.state(t),
                                .memory = tape.memory(t),
                                .dout = chunk.dout + t * rows * padded,
                                .dh = scratch.dh.data(),
                                .dmemory = scratch.dmemory.data(),
                                .dgates = scratch.dgates.data(),
                                .block_stride = block_stride,
                                .row_offset = row_offset,
                                .rows = rows});
      BlockedView<Real> here = to_state;
      here.data += row_offset * cell.gradients * lanes;
      kernels.input_gradient(layer.shape.recurrent, chunk.weights.recurrent.data(), here, scratch.dh.data(), padded,
                             rows);
    }
    const std::size_t count = (end - begin) * rows;
    kernels.weight_gradient(layer.shape.recurrent, to_state, tape.state(begin), padded, gradients + layer.wh, count);
    kernels.weight_gradient(layer.shape.input, to_input, chunk.x + begin * rows * chunk.x_stride, chunk.x_stride,
                            gradients + layer.wi, count);
    if (chunk.dx != nullptr)
      kernels.input_gradient(layer.shape.input, chunk.weights.input.data(), to_input,
                             chunk.dx + begin * rows * chunk.dx_stride, chunk.dx_stride, count);
    end = begin;
  }
}

template struct RecurrentTape<float>;
template struct RecurrentTape<double>;
template struct TransposedLayer<float>;
template struct TransposedLayer<double>;
template std::size_t layer_values(const RecurrentLayer<float>&, std::size_t, std::size_t);
template std::size_t layer_values(const RecurrentLayer<double>&, std::size_t, std::size_t);
template void step_layer(const RecurrentLayer<float>&, const float*, const Kernels<float>&,
                         const LayerStep<float>&) noexcept;
template void step_layer(const RecurrentLayer<double>&, const double*, const Kernels<double>&,
                         const LayerStep<double>&) noexcept;
template void step_tape(const RecurrentLayer<float>&, const float*, const Kernels<float>&, RecurrentTape<float>&,
                        std::size_t, const float*, std::size_t) noexcept;
template void step_tape(const RecurrentLayer<double>&, const double*, const Kernels<double>&, RecurrentTape<double>&,
                        std::size_t, const double*, std::size_t) noexcept;
template void backward_layer(const RecurrentLayer<float>&, const Kernels<float>&, RecurrentTape<float>&,
                             const LayerBackward<float>&, LayerScratch<float>&, float*);
template void backward_layer(const RecurrentLayer<double>&, const Kernels<double>&, RecurrentTape<double>&,
                             const LayerBackward<double>&, LayerScratch<double>&, double*);

}  // namespace tidegate
