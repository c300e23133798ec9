// The dense layer and the two gradients of a product.
#if defined(TIDEGATE_PRODUCTS_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef TIDEGATE_PRODUCTS_INL_H
#undef TIDEGATE_PRODUCTS_INL_H
#else
#define TIDEGATE_PRODUCTS_INL_H
#endif

#include <algorithm>

#include "kernels/simd/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace tidegate {
namespace HWY_NAMESPACE {

/// M rows of one vector of outputs. The inputs are summed in four chains, joined at the end: one chain would wait for
/// itself. The order is the same for every M.
template <std::size_t L, int M>
HWY_INLINE void DenseTile(const float* w, const float* x, std::size_t x_stride, std::size_t inputs, float* y,
                          std::size_t y_stride) {
  const Tag<L> d;
  Vector<L> acc[M][4];
  TIDEGATE_UNROLL for (int m = 0; m < M; ++m) {
    acc[m][0] = hn::LoadU(d, w);
    acc[m][1] = acc[m][2] = acc[m][3] = hn::Zero(d);
  }
  w += L;
  std::size_t k = 0;
  for (; k + 4 <= inputs; k += 4) TIDEGATE_UNROLL for (int chain = 0; chain < 4; ++chain, w += L) {
      const Vector<L> weights = hn::LoadU(d, w);
      TIDEGATE_UNROLL for (int m = 0; m < M; ++m) acc[m][chain] = hn::MulAdd(
          weights, hn::Set(d, x[static_cast<std::size_t>(m) * x_stride + k + static_cast<std::size_t>(chain)]),
          acc[m][chain]);
    }
  for (; k < inputs; ++k, w += L)
    TIDEGATE_UNROLL for (int m = 0; m < M; ++m) acc[m][0] =
        hn::MulAdd(hn::LoadU(d, w), hn::Set(d, x[static_cast<std::size_t>(m) * x_stride + k]), acc[m][0]);
  TIDEGATE_UNROLL for (int m = 0; m < M; ++m)
      hn::StoreU(hn::Add(hn::Add(acc[m][0], acc[m][1]), hn::Add(acc[m][2], acc[m][3])), d,
                 y + static_cast<std::size_t>(m) * y_stride);
}

template <std::size_t L>
HWY_INLINE void DenseLanes(const PackedShape& shape, const float* w, const float* x, std::size_t x_stride, float* y,
                           std::size_t rows) {
  const std::size_t y_stride = shape.padded_units();
  for (std::size_t block = 0; block < shape.blocks(); ++block)
    for (std::size_t lane = 0; lane < L; lane += kWidth<L>) {
      const float* weights = w + block * (1 + shape.inputs) * L + lane;
      float* out = y + block * L + lane;
      std::size_t row = 0;
      for (; row + 2 <= rows; row += 2)
        DenseTile<L, 2>(weights, x + row * x_stride, x_stride, shape.inputs, out + row * y_stride, y_stride);
      if (row < rows)
        DenseTile<L, 1>(weights, x + row * x_stride, x_stride, shape.inputs, out + row * y_stride, y_stride);
    }
}

void DenseForward(const PackedShape& shape, const float* w, const float* x, std::size_t x_stride, float* y,
                  std::size_t rows) noexcept {
  if (shape.lanes() == 16)
    DenseLanes<16>(shape, w, x, x_stride, y, rows);
  else
    DenseLanes<8>(shape, w, x, x_stride, y, rows);
}

/// The inputs of a product as if they were units: how wide their vectors are, and how far they are padded.
HWY_INLINE PackedShape AsUnits(const PackedShape& shape) { return {0, shape.inputs, 1}; }

std::size_t TransposedSize(const PackedShape& shape) noexcept {
  return AsUnits(shape).padded_units() * shape.blocks() * shape.row_size();
}

/// transposed[vector of inputs][block · gates · lanes][width]; inputs beyond the last are zero.
template <std::size_t L>
HWY_INLINE void TransposeLanes(const PackedShape& shape, const float* w, float* transposed) {
  const std::size_t outputs = shape.blocks() * shape.row_size();
  for (std::size_t first = 0; first < AsUnits(shape).padded_units();
       first += kWidth<L>, transposed += outputs * kWidth<L>)
    for (std::size_t i = 0; i < kWidth<L>; ++i)
      for (std::size_t block = 0; block < shape.blocks(); ++block) {
        const float* from = w + block * shape.block_size() + (1 + first + i) * shape.row_size();
        float* to = transposed + block * shape.row_size() * kWidth<L> + i;
        const bool is_input = first + i < shape.inputs;
        for (std::size_t j = 0; j < shape.row_size(); ++j) to[j * kWidth<L>] = is_input ? from[j] : 0.0F;
      }
}

void Transpose(const PackedShape& shape, const float* w, float* transposed) noexcept {
  if (AsUnits(shape).lanes() == 16)
    TransposeLanes<16>(shape, w, transposed);
  else
    TransposeLanes<8>(shape, w, transposed);
}

/// What a product's input gradient reads, with the sizes that stay the same from tile to tile.
struct InputGradient {
  const float* d;       ///< of the first row
  std::size_t d_row;    ///< between rows
  std::size_t d_block;  ///< between blocks
  std::size_t blocks;
  std::size_t count;  ///< gradients a block that belong to the product: gates · lanes
  float* out;
  std::size_t out_stride;
};

/// M rows of N vectors of inputs.
template <std::size_t L, int M, int N>
HWY_INLINE void InputGradientTile(const InputGradient& g, const float* transposed, std::size_t input, std::size_t row) {
  const Tag<L> d;
  const std::size_t vector = g.blocks * g.count * kWidth<L>;
  float* out = g.out + row * g.out_stride + input;
  Vector<L> acc[M][N];
  TIDEGATE_UNROLL for (int m = 0; m < M; ++m) TIDEGATE_UNROLL for (int j = 0; j < N; ++j) acc[m][j] =
      hn::LoadU(d, out + static_cast<std::size_t>(m) * g.out_stride + static_cast<std::size_t>(j) * kWidth<L>);
  for (std::size_t block = 0; block < g.blocks; ++block)
    MultiplyAccumulate<L, M, N>(acc, transposed + block * g.count * kWidth<L>, kWidth<L>, vector,
                                g.d + block * g.d_block + row * g.d_row, g.d_row, g.count);
  TIDEGATE_UNROLL for (int m = 0; m < M; ++m) TIDEGATE_UNROLL for (int j = 0; j < N; ++j) hn::StoreU(
      acc[m][j], d, out + static_cast<std::size_t>(m) * g.out_stride + static_cast<std::size_t>(j) * kWidth<L>);
}

template <std::size_t L, int N>
HWY_INLINE void InputGradientPanel(const InputGradient& g, const float* transposed, std::size_t input,
                                   std::size_t rows) {
  constexpr std::size_t kRows = kManyRegisters ? 8 : kFits<4, N> ? 4 : 3;
  std::size_t row = 0;
  for (; row + kRows <= rows; row += kRows) InputGradientTile<L, kRows, N>(g, transposed, input, row);
  for (; row + 2 <= rows; row += 2) InputGradientTile<L, 2, N>(g, transposed, input, row);
  for (; row < rows; ++row) InputGradientTile<L, 1, N>(g, transposed, input, row);
}

template <std::size_t L>
HWY_INLINE void InputGradientLanes(const PackedShape& inputs, const InputGradient& g, const float* transposed,
                                   std::size_t rows) {
  const std::size_t vectors = inputs.padded_units() / kWidth<L>;
  const std::size_t size = g.blocks * g.count * kWidth<L>;
  std::size_t v = 0;
  for (; v + 3 <= vectors && vectors - v != 4; v += 3)
    InputGradientPanel<L, 3>(g, transposed + v * size, v * kWidth<L>, rows);
  for (; v + 2 <= vectors; v += 2) InputGradientPanel<L, 2>(g, transposed + v * size, v * kWidth<L>, rows);
  for (; v < vectors; ++v) InputGradientPanel<L, 1>(g, transposed + v * size, v * kWidth<L>, rows);
}

void InputGradientAll(const PackedShape& shape, const float* transposed, const BlockedView<float>& d, float* out,
                      std::size_t out_stride, std::size_t rows) noexcept {
  const InputGradient g{.d = d.data + d.first * shape.lanes(),
                        .d_row = d.width * shape.lanes(),
                        .d_block = d.block_stride,
                        .blocks = shape.blocks(),
                        .count = shape.row_size(),
                        .out = out,
                        .out_stride = out_stride};
  const PackedShape inputs = AsUnits(shape);
  if (inputs.lanes() == 16)
    InputGradientLanes<16>(inputs, g, transposed, rows);
  else
    InputGradientLanes<8>(inputs, g, transposed, rows);
}

/// What a product's weight gradient reads and how far apart things lie: all gates of one vector of units, or several
/// vectors of a product with one gate.
struct WeightGradient {
  const float* d;        ///< of the first row
  std::size_t d_row;     ///< between rows
  std::size_t d_vector;  ///< between the vectors of a tile
  const float* x;
  std::size_t x_stride;
  std::size_t rows;
  std::size_t w_row;     ///< between the weights of one input and the next
  std::size_t w_vector;  ///< between the vectors of a tile
};

/// N vectors of K inputs from input k on; `dw` is the row of weights of the first.
template <std::size_t L, int N, int K>
HWY_INLINE void WeightGradientTile(const WeightGradient& g, std::size_t k, float* dw) {
  static_assert(kFits<K, N>);
  const Tag<L> d;
  const auto weights = [&g, dw](int i, int j) {
    return dw + static_cast<std::size_t>(i) * g.w_row + static_cast<std::size_t>(j) * g.w_vector;
  };
  Vector<L> acc[K][N];
  TIDEGATE_UNROLL for (int i = 0; i < K; ++i) TIDEGATE_UNROLL for (int j = 0; j < N; ++j) acc[i][j] =
      hn::LoadU(d, weights(i, j));
  const float* from = g.d;
  const float* x = g.x + k;
  for (std::size_t row = 0; row < g.rows; ++row, from += g.d_row, x += g.x_stride) {
    Vector<L> gradients[N];
    TIDEGATE_UNROLL for (int j = 0; j < N; ++j) gradients[j] =
        hn::LoadU(d, from + static_cast<std::size_t>(j) * g.d_vector);
    TIDEGATE_UNROLL for (int i = 0; i < K; ++i) {
      const Vector<L> value = hn::Set(d, x[i]);
      TIDEGATE_UNROLL for (int j = 0; j < N; ++j) acc[i][j] = hn::MulAdd(gradients[j], value, acc[i][j]);
    }
  }
  TIDEGATE_UNROLL for (int i = 0; i < K; ++i) TIDEGATE_UNROLL for (int j = 0; j < N; ++j)
      hn::StoreU(acc[i][j], d, weights(i, j));
}

/// The bias is the weight of an input that is always 1.
template <std::size_t L, int N>
HWY_INLINE void BiasGradient(const WeightGradient& g, float* dw) {
  const Tag<L> d;
  Vector<L> acc[N];
  TIDEGATE_UNROLL for (int j = 0; j < N; ++j) acc[j] = hn::LoadU(d, dw + static_cast<std::size_t>(j) * g.w_vector);
  const float* from = g.d;
  for (std::size_t row = 0; row < g.rows; ++row, from += g.d_row)
    TIDEGATE_UNROLL for (int j = 0; j < N; ++j) acc[j] =
        hn::Add(acc[j], hn::LoadU(d, from + static_cast<std::size_t>(j) * g.d_vector));
  TIDEGATE_UNROLL for (int j = 0; j < N; ++j) hn::StoreU(acc[j], d, dw + static_cast<std::size_t>(j) * g.w_vector);
}

/// All inputs of N vectors; `dw` is their bias row.
template <std::size_t L, int N>
HWY_INLINE void WeightGradientPanel(const WeightGradient& g, std::size_t inputs, float* dw) {
  constexpr std::size_t kInputs = kManyRegisters ? (N == 4   ? 6
                                                    : N == 3 ? 8
                                                             : 16 / N)
                                                 : (N == 4   ? (kFits<3, 4> ? 3 : 2)
                                                    : N == 3 ? (kFits<4, 3> ? 4 : 2)
                                                             : 8 / N);
  BiasGradient<L, N>(g, dw);
  dw += g.w_row;
  std::size_t k = 0;
  // One left over makes a smaller last tile, not a tile of one.
  for (; k + kInputs <= inputs && inputs - k != kInputs + 1; k += kInputs)
    WeightGradientTile<L, N, kInputs>(g, k, dw + k * g.w_row);
  if constexpr (kInputs > 4)
    for (; k + 4 <= inputs; k += 4) WeightGradientTile<L, N, 4>(g, k, dw + k * g.w_row);
  for (; k + 2 <= inputs; k += 2) WeightGradientTile<L, N, 2>(g, k, dw + k * g.w_row);
  for (; k < inputs; ++k) WeightGradientTile<L, N, 1>(g, k, dw + k * g.w_row);
}

/// What `WeightGradientAll` was asked for.
struct WeightGradientTask {
  const PackedShape& shape;
  const BlockedView<float>& d;
  const float* x;
  std::size_t x_stride;
  float* dw;
  std::size_t rows;

