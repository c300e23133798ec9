// One recurrent layer over time: a cell, its weights, and what it remembers of a chunk for the way back.
#pragma once
#include <cstddef>

#include "base/aligned.h"
#include "model/cells/cell.h"

namespace tidegate {

/// Sizes of a layer and where its weights begin in the net's flat buffer.
template <class Real>
struct RecurrentLayer {
  const Cell<Real>* cell = nullptr;
  CellShape shape;
  std::size_t wi = 0;  ///< offset of the input product's weights
  std::size_t wh = 0;  ///< offset of the recurrent product's

  std::size_t hidden() const { return shape.recurrent.units; }
  std::size_t padded() const { return shape.recurrent.padded_units(); }
};

/// What a layer keeps of T steps of R rows: h[0] before the first step … h[T] after the last, and the saved gates.
template <class Real>
struct RecurrentTape {
  AlignedVector<Real> h;      ///< (T + 1, R, Hp)
  AlignedVector<Real> saved;  ///< (T, blocks, R, saved, U)
  std::size_t rows = 0;
  std::size_t padded = 0;
  std::size_t saved_step = 0;

  void resize(const RecurrentLayer<Real>& layer, std::size_t steps, std::size_t rows);
  Real* state(std::size_t step) { return h.data() + step * rows * padded; }
  Real* gates(std::size_t step) { return saved.data() + step * saved_step; }
};

/// One step of `rows` sequences. `saved` may be null (inference). No allocation.
template <class Real>
void step_layer(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels, const Real* x,
                std::size_t x_stride, const Real* h, Real* next, Real* saved, std::size_t rows) noexcept;

/// A layer's way back through a chunk of T steps.
template <class Real>
struct LayerBackward {
  const Real* x;  ///< (T, R, x_stride): the layer's inputs
  std::size_t x_stride;
  const Real* dout;  ///< (T, R, Hp): ∂L/∂h of every step from above
  Real* dx;          ///< (T, R, dx_stride), added to; null if nobody asks
  std::size_t dx_stride;
  std::size_t steps;
};

/// Reusable buffers of `backward_layer`.
template <class Real>
struct LayerScratch {
  AlignedVector<Real> dh, dgates;
};

/// Back-propagation through time; adds to `gradients` (same layout as `parameters`). Nothing flows in from after the
/// chunk's last step (truncation). Weight gradients are summed over about 128 rows at a time: as much as stays in L2.
template <class Real>
void backward_layer(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels,
                    RecurrentTape<Real>& tape, const LayerBackward<Real>& chunk, LayerScratch<Real>& scratch,
                    Real* gradients);

}  // namespace tidegate
