// The backward pass of one step through the gates, element by element. Equations: the reference.
#if defined(TIDEGATE_BACKWARD_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef TIDEGATE_BACKWARD_INL_H
#undef TIDEGATE_BACKWARD_INL_H
#else
#define TIDEGATE_BACKWARD_INL_H
#endif

#include "kernels/simd/activations-inl.h"

HWY_BEFORE_NAMESPACE();
namespace tidegate {
namespace HWY_NAMESPACE {

/// One vector of units of one row: `saved` and `d` have the gates L apart, `at` is its place in (R, Hp).
template <std::size_t L>
struct Step {
  const CellBackward<float>& p;
  const float* saved;
  float* d;
  std::size_t at;

  Vector<L> value(std::size_t i) const { return hn::LoadU(Tag<L>(), saved + i * L); }
  void gradient(std::size_t gate, Vector<L> v) const { hn::StoreU(v, Tag<L>(), d + gate * L); }
  Vector<L> asked() const { return hn::Add(hn::LoadU(Tag<L>(), p.dh + at), hn::LoadU(Tag<L>(), p.dout + at)); }
};

template <std::size_t L>
struct GruBack {
  static constexpr std::size_t kSaved = 4, kGradients = 4;
  using V = Vector<L>;

  static HWY_INLINE void Run(const Step<L>& s) {
    const Tag<L> d;
    const V n = s.value(0), r = s.value(1), z = s.value(2), nh = s.value(3);
    const V dh = s.asked(), h = hn::LoadU(d, s.p.h + s.at);
    const V dz = hn::Mul(hn::Mul(dh, hn::Sub(h, n)), SigmoidSlope<L>(z));
    const V dn = hn::Mul(hn::NegMulAdd(dh, z, dh), TanhSlope<L>(n));
    s.gradient(0, dn);
    s.gradient(1, hn::Mul(hn::Mul(dn, nh), SigmoidSlope<L>(r)));
    s.gradient(2, dz);
    s.gradient(3, hn::Mul(dn, r));
    hn::StoreU(hn::Mul(dh, z), d, s.p.dh + s.at);
  }
};

template <std::size_t L>
struct LstmBack {
  static constexpr std::size_t kSaved = 5, kGradients = 4;
  using V = Vector<L>;

  static HWY_INLINE void Run(const Step<L>& s) {
    const Tag<L> d;
    const V i = s.value(0), f = s.value(1), g = s.value(2), o = s.value(3), squashed = s.value(4);
    const V dh = s.asked();
    const V dc = hn::MulAdd(hn::Mul(dh, o), TanhSlope<L>(squashed), hn::LoadU(d, s.p.dmemory + s.at));
    s.gradient(0, hn::Mul(hn::Mul(dc, g), SigmoidSlope<L>(i)));
    s.gradient(1, hn::Mul(hn::Mul(dc, hn::LoadU(d, s.p.memory + s.at)), SigmoidSlope<L>(f)));
    s.gradient(2, hn::Mul(hn::Mul(dc, i), TanhSlope<L>(g)));
    s.gradient(3, hn::Mul(hn::Mul(dh, squashed), SigmoidSlope<L>(o)));
    hn::StoreU(hn::Mul(dc, f), d, s.p.dmemory + s.at);
    hn::StoreU(hn::Zero(d), d, s.p.dh + s.at);
  }
};

template <std::size_t L, bool kRectified>
struct RnnBack {
  static constexpr std::size_t kSaved = 1, kGradients = 1;
  using V = Vector<L>;

  static HWY_INLINE void Run(const Step<L>& s) {
    const Tag<L> d;
    const V y = s.value(0), dh = s.asked();
    if constexpr (kRectified)
      s.gradient(0, hn::IfThenElseZero(hn::Gt(y, hn::Zero(d)), dh));
    else
      s.gradient(0, hn::Mul(dh, TanhSlope<L>(y)));
    hn::StoreU(hn::Zero(d), d, s.p.dh + s.at);
  }
};

template <class Cell, std::size_t L>
HWY_INLINE void BackwardLanes(const CellBackward<float>& p) {
  const std::size_t stride = p.recurrent.padded_units();
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t row = 0; row < p.rows; ++row)
      for (std::size_t lane = 0; lane < L; lane += kWidth<L>)
        Cell::Run({p, p.saved + (block * p.rows + row) * Cell::kSaved * L + lane,
                   p.dgates + block * p.block_stride + (p.row_offset + row) * Cell::kGradients * L + lane,
                   row * stride + block * L + lane});
}

template <template <std::size_t> class Cell>
void Backward(const CellBackward<float>& p) noexcept {
  if (p.recurrent.lanes() == 16)
    BackwardLanes<Cell<16>, 16>(p);
  else
    BackwardLanes<Cell<8>, 8>(p);
}

template <std::size_t L>
using RnnTanhBack = RnnBack<L, false>;
template <std::size_t L>
using RnnReluBack = RnnBack<L, true>;

}  // namespace HWY_NAMESPACE
}  // namespace tidegate
HWY_AFTER_NAMESPACE();
#endif
