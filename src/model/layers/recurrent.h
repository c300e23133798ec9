// One recurrent layer over time: a cell, its weights, and what it remembers of a chunk for the backward pass.
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
  /// Values a sequence: h, then the memory if the cell has one.
  std::size_t state_size() const { return padded() * (cell->has_memory ? 2 : 1); }
};

/// What a layer keeps of T steps of R rows: h[0] before the first step … h[T] after the last, the memory likewise, and
/// the saved gates.
template <class Real>
struct RecurrentTape {
  AlignedVector<Real> h;            ///< (T + 1, R, Hp)
  AlignedVector<Real> memory_rows;  ///< (T + 1, R, Hp), or empty if the cell has none
  AlignedVector<Real> saved;        ///< (T, blocks, R, saved, U)
  std::size_t rows = 0;
  std::size_t padded = 0;
  std::size_t saved_step = 0;

  void resize(const RecurrentLayer<Real>& layer, std::size_t steps, std::size_t rows);
  void reset_start();  ///< the state before the first step becomes 0
  /// The state before the first step becomes that before `step` of a tape with as many rows.
  void copy_start(RecurrentTape& from, std::size_t step = 0);
  Real* state(std::size_t step) { return h.data() + step * rows * padded; }
  Real* memory(std::size_t step) { return memory_rows.empty() ? nullptr : memory_rows.data() + step * rows * padded; }
  Real* gates(std::size_t step) { return saved.data() + step * saved_step; }
};

/// Values a tape of T steps of R rows and the backward pass through it take.
template <class Real>
std::size_t layer_values(const RecurrentLayer<Real>& layer, std::size_t steps, std::size_t rows);

/// One step of R sequences; see CellForward.
template <class Real>
struct LayerStep {
  const Real* x;
  std::size_t x_stride;
  const Real* h;
  const Real* memory;  ///< null if the cell has none
  Real* next;
  Real* next_memory;
  Real* saved;  ///< null: nothing will be learned from this step
  std::size_t rows;
};

/// No allocation.
template <class Real>
void step_layer(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels,
                const LayerStep<Real>& step) noexcept;

/// Step t of a tape. No allocation.
template <class Real>
void step_tape(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels,
               RecurrentTape<Real>& tape, std::size_t t, const Real* x, std::size_t x_stride) noexcept;

/// A layer's weights as the backward pass reads them (Kernels::transpose).
template <class Real>
struct TransposedLayer {
  AlignedVector<Real> input, recurrent;

  void assign(const RecurrentLayer<Real>& layer, const Real* parameters, const Kernels<Real>& kernels);
};

/// A layer's backward pass through a chunk of T steps.
template <class Real>
struct LayerBackward {
  const TransposedLayer<Real>& weights;
  const Real* x;  ///< (T, R, x_stride): the layer's inputs
  std::size_t x_stride;
  const Real* dout;  ///< (T, R, Hp): ∂L/∂h of every step from above
  Real* dx;          ///< (T, R, dx_stride), added to; null if nobody asks
  std::size_t dx_stride;
  std::size_t steps;
  const Real* dh_end = nullptr;       ///< (R, Hp): ∂L/∂ the state after the last step; null = nothing asks for it
  const Real* dmemory_end = nullptr;  ///< of the memory likewise, for cells with one; null with dh_end
};

/// Reusable buffers of `backward_layer`, which leaves ∂L/∂ the state before the first step in dh and dmemory.
template <class Real>
struct LayerScratch {
  AlignedVector<Real> dh, dmemory, dgates;
};

/// Back-propagation through time; adds to `gradients` (in the layout of the parameters). From after the
/// chunk's last step flows in what `dh_end` says, else nothing (truncation). Weight gradients are summed over about 64
/// or 128 rows at a time, which stay in a cache.
template <class Real>
void backward_layer(const RecurrentLayer<Real>& layer, const Kernels<Real>& kernels, RecurrentTape<Real>& tape,
                    const LayerBackward<Real>& chunk, LayerScratch<Real>& scratch, Real* gradients);

}  // namespace tidegate
