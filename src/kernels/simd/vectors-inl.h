// Vectors, tiles and the one multiply-accumulate loop all products share. Compiled once for each instruction set.
#if defined(TIDEGATE_VECTORS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef TIDEGATE_VECTORS_INL_H
#undef TIDEGATE_VECTORS_INL_H
#else
#define TIDEGATE_VECTORS_INL_H
#endif

#include <cstddef>

#include "hwy/highway.h"
#include "kernels/kernels.h"

// Tiles live in registers only if their loops are unrolled whole; loops over inputs gain by being unrolled twice.
#ifndef TIDEGATE_UNROLL
#ifdef __clang__
#define TIDEGATE_UNROLL _Pragma("clang loop unroll(full)")
#define TIDEGATE_UNROLL_TWICE _Pragma("clang loop unroll_count(2)")
#else
#define TIDEGATE_UNROLL _Pragma("GCC unroll 16")
#define TIDEGATE_UNROLL_TWICE _Pragma("GCC unroll 2")
#endif
#endif

HWY_BEFORE_NAMESPACE();
namespace tidegate {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// 32 vector registers instead of 16: taller tiles.
constexpr bool kManyRegisters = (HWY_TARGET & (HWY_AVX3 | HWY_NEON)) != 0;
/// NEON has to load every factor first, where AVX-512 takes it from memory: GCC keeps less of a tile in registers.
constexpr bool kNeon = HWY_TARGET == HWY_NEON;

/// Whether a tile of M × N sums stays in registers beside N vectors of weights, the factor of a row and, where
/// multiplication is not fused, a product. tools/check_loops.py looks whether the compiler agrees.
template <int M, int N>
constexpr bool kFits = M * N + N + 1 + (HWY_TARGET == HWY_SSE4 ? 1 : 0) <= (kManyRegisters ? 32 : 16);

/// Vectors for a layout of L lanes: as wide as the processor has them, at most L.
template <std::size_t L>
using Tag = hn::CappedTag<float, L>;
template <std::size_t L>
using Vector = hn::Vec<Tag<L>>;
template <std::size_t L>
constexpr std::size_t kWidth = hn::MaxLanes(Tag<L>());

/// Vectors a block of L lanes is made of.
template <std::size_t L>
constexpr std::size_t kParts = L / kWidth<L>;

/// Vectors of units that a product of one gate takes side by side, so that each input it reads serves several: the
/// parts of a block, or four blocks where vectors are as wide as these.
template <std::size_t L>
constexpr int kAbreast = kParts<L> > 1 ? static_cast<int>(kParts<L>) : 4;

/// How far apart such vectors lie where blocks are `block` values apart.
template <std::size_t L>
HWY_INLINE std::size_t Abreast(std::size_t block) {
  return kParts<L> > 1 ? kWidth<L> : block;
}

/// Rows of a tile of N vectors: sums enough to hide the latency of each, few enough for the registers.
template <int N>
constexpr int kRowsAbreast = (kManyRegisters ? 16 : 8) / N;

/// N vectors L apart: one row of a block's weights.
template <std::size_t L, int N>
HWY_INLINE void LoadRow(Vector<L> (&acc)[N], const float* w) {
  TIDEGATE_UNROLL for (int j = 0; j < N; ++j) acc[j] = hn::LoadU(Tag<L>(), w + static_cast<std::size_t>(j) * L);
}

/// acc[m][j] += Σ_k w[k][j] a[m][k]: rows of weights `w_row` apart, vectors of a row `w_vector`, rows of a `a_row`.
/// Every m is summed in the order of k, whatever M is.
template <std::size_t L, int M, int N>
HWY_INLINE void MultiplyAccumulate(Vector<L> (&acc)[M][N], const float* w, std::size_t w_row, std::size_t w_vector,
                                   const float* a, std::size_t a_row, std::size_t count) {
  static_assert(kFits<M, N>);
  const Tag<L> d;
  TIDEGATE_UNROLL_TWICE for (std::size_t k = 0; k < count; ++k) {
    Vector<L> weights[N];
    TIDEGATE_UNROLL for (int j = 0; j < N; ++j) weights[j] = hn::LoadU(d, w + static_cast<std::size_t>(j) * w_vector);
    TIDEGATE_UNROLL for (int m = 0; m < M; ++m) {
      const Vector<L> value = hn::Set(d, a[static_cast<std::size_t>(m) * a_row + k]);
      TIDEGATE_UNROLL for (int j = 0; j < N; ++j) acc[m][j] = hn::MulAdd(weights[j], value, acc[m][j]);
    }
    w += w_row;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace tidegate
HWY_AFTER_NAMESPACE();
#endif
