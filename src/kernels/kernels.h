// The numeric primitives of the house as one table of plain functions, chosen once and passed by reference.
//
// Letters: R rows (sequences side by side), I inputs, H hidden units, Hp padded units, G gates, U lanes.
// Activations are row-major: x(R, I), h(R, Hp). Values kept per unit and gate are blocked like the weights:
// gates[block][row][G][U]. Every row is computed by the same operations in the same order whatever R is,
// so that one row alone, many rows, and any split into tiles give the same bits.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include "kernels/packed.h"

namespace tidegate {

/// One time step of a recurrent cell for R rows. Values: x, h and memory finite. No output may alias an input.
/// The equations stand at the table's entries below; which gates the weights hold, and in which order, too.
template <class Real>
struct CellForward {
  PackedShape input, recurrent;
  const Real* wi;
  const Real* wh;
  const Real* x;
  std::size_t x_stride;
  const Real* h;       ///< (R, Hp)
  const Real* memory;  ///< (R, Hp): the LSTM's c; null for cells without one
  Real* next;          ///< (R, Hp)
  Real* next_memory;   ///< (R, Hp) or null, as `memory`
  Real* saved;         ///< [block][R][values a unit][U] for the backward pass, or null
  std::size_t rows;
};

/// The backward pass of one step: gate gradients dgates[block][row_offset + row][gradients a unit][U] = ∂L/∂ of the
/// sums before the activations. In and out: dh(R, Hp), to which `dout` is added first, comes in as what later steps ask
/// of h' and leaves as the part of ∂L/∂h that does not pass a gate; dmemory(R, Hp) likewise for the memory.
template <class Real>
struct CellBackward {
  PackedShape recurrent;
  const Real* saved;
  const Real* h;       ///< (R, Hp) before the step
  const Real* memory;  ///< (R, Hp) before the step, or null
  const Real* dout;    ///< (R, Hp): what this step's output is asked for from above
  Real* dh;
  Real* dmemory;
  Real* dgates;
  std::size_t block_stride;  ///< values between blocks of `dgates`
  std::size_t row_offset;
  std::size_t rows;
};

/// Blocked values d[block][row][width][U] of which `gates` consecutive ones from `first` on belong to a product.
template <class Real>
struct BlockedView {
  const Real* data;
  std::size_t block_stride;
  std::size_t width;
  std::size_t first;
};

template <class Real>
struct AdamStep {
  Real learning_rate, beta1, beta2, epsilon;
  Real correction1, correction2;  ///< 1 − β1ᵗ and 1 − β2ᵗ
  Real gradient_scale;            ///< from clipping; 1 = none
};

template <class Real>
struct Kernels {
  using Forward = void (*)(const CellForward<Real>&) noexcept;
  using Backward = void (*)(const CellBackward<Real>&) noexcept;

  std::string_view name;

  /// Gated recurrent unit, "reset after": the variant of PyTorch and cuDNN.
  ///
  ///   r = σ(Wr x + br + Ur h + cr)    z = σ(Wz x + bz + Uz h + cz)
  ///   n = tanh(Wn x + bn + r ∘ (Un h + cn))    h' = (1 − z) ∘ n + z ∘ h
  ///
  /// `wi` holds gates n, r, z, `wh` r, z, n. Saved: n, r, z, Un h + cn. Gradients: n, r, z, Un h + cn.
  /// Source: Cho et al. 2014, arXiv:1406.1078.
  Forward gru_forward;
  Backward gru_backward;

  /// Long short-term memory.
  ///
  ///   i, f, o = σ(W x + b + U h + c)    g = tanh(Wg x + bg + Ug h + cg)
  ///   c' = f ∘ c + i ∘ g    h' = o ∘ tanh(c')
  ///
  /// Gates i, f, g, o in both products. Saved: i, f, g, o, tanh(c'). Gradients: i, f, g, o.
  /// Source: Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000.
  Forward lstm_forward;
  Backward lstm_backward;

  /// Plain recurrent cell: h' = a(W x + b + U h + c) with a = tanh or max(0, ·). One gate. Saved: h'. Source: Elman
  /// 1990.
  Forward rnn_tanh_forward;
  Backward rnn_tanh_backward;
  Forward rnn_relu_forward;
  Backward rnn_relu_backward;

  /// y(R, units padded) = W x + b; the dense layer (gates = 1).
  void (*dense_forward)(const PackedShape&, const Real* w, const Real* x, std::size_t x_stride, Real* y,
                        std::size_t rows) noexcept;

  /// Wᵀ in the order `input_gradient` wants it, which is each table's own affair: values needed, and the copy.
  std::size_t (*transposed_size)(const PackedShape&) noexcept;
  void (*transpose)(const PackedShape&, const Real* w, Real* transposed) noexcept;

  /// out(row, inputs) += Wᵀ d: gradient with respect to a product's input. `out` has rows of at least the inputs padded
  /// like units; its padding is left as it is.
  void (*input_gradient)(const PackedShape&, const Real* transposed, const BlockedView<Real>& d, Real* out,
                         std::size_t out_stride, std::size_t rows) noexcept;

  /// dw += d xᵀ, bias row included: gradient with respect to a product's weights, in their own layout.
  void (*weight_gradient)(const PackedShape&, const BlockedView<Real>& d, const Real* x, std::size_t x_stride, Real* dw,
                          std::size_t rows) noexcept;

  /// One step of Adam over a flat buffer. Source: Kingma & Ba 2015, arXiv:1412.6980, algorithm 1.
  void (*adam)(const AdamStep<Real>&, Real* parameters, const Real* gradients, Real* first_moment, Real* second_moment,
               std::size_t count) noexcept;

  /// Σ v², the total in double.
  double (*sum_of_squares)(const Real* values, std::size_t count) noexcept;
};

/// The specification, written for the reader; sums in double. Instantiated for float and double.
template <class Real>
const Kernels<Real>& reference_kernels() noexcept;

/// The fastest kernels this processor can run; TIDEGATE_ISA=reference|sse4|avx2|avx512 in the environment takes lesser
/// ones. Chosen once a process. Within one instruction set the same bits for any number of rows and any split into
/// tiles.
const Kernels<float>& best_kernels() noexcept;

/// The kernels of every instruction set this processor can run, the fastest first, the reference last.
std::span<const Kernels<float>* const> all_kernels() noexcept;

}  // namespace tidegate
