// One step of a recurrent cell: both products and the gates of a tile in registers.
#if defined(TIDEGATE_FORWARD_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef TIDEGATE_FORWARD_INL_H
#undef TIDEGATE_FORWARD_INL_H
#else
#define TIDEGATE_FORWARD_INL_H
#endif

#include "kernels/simd/activations-inl.h"

HWY_BEFORE_NAMESPACE();
namespace tidegate {
namespace HWY_NAMESPACE {

/// Where a vector of units stands: block and part of it; and the row it is computed for.
template <std::size_t L>
struct Place {
  std::size_t block, part, row;

  std::size_t unit() const { return block * L + part * kWidth<L>; }
  std::size_t state(const CellForward<float>& p) const { return row * p.recurrent.padded_units() + unit(); }
  template <std::size_t kSaved>
  float* saved(const CellForward<float>& p) const {
    return p.saved + (block * p.rows + row) * kSaved * L + part * kWidth<L>;
  }
};

// A cell is: gates, rows of a tile that fit the registers, what happens between the two products (`Turn`), and the
// gates themselves (`Finish`), for M rows one below the other from `at` on. Equations: kernels/kernels.h.

template <std::size_t L>
struct Gru {
  static constexpr int kGates = 3;
  static constexpr int kRows = kNeon ? 6 : kManyRegisters ? 8 : 3;
  using V = Vector<L>;

  /// Sums n, r, z of the input become r, z, Un h of the state; n of the input is kept.
  static HWY_INLINE void Turn(V (&acc)[3], V& kept, const float* bias) {
    const Tag<L> d;
    kept = acc[0];
    acc[0] = hn::Add(acc[1], hn::LoadU(d, bias));
    acc[1] = hn::Add(acc[2], hn::LoadU(d, bias + L));
    acc[2] = hn::LoadU(d, bias + 2 * L);
  }

  template <int M>
  static HWY_INLINE void Finish(const CellForward<float>& p, V (&acc)[M][3], const V (&kept)[M], Place<L> at) {
    const Tag<L> d;
    TIDEGATE_UNROLL for (int m = 0; m < M; ++m) {  // all r and z first: their long chains overlap
      acc[m][0] = Sigmoid<L>(acc[m][0]);
      acc[m][1] = Sigmoid<L>(acc[m][1]);
    }
    TIDEGATE_UNROLL for (int m = 0; m < M; ++m, ++at.row) {
      const V r = acc[m][0], z = acc[m][1], nh = acc[m][2];
      const V n = Tanh<L>(hn::MulAdd(r, nh, kept[m]));
      const V h = hn::LoadU(d, p.h + at.state(p));
      hn::StoreU(hn::MulAdd(z, hn::Sub(h, n), n), d, p.next + at.state(p));
      if (p.saved == nullptr) continue;
      float* saved = at.template saved<4>(p);
      hn::StoreU(n, d, saved);
      hn::StoreU(r, d, saved + L);
      hn::StoreU(z, d, saved + 2 * L);
      hn::StoreU(nh, d, saved + 3 * L);
    }
  }
};

template <std::size_t L>
struct Lstm {
  static constexpr int kGates = 4;
  static constexpr int kRows = kNeon ? 4 : kManyRegisters ? 6 : 2;
  using V = Vector<L>;

  static HWY_INLINE void Turn(V (&acc)[4], V&, const float* bias) {
    TIDEGATE_UNROLL for (int j = 0; j < 4; ++j) acc[j] =
        hn::Add(acc[j], hn::LoadU(Tag<L>(), bias + static_cast<std::size_t>(j) * L));
  }

