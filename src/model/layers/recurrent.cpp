#include "model/layers/recurrent.h"

#include <algorithm>

namespace tidegate {
namespace {

constexpr std::size_t kGradientRows = 128;

}  // namespace

template <class Real>
void RecurrentTape<Real>::resize(const RecurrentLayer<Real>& layer, std::size_t steps, std::size_t row_count) {
  rows = row_count;
  padded = layer.padded();
  saved_step = row_count * padded * layer.cell->saved;
  h.assign((steps + 1) * rows * padded, Real{0});
  saved.assign(steps * saved_step, Real{0});
}

template <class Real>
void step_layer(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels, const Real* x,
                std::size_t x_stride, const Real* h, Real* next, Real* saved, std::size_t rows) noexcept {
  layer.cell->forward(kernels,
                      {layer.shape, parameters + layer.wi, parameters + layer.wh, x, x_stride, h, next, saved, rows});
}

template <class Real>
void backward_layer(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels,
                    RecurrentTape<Real>& tape, const LayerBackward<Real>& chunk, LayerScratch<Real>& scratch,
                    Real* gradients) {
  const Cell<Real>& cell = *layer.cell;
  const std::size_t rows = tape.rows, padded = tape.padded, lanes = layer.shape.recurrent.lanes();
  const std::size_t steps_at_once = std::max<std::size_t>(1, kGradientRows / rows);
  const std::size_t block_stride = steps_at_once * rows * cell.gradients * lanes;
  scratch.dh.assign(rows * padded, Real{0});
  scratch.dgates.resize(layer.shape.recurrent.blocks() * block_stride);
  const BlockedView<Real> to_input{scratch.dgates.data(), block_stride, cell.gradients, cell.input_first};
  const BlockedView<Real> to_state{scratch.dgates.data(), block_stride, cell.gradients, cell.recurrent_first};

  for (std::size_t end = chunk.steps; end > 0;) {
    const std::size_t begin = end > steps_at_once ? end - steps_at_once : 0;
    for (std::size_t t = end; t-- > begin;) {
      const Real* dout = chunk.dout + t * rows * padded;
      for (std::size_t i = 0; i < rows * padded; ++i) scratch.dh[i] += dout[i];
      const std::size_t row_offset = (t - begin) * rows;
      cell.backward(kernels, {layer.shape, tape.gates(t), tape.state(t), scratch.dh.data(), scratch.dgates.data(),
                              block_stride, row_offset, rows});
      BlockedView<Real> here = to_state;
      here.data += row_offset * cell.gradients * lanes;
      kernels.input_gradient(layer.shape.recurrent, parameters + layer.wh, here, scratch.dh.data(), padded, rows);
    }
    const std::size_t count = (end - begin) * rows;
    kernels.weight_gradient(layer.shape.recurrent, to_state, tape.state(begin), padded, gradients + layer.wh, count);
    kernels.weight_gradient(layer.shape.input, to_input, chunk.x + begin * rows * chunk.x_stride, chunk.x_stride,
                            gradients + layer.wi, count);
    if (chunk.dx != nullptr)
      kernels.input_gradient(layer.shape.input, parameters + layer.wi, to_input,
                             chunk.dx + begin * rows * chunk.dx_stride, chunk.dx_stride, count);
    end = begin;
  }
}

template struct RecurrentTape<float>;
template struct RecurrentTape<double>;
template void step_layer(const RecurrentLayer<float>&, const float*, const Kernels<float>&, const float*, std::size_t,
                         const float*, float*, float*, std::size_t) noexcept;
template void step_layer(const RecurrentLayer<double>&, const double*, const Kernels<double>&, const double*,
                         std::size_t, const double*, double*, double*, std::size_t) noexcept;
template void backward_layer(const RecurrentLayer<float>&, const float*, const Kernels<float>&, RecurrentTape<float>&,
                             const LayerBackward<float>&, LayerScratch<float>&, float*);
template void backward_layer(const RecurrentLayer<double>&, const double*, const Kernels<double>&,
                             RecurrentTape<double>&, const LayerBackward<double>&, LayerScratch<double>&, double*);

}  // namespace tidegate
