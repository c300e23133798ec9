// The numeric primitives of the house as one table of plain functions, chosen once and passed by reference.
//
// Letters: R rows (sequences side by side), I inputs, H hidden units, Hp padded units, G gates, U lanes.
// Activations are row-major: x(R, I), h(R, Hp). Values kept per unit and gate are blocked like the weights:
// gates[block][row][G][U]. Every row is computed by the same operations in the same order whatever R is,
// so that one row alone, many rows, and any split into tiles give the same bits.
#pragma once
#include <cstddef>
#include <string_view>

#include "kernels/packed.h"

namespace tidegate {

/// One time step of a gated recurrent unit ("reset after": the variant of PyTorch and cuDNN) for R rows.
///
///   r = σ(Wr x + br + Ur h + cr)    z = σ(Wz x + bz + Uz h + cz)
///   n = tanh(Wn x + bn + r ∘ (Un h + cn))    h' = (1 − z) ∘ n + z ∘ h
///
/// `wi` holds gates n, r, z and `wh` gates r, z, n. `saved` (n, r, z, Un h + cn; 4 values a unit) may be null.
/// Values: x and h finite. `next` may not alias `h`. Source: Cho et al. 2014, arXiv:1406.1078.
template <class Real>
struct GruForward {
  PackedShape input, recurrent;
  const Real* wi;
  const Real* wh;
  const Real* x;
  std::size_t x_stride;
  const Real* h;  ///< (R, Hp)
  Real* next;     ///< (R, Hp)
  Real* saved;    ///< [block][R][4][U] or null
  std::size_t rows;
};

/// Gate gradients of one step. In: dh(R, Hp) = ∂L/∂h'. Out: dh ∘ z, the part of ∂L/∂h that does not pass a gate;
/// dgates[block][row_offset + row][4][U] = ∂L/∂ of the sums before the activations, in the order n, r, z, Un h + cn.
template <class Real>
struct GruBackward {
  PackedShape recurrent;
  const Real* saved;
  const Real* h;  ///< (R, Hp) before the step
  Real* dh;       ///< (R, Hp), in and out
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
  std::string_view name;

  void (*gru_forward)(const GruForward<Real>&) noexcept;
  void (*gru_backward)(const GruBackward<Real>&) noexcept;

  /// y(R, units padded) = W x + b; the dense layer (gates = 1).
  void (*dense_forward)(const PackedShape&, const Real* w, const Real* x, std::size_t x_stride, Real* y,
                        std::size_t rows) noexcept;

  /// out(row, inputs) += Wᵀ d: gradient with respect to a product's input.
  void (*input_gradient)(const PackedShape&, const Real* w, const BlockedView<Real>& d, Real* out,
                         std::size_t out_stride, std::size_t rows) noexcept;

  /// dw += d xᵀ, bias row included: gradient with respect to a product's weights, in their own layout.
  void (*weight_gradient)(const PackedShape&, const BlockedView<Real>& d, const Real* x, std::size_t x_stride, Real* dw,
                          std::size_t rows) noexcept;

  /// One step of Adam over a flat buffer. Source: Kingma & Ba 2015, arXiv:1412.6980, algorithm 1.
  void (*adam)(const AdamStep<Real>&, Real* parameters, const Real* gradients, Real* first_moment, Real* second_moment,
               std::size_t count) noexcept;

  /// Σ v², summed in double.
  double (*sum_of_squares)(const Real* values, std::size_t count) noexcept;
};

/// The specification, written for the reader; sums in double. Instantiated for float and double.
template <class Real>
const Kernels<Real>& reference_kernels() noexcept;

/// The kernels this process uses. The fast twin comes with kernels/simd; until then, the reference.
const Kernels<float>& best_kernels() noexcept;

}  // namespace tidegate