  template <int M>
  static HWY_INLINE void Finish(const CellForward<float>& p, V (&acc)[M][4], const V (&)[M], Place<L> at) {
    const Tag<L> d;
    TIDEGATE_UNROLL for (int m = 0; m < M; ++m, ++at.row) {
      const V i = Sigmoid<L>(acc[m][0]), f = Sigmoid<L>(acc[m][1]);
      const V g = Tanh<L>(acc[m][2]), o = Sigmoid<L>(acc[m][3]);
      const V c = hn::MulAdd(f, hn::LoadU(d, p.memory + at.state(p)), hn::Mul(i, g));
      const V squashed = Tanh<L>(c);
      hn::StoreU(c, d, p.next_memory + at.state(p));
      hn::StoreU(hn::Mul(o, squashed), d, p.next + at.state(p));
      if (p.saved == nullptr) continue;
      float* saved = at.template saved<5>(p);
      hn::StoreU(i, d, saved);
      hn::StoreU(f, d, saved + L);
      hn::StoreU(g, d, saved + 2 * L);
      hn::StoreU(o, d, saved + 3 * L);
      hn::StoreU(squashed, d, saved + 4 * L);
    }
  }
};

template <std::size_t L, bool kRectified>
struct Rnn {
  static constexpr int kGates = 1;
  using V = Vector<L>;

  static HWY_INLINE void Turn(V (&acc)[1], V&, const float* bias) {
    acc[0] = hn::Add(acc[0], hn::LoadU(Tag<L>(), bias));
  }

