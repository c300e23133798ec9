// Passes over a flat buffer: Adam, and the sum of squares clipping asks for.
#if defined(TIDEGATE_OPTIMIZER_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef TIDEGATE_OPTIMIZER_INL_H
#undef TIDEGATE_OPTIMIZER_INL_H
#else
#define TIDEGATE_OPTIMIZER_INL_H
#endif

#include "kernels/simd/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace tidegate {
namespace HWY_NAMESPACE {

/// L values from i on.
template <std::size_t L>
HWY_INLINE void AdamValues(const AdamStep<float>& s, float* parameters, const float* gradients, float* first,
                           float* second, std::size_t i) {
  const Tag<L> d;
  const Vector<L> g = hn::Mul(hn::LoadU(d, gradients + i), hn::Set(d, s.gradient_scale));
  const Vector<L> m = hn::LoadU(d, first + i), v = hn::LoadU(d, second + i);
  const Vector<L> new_m = hn::MulAdd(hn::Set(d, 1 - s.beta1), hn::Sub(g, m), m);
  const Vector<L> new_v = hn::MulAdd(hn::Set(d, 1 - s.beta2), hn::Sub(hn::Mul(g, g), v), v);
  hn::StoreU(new_m, d, first + i);
  hn::StoreU(new_v, d, second + i);
  const Vector<L> root = hn::Sqrt(hn::Mul(new_v, hn::Set(d, 1 / s.correction2)));
  const Vector<L> move = hn::Div(new_m, hn::Add(root, hn::Set(d, s.epsilon)));
  const Vector<L> rate = hn::Set(d, s.learning_rate / s.correction1);
  hn::StoreU(hn::NegMulAdd(rate, move, hn::LoadU(d, parameters + i)), d, parameters + i);
}

void AdamAll(const AdamStep<float>& s, float* parameters, const float* gradients, float* first, float* second,
             std::size_t count) noexcept {
  std::size_t i = 0;
  for (; i + kWidth<16> <= count; i += kWidth<16>) AdamValues<16>(s, parameters, gradients, first, second, i);
  for (; i < count; ++i) AdamValues<1>(s, parameters, gradients, first, second, i);
}

/// Sixteen partial sums over each 1,024 values whatever the vectors' width, then double: the same total everywhere but
/// for fused multiplication.
double SumOfSquares(const float* values, std::size_t count) noexcept {
  constexpr std::size_t kRun = 1024;
  const Tag<16> d;
  double total = 0;
  std::size_t i = 0;
  while (i + 16 <= count) {
    const std::size_t end = i + (count - i < kRun ? (count - i) / 16 * 16 : kRun);
    Vector<16> acc[kParts<16>];
    TIDEGATE_UNROLL for (std::size_t part = 0; part < kParts<16>; ++part) acc[part] = hn::Zero(d);
    for (; i < end; i += 16) TIDEGATE_UNROLL for (std::size_t part = 0; part < kParts<16>; ++part) {
        const Vector<16> v = hn::LoadU(d, values + i + part * kWidth<16>);
        acc[part] = hn::MulAdd(v, v, acc[part]);
      }
    HWY_ALIGN float sums[16];
    TIDEGATE_UNROLL for (std::size_t part = 0; part < kParts<16>; ++part)
        hn::Store(acc[part], d, sums + part * kWidth<16>);
    for (const float sum : sums) total += static_cast<double>(sum);
  }
  for (; i < count; ++i) total += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  return total;
}

}  // namespace HWY_NAMESPACE
}  // namespace tidegate
HWY_AFTER_NAMESPACE();
#endif
