#include "model/nets/batch_step.h"

#include <algorithm>

#include "base/contracts.h"
#include "kernels/simd/flush_subnormals.h"

namespace tidegate {

template <class Real>
BatchStep<Real>::BatchStep(const Network<Real>& net, std::size_t rows)
    : rows_(rows),
      inputs_(net.shape().inputs),
      x_(rows * inputs_),
      y_(rows * net.output_stride()),
      scratch_(net.scratch_size()) {
  for (const RecurrentLayer<Real>& layer : net.layers()) {
    const std::size_t size = rows * layer.padded(), memory = layer.cell->has_memory ? size : 0;
    layers_.push_back({AlignedVector<Real>(size), AlignedVector<Real>(memory), AlignedVector<Real>(size),
                       AlignedVector<Real>(memory)});
  }
}

template <class Real>
void BatchStep<Real>::run(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                          std::span<const SequencePlace<Real>> places) noexcept {
  const FlushSubnormals flush;
  TIDEGATE_EXPECTS(places.size() <= rows_);
  const std::size_t rows = places.size();
  if (net.shape().window > 0) {
    for (std::size_t r = 0; r < rows; ++r)
      net.step(parameters, kernels, input(r).data(), places[r].state, places[r].prediction, scratch_.data());
    return;
  }
  const Real* x = x_.data();
  std::size_t stride = inputs_, offset = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const RecurrentLayer<Real>& layer = net.layers()[l];
    LayerRows& buffers = layers_[l];
    const std::size_t padded = layer.padded();
    for (std::size_t r = 0; r < rows; ++r) {
      std::copy_n(places[r].state + offset, padded, buffers.h.data() + r * padded);
      if (!buffers.memory.empty())
        std::copy_n(places[r].state + offset + padded, padded, buffers.memory.data() + r * padded);
    }
    step_layer<Real>(layer, parameters, kernels,
                     {x, stride, buffers.h.data(), buffers.memory.data(), buffers.next.data(),
                      buffers.next_memory.data(), nullptr, rows});
    for (std::size_t r = 0; r < rows; ++r) {
      std::copy_n(buffers.next.data() + r * padded, padded, places[r].state + offset);
      if (!buffers.memory.empty())
        std::copy_n(buffers.next_memory.data() + r * padded, padded, places[r].state + offset + padded);
    }
    x = buffers.next.data();
    stride = padded;
    offset += layer.state_size();
  }
  kernels.dense_forward(net.head(), parameters + net.head_offset(), x, stride, y_.data(), rows);
  for (std::size_t r = 0; r < rows; ++r)
    std::copy_n(y_.data() + r * net.output_stride(), net.output_stride(), places[r].prediction);
}

template class BatchStep<float>;
template class BatchStep<double>;

}  // namespace tidegate