  /// From vector `first` of units on.
  template <std::size_t L, int N>
  HWY_INLINE void Panel(std::size_t first, std::size_t d_vector, std::size_t w_vector) const {
    const std::size_t block = first / kParts<L>, lane = first % kParts<L> * kWidth<L>;
    const WeightGradient g{.d = d.data + block * d.block_stride + d.first * L + lane,
                           .d_row = d.width * L,
                           .d_vector = d_vector,
                           .x = x,
                           .x_stride = x_stride,
                           .rows = rows,
                           .w_row = shape.row_size(),
                           .w_vector = w_vector};
    WeightGradientPanel<L, N>(g, shape.inputs, dw + block * shape.block_size() + lane);
  }

  template <std::size_t L, int G>
  HWY_INLINE void Gates() const {
    for (std::size_t v = 0; v < shape.blocks() * kParts<L>; ++v) Panel<L, G>(v, L, L);
  }

  template <std::size_t L>
  HWY_INLINE void OneGate() const {
    const std::size_t vectors = shape.blocks() * kParts<L>;
    const std::size_t d_gap = Abreast<L>(d.block_stride), w_gap = Abreast<L>(shape.block_size());
    std::size_t v = 0;
    for (; v + kAbreast<L> <= vectors; v += kAbreast<L>) Panel<L, kAbreast<L>>(v, d_gap, w_gap);
    if constexpr (kParts<L> == 1) {
      for (; v + 2 <= vectors; v += 2) Panel<L, 2>(v, d_gap, w_gap);
      for (; v < vectors; ++v) Panel<L, 1>(v, d_gap, w_gap);
    }
  }
};

template <std::size_t L>
HWY_INLINE void WeightGradientLanes(const WeightGradientTask& task) {
  if (task.shape.gates == 1) task.OneGate<L>();
  if (task.shape.gates == 3) task.Gates<L, 3>();
  if (task.shape.gates == 4) task.Gates<L, 4>();
}

void WeightGradientAll(const PackedShape& shape, const BlockedView<float>& d, const float* x, std::size_t x_stride,
                       float* dw, std::size_t rows) noexcept {
  const WeightGradientTask task{shape, d, x, x_stride, dw, rows};
  if (shape.lanes() == 16)
    WeightGradientLanes<16>(task);
  else
    WeightGradientLanes<8>(task);
}

}  // namespace HWY_NAMESPACE
}  // namespace tidegate
HWY_AFTER_NAMESPACE();
#endif
