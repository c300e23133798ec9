// Dropout between two layers, while learning only.
#pragma once
#include <cstddef>

#include "base/aligned.h"
#include "base/random.h"

namespace tidegate {

/// What the layer above reads in place of the layer below: output = mask ∘ h, where a mask's value is 0 with
/// probability p and 1 / (1 − p) otherwise, so that the mean stays; each step has its own. As in nn.GRU, the layer's
/// own recurrence is left alone. Source: Srivastava et al. 2014; between layers only: Zaremba et al. 2014,
/// arXiv:1409.2329.
template <class Real>
struct DropoutTape {
  AlignedVector<Real> mask;    ///< (T, R, Hp)
  AlignedVector<Real> output;  ///< (T, R, Hp)

  /// A new mask of `count` values. 0 ≤ p < 1.
  void draw(Random& random, double p, std::size_t count);

  /// output[begin …] = mask ∘ h for `count` values.
  const Real* apply(const Real* h, std::size_t begin, std::size_t count) noexcept;

  /// The backward pass: d ← mask ∘ d, for all values.
  void scale(Real* d) const noexcept;
};

}  // namespace tidegate
