// σ and tanh by an own 2^y. Absolute error over ±20: σ 1.1e-7, tanh 1.6e-7 (tests/unit/kernels/simd).
#if defined(TIDEGATE_ACTIVATIONS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef TIDEGATE_ACTIVATIONS_INL_H
#undef TIDEGATE_ACTIVATIONS_INL_H
#else
#define TIDEGATE_ACTIVATIONS_INL_H
#endif

#include "kernels/simd/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace tidegate {
namespace HWY_NAMESPACE {

constexpr float kLog2E = 1.44269504088896341F;

/// 2^y for |y| ≤ 60, cut there: so that 1 + 2^y and its square stay finite. A polynomial on ±½ and a shift into the
/// exponent; its constant term is exactly 1, so that σ(0) = ½ and tanh(0) = 0.
template <std::size_t L>
HWY_INLINE Vector<L> Exp2(Vector<L> y) {
  const Tag<L> d;
  const hn::RebindToSigned<Tag<L>> di;
  const Vector<L> to_integer = hn::Set(d, 12582912.0F);  // 1.5 · 2²³: adding it rounds to a whole number
  y = hn::Min(hn::Max(y, hn::Set(d, -60.0F)), hn::Set(d, 60.0F));
  const Vector<L> rounded = hn::Add(y, to_integer);
  const Vector<L> f = hn::Sub(y, hn::Sub(rounded, to_integer));
  const Vector<L> f2 = hn::Mul(f, f);
  const Vector<L> low = hn::MulAdd(hn::Set(d, 0.6931469440460205F), f, hn::Set(d, 1.0F));
  const Vector<L> middle = hn::MulAdd(hn::Set(d, 0.05550713092088699F), f, hn::Set(d, 0.24022120237350464F));
  const Vector<L> high = hn::MulAdd(hn::Set(d, 0.0013276472454890609F), f, hn::Set(d, 0.009675540961325169F));
  const Vector<L> p = hn::MulAdd(hn::MulAdd(high, f2, middle), f2, low);
  return hn::BitCast(d, hn::Add(hn::BitCast(di, p), hn::ShiftLeft<23>(hn::BitCast(di, rounded))));
}

template <std::size_t L>
HWY_INLINE Vector<L> Sigmoid(Vector<L> x) {
  const Tag<L> d;
  const Vector<L> one = hn::Set(d, 1.0F);
  return hn::Div(one, hn::Add(one, Exp2<L>(hn::Mul(x, hn::Set(d, -kLog2E)))));
}

template <std::size_t L>
HWY_INLINE Vector<L> Tanh(Vector<L> x) {
  const Tag<L> d;
  const Vector<L> one = hn::Set(d, 1.0F);
  const Vector<L> e = Exp2<L>(hn::Mul(x, hn::Set(d, -2 * kLog2E)));
  return hn::Div(hn::Sub(one, e), hn::Add(one, e));
}

/// y (1 − y): the slope of σ where it is y.
template <std::size_t L>
HWY_INLINE Vector<L> SigmoidSlope(Vector<L> y) {
  return hn::NegMulAdd(y, y, y);
}

/// 1 − y²: the slope of tanh where it is y.
template <std::size_t L>
HWY_INLINE Vector<L> TanhSlope(Vector<L> y) {
  return hn::NegMulAdd(y, y, hn::Set(Tag<L>(), 1.0F));
}

}  // namespace HWY_NAMESPACE
}  // namespace tidegate
HWY_AFTER_NAMESPACE();
#endif