  template <int M>
  static HWY_INLINE void Finish(const CellForward<float>& p, V (&acc)[M][1], const V (&)[M], Place<L> at) {
    const Tag<L> d;
    TIDEGATE_UNROLL for (int m = 0; m < M; ++m, ++at.row) {
      const V next = kRectified ? hn::Max(acc[m][0], hn::Zero(d)) : Tanh<L>(acc[m][0]);
      hn::StoreU(next, d, p.next + at.state(p));
      if (p.saved != nullptr) hn::StoreU(next, d, at.template saved<1>(p));
    }
  }
};

/// M rows of one vector of units.
template <template <std::size_t> class Cell, std::size_t L, int M>
HWY_INLINE void ForwardTile(const CellForward<float>& p, Place<L> at) {
  constexpr int G = Cell<L>::kGates;
  constexpr std::size_t kRow = G * L;
  const float* wi = p.wi + at.block * (1 + p.input.inputs) * kRow + at.part * kWidth<L>;
  const float* wh = p.wh + at.block * (1 + p.recurrent.inputs) * kRow + at.part * kWidth<L>;
  const std::size_t stride = p.recurrent.padded_units();
  Vector<L> acc[M][G], kept[M];
  TIDEGATE_UNROLL for (int m = 0; m < M; ++m) LoadRow<L, G>(acc[m], wi);
  MultiplyAccumulate<L, M, G>(acc, wi + kRow, kRow, L, p.x + at.row * p.x_stride, p.x_stride, p.input.inputs);
  TIDEGATE_UNROLL for (int m = 0; m < M; ++m) Cell<L>::Turn(acc[m], kept[m], wh);
  MultiplyAccumulate<L, M, G>(acc, wh + kRow, kRow, L, p.h + at.row * stride, stride, p.recurrent.inputs);
  Cell<L>::template Finish<M>(p, acc, kept, at);
}

/// M rows of N vectors of units, from vector `first` on, of a cell with one gate.
template <template <std::size_t> class Cell, std::size_t L, int M, int N>
HWY_INLINE void ForwardAbreast(const CellForward<float>& p, std::size_t first, std::size_t row) {
  const Tag<L> d;
  const std::size_t stride = p.recurrent.padded_units(), part = first % kParts<L> * kWidth<L>;
  const float* wi = p.wi + first / kParts<L> * p.input.block_size() + part;
  const float* wh = p.wh + first / kParts<L> * p.recurrent.block_size() + part;
  const std::size_t wi_gap = Abreast<L>(p.input.block_size()), wh_gap = Abreast<L>(p.recurrent.block_size());
  Vector<L> acc[M][N], kept[M] = {};
  TIDEGATE_UNROLL for (int n = 0; n < N; ++n) TIDEGATE_UNROLL for (int m = 0; m < M; ++m) acc[m][n] =
      hn::LoadU(d, wi + static_cast<std::size_t>(n) * wi_gap);
  MultiplyAccumulate<L, M, N>(acc, wi + L, L, wi_gap, p.x + row * p.x_stride, p.x_stride, p.input.inputs);
  TIDEGATE_UNROLL for (int n = 0; n < N; ++n) TIDEGATE_UNROLL for (int m = 0; m < M; ++m) acc[m][n] =
      hn::Add(acc[m][n], hn::LoadU(d, wh + static_cast<std::size_t>(n) * wh_gap));
  MultiplyAccumulate<L, M, N>(acc, wh + L, L, wh_gap, p.h + row * stride, stride, p.recurrent.inputs);
  TIDEGATE_UNROLL for (int n = 0; n < N; ++n) {
    const std::size_t vector = first + static_cast<std::size_t>(n);
    Vector<L> sums[M][1];
    TIDEGATE_UNROLL for (int m = 0; m < M; ++m) sums[m][0] = acc[m][n];
    Cell<L>::template Finish<M>(p, sums, kept, {vector / kParts<L>, vector % kParts<L>, row});
  }
}

/// All rows of N vectors of units.
template <template <std::size_t> class Cell, std::size_t L, int N>
HWY_INLINE void ForwardColumn(const CellForward<float>& p, std::size_t first) {
  constexpr int M = kRowsAbreast<N>;
  std::size_t row = 0;
  for (; row + M <= p.rows; row += M) ForwardAbreast<Cell, L, M, N>(p, first, row);
  if constexpr (M > 4)
    for (; row + 4 <= p.rows; row += 4) ForwardAbreast<Cell, L, 4, N>(p, first, row);
  if constexpr (M > 2)
    for (; row + 2 <= p.rows; row += 2) ForwardAbreast<Cell, L, 2, N>(p, first, row);
  for (; row < p.rows; ++row) ForwardAbreast<Cell, L, 1, N>(p, first, row);
}

template <template <std::size_t> class Cell, std::size_t L>
HWY_INLINE void ForwardOneGate(const CellForward<float>& p) {
  const std::size_t vectors = p.recurrent.blocks() * kParts<L>;
  std::size_t v = 0;
  for (; v + kAbreast<L> <= vectors; v += kAbreast<L>) ForwardColumn<Cell, L, kAbreast<L>>(p, v);
  if constexpr (kParts<L> == 1) {
    for (; v + 2 <= vectors; v += 2) ForwardColumn<Cell, L, 2>(p, v);
    for (; v < vectors; ++v) ForwardColumn<Cell, L, 1>(p, v);
  }
}

/// acc[b][j] += Σ_k w_b[k][j] a[k] for B vectors of units of one row, `offsets[b]` apart from w.
template <std::size_t L, int B, int G>
HWY_INLINE void AccumulateVectors(Vector<L> (&acc)[B][G], const float* w, const std::size_t (&offsets)[B],
                                  const float* a, std::size_t count) {
  const Tag<L> d;
  TIDEGATE_UNROLL_TWICE for (std::size_t k = 0; k < count; ++k) {
    const Vector<L> value = hn::Set(d, a[k]);
    TIDEGATE_UNROLL for (int b = 0; b < B; ++b) TIDEGATE_UNROLL for (int j = 0; j < G; ++j) acc[b][j] =
        hn::MulAdd(hn::LoadU(d, w + offsets[b] + static_cast<std::size_t>(j) * L), value, acc[b][j]);
    w += G * L;
  }
}

/// B vectors of units of one row, from vector `first` on: several sums at once hide the latency of each.
template <template <std::size_t> class Cell, std::size_t L, int B>
HWY_INLINE void ForwardVectors(const CellForward<float>& p, std::size_t first, std::size_t row) {
  constexpr int G = Cell<L>::kGates;
  constexpr std::size_t kRow = G * L;
  Vector<L> acc[B][G], kept[B];
  std::size_t wi[B], wh[B];
  TIDEGATE_UNROLL for (int b = 0; b < B; ++b) {
    const std::size_t vector = first + static_cast<std::size_t>(b);
    const std::size_t block = vector / kParts<L>, part = vector % kParts<L>;
    wi[b] = block * (1 + p.input.inputs) * kRow + part * kWidth<L>;
    wh[b] = block * (1 + p.recurrent.inputs) * kRow + part * kWidth<L>;
    LoadRow<L, G>(acc[b], p.wi + wi[b]);
  }
  AccumulateVectors<L, B, G>(acc, p.wi + kRow, wi, p.x + row * p.x_stride, p.input.inputs);
  TIDEGATE_UNROLL for (int b = 0; b < B; ++b) Cell<L>::Turn(acc[b], kept[b], p.wh + wh[b]);
  AccumulateVectors<L, B, G>(acc, p.wh + kRow, wh, p.h + row * p.recurrent.padded_units(), p.recurrent.inputs);
  TIDEGATE_UNROLL for (int b = 0; b < B; ++b) {
    const std::size_t vector = first + static_cast<std::size_t>(b);
    Vector<L> sums[1][G], candidate[1] = {kept[b]};
    TIDEGATE_UNROLL for (int j = 0; j < G; ++j) sums[0][j] = acc[b][j];
    Cell<L>::template Finish<1>(p, sums, candidate, {vector / kParts<L>, vector % kParts<L>, row});
  }
}

/// Four of them in a function of its own: inlined into the loop over them, GCC moves the constants of σ and tanh out of
/// that loop into registers the sums need (AVX2, 32 units of a GRU: a fifth of the step).
template <template <std::size_t> class Cell, std::size_t L>
HWY_NOINLINE void ForwardFourVectors(const CellForward<float>& p, std::size_t first, std::size_t row) {
  ForwardVectors<Cell, L, 4>(p, first, row);
}

/// While the weights stay in the first-level cache, many sums at once; beyond, fewer streams load faster.
template <template <std::size_t> class Cell, std::size_t L>
HWY_INLINE void ForwardRow(const CellForward<float>& p, std::size_t row) {
  constexpr std::size_t kFirstLevel = 24 * 1024;
  const std::size_t bytes = (p.input.size() + p.recurrent.size()) * sizeof(float);
  const std::size_t vectors = p.recurrent.blocks() * kParts<L>;
  std::size_t v = 0;
  if (kManyRegisters || (Cell<L>::kGates < 4 && bytes <= kFirstLevel))
    for (; v + 4 <= vectors; v += 4) {
      if constexpr (Cell<L>::kGates > 1)
        ForwardFourVectors<Cell, L>(p, v, row);
      else  // room enough, and the call would show
        ForwardVectors<Cell, L, 4>(p, v, row);
    }
  for (; v + 2 <= vectors; v += 2) ForwardVectors<Cell, L, 2>(p, v, row);
  for (; v < vectors; ++v) ForwardVectors<Cell, L, 1>(p, v, row);
}

/// Rows of a tile have all gates of one vector of units.
template <template <std::size_t> class Cell, std::size_t L>
HWY_INLINE void ForwardGates(const CellForward<float>& p) {
  constexpr std::size_t kRows = Cell<L>::kRows;
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t part = 0; part < kParts<L>; ++part) {
      std::size_t row = 0;
      // Four left over make one tile of four, or two of two, not one of three and a single row.
      for (; row + kRows <= p.rows && (kRows != 3 || p.rows - row != 4); row += kRows)
        ForwardTile<Cell, L, kRows>(p, {block, part, row});
      if constexpr (kFits<4, Cell<L>::kGates>)
        for (; row + 4 <= p.rows; row += 4) ForwardTile<Cell, L, 4>(p, {block, part, row});
      for (; row + 2 <= p.rows; row += 2) ForwardTile<Cell, L, 2>(p, {block, part, row});
      for (; row < p.rows; ++row) ForwardTile<Cell, L, 1>(p, {block, part, row});
    }
}

template <template <std::size_t> class Cell, std::size_t L>
HWY_INLINE void ForwardLanes(const CellForward<float>& p) {
  if (p.rows == 1) return ForwardRow<Cell, L>(p, 0);
  if constexpr (Cell<L>::kGates == 1)
    ForwardOneGate<Cell, L>(p);
  else
    ForwardGates<Cell, L>(p);
}

template <template <std::size_t> class Cell>
void Forward(const CellForward<float>& p) noexcept {
  if (p.recurrent.lanes() == 16)
    ForwardLanes<Cell, 16>(p);
  else
    ForwardLanes<Cell, 8>(p);
}

template <std::size_t L>
using RnnTanh = Rnn<L, false>;
template <std::size_t L>
using RnnRelu = Rnn<L, true>;

}  // namespace HWY_NAMESPACE
}  // namespace tidegate
HWY_AFTER_NAMESPACE();
#endif
