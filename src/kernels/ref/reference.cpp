// The specification of every kernel: read this, not a fast twin. Sums run in double, inputs in order.
#include <algorithm>
#include <cmath>

#include "kernels/kernels.h"

namespace tidegate {
namespace {

constexpr std::size_t kMaxLanes = 16;
constexpr std::size_t kMaxGates = 4;

double sigmoid(double x) noexcept { return 1.0 / (1.0 + std::exp(-x)); }

/// acc[gate][lane] = bias + Σ_k w[k] x[k] for one block of units and one row.
template <class Real>
void block_product(const PackedShape& shape, const Real* block, const Real* x, double* acc) noexcept {
  const std::size_t width = shape.row_size();
  for (std::size_t i = 0; i < width; ++i) acc[i] = static_cast<double>(block[i]);
  for (std::size_t k = 0; k < shape.inputs; ++k) {
    const Real* w = block + (1 + k) * width;
    const double xk = static_cast<double>(x[k]);
    for (std::size_t i = 0; i < width; ++i) acc[i] += static_cast<double>(w[i]) * xk;
  }
}

template <class Real>
void gru_row(const CellForward<Real>& p, std::size_t block, std::size_t row) noexcept {
  const std::size_t lanes = p.recurrent.lanes();
  const std::size_t stride = p.recurrent.padded_units();
  double from_input[3 * kMaxLanes];      // n, r, z
  double from_recurrent[3 * kMaxLanes];  // r, z, n
  block_product(p.input, p.wi + block * p.input.block_size(), p.x + row * p.x_stride, from_input);
  block_product(p.recurrent, p.wh + block * p.recurrent.block_size(), p.h + row * stride, from_recurrent);
  const Real* h = p.h + row * stride + block * lanes;
  Real* next = p.next + row * stride + block * lanes;
  Real* saved = p.saved == nullptr ? nullptr : p.saved + (block * p.rows + row) * 4 * lanes;
  for (std::size_t u = 0; u < lanes; ++u) {
    const double r = sigmoid(from_input[lanes + u] + from_recurrent[u]);
    const double z = sigmoid(from_input[2 * lanes + u] + from_recurrent[lanes + u]);
    const double nh = from_recurrent[2 * lanes + u];
    const double n = std::tanh(from_input[u] + r * nh);
    next[u] = static_cast<Real>(n + z * (static_cast<double>(h[u]) - n));
    if (saved == nullptr) continue;
    saved[u] = static_cast<Real>(n);
    saved[lanes + u] = static_cast<Real>(r);
    saved[2 * lanes + u] = static_cast<Real>(z);
    saved[3 * lanes + u] = static_cast<Real>(nh);
  }
}

template <class Real>
void gru_forward(const CellForward<Real>& p) noexcept {
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t row = 0; row < p.rows; ++row) gru_row(p, block, row);
}

template <class Real>
void gru_backward(const CellBackward<Real>& p) noexcept {
  const std::size_t lanes = p.recurrent.lanes();
  const std::size_t stride = p.recurrent.padded_units();
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t row = 0; row < p.rows; ++row) {
      const Real* saved = p.saved + (block * p.rows + row) * 4 * lanes;
      const Real* h = p.h + row * stride + block * lanes;
      Real* dh = p.dh + row * stride + block * lanes;
      Real* d = p.dgates + block * p.block_stride + (p.row_offset + row) * 4 * lanes;
      const Real* dout = p.dout + row * stride + block * lanes;
      for (std::size_t u = 0; u < lanes; ++u) {
        dh[u] += dout[u];
        const Real n = saved[u], r = saved[lanes + u], z = saved[2 * lanes + u], nh = saved[3 * lanes + u];
        const Real dn = dh[u] * (1 - z) * (1 - n * n);
        d[u] = dn;
        d[lanes + u] = dn * nh * r * (1 - r);
        d[2 * lanes + u] = dh[u] * (h[u] - n) * z * (1 - z);
        d[3 * lanes + u] = dn * r;
        dh[u] *= z;
      }
    }
}

template <class Real>
void lstm_row(const CellForward<Real>& p, std::size_t block, std::size_t row) noexcept {
  const std::size_t lanes = p.recurrent.lanes();
  const std::size_t stride = p.recurrent.padded_units();
  double from_input[4 * kMaxLanes], from_recurrent[4 * kMaxLanes];  // i, f, g, o
  block_product(p.input, p.wi + block * p.input.block_size(), p.x + row * p.x_stride, from_input);
  block_product(p.recurrent, p.wh + block * p.recurrent.block_size(), p.h + row * stride, from_recurrent);
  const std::size_t at = row * stride + block * lanes;
  Real* saved = p.saved == nullptr ? nullptr : p.saved + (block * p.rows + row) * 5 * lanes;
  for (std::size_t u = 0; u < lanes; ++u) {
    const double i = sigmoid(from_input[u] + from_recurrent[u]);
    const double f = sigmoid(from_input[lanes + u] + from_recurrent[lanes + u]);
    const double g = std::tanh(from_input[2 * lanes + u] + from_recurrent[2 * lanes + u]);
    const double o = sigmoid(from_input[3 * lanes + u] + from_recurrent[3 * lanes + u]);
    p.next_memory[at + u] = static_cast<Real>(f * static_cast<double>(p.memory[at + u]) + i * g);
    const double squashed = std::tanh(static_cast<double>(p.next_memory[at + u]));
    p.next[at + u] = static_cast<Real>(o * squashed);
    if (saved == nullptr) continue;
    saved[u] = static_cast<Real>(i);
    saved[lanes + u] = static_cast<Real>(f);
    saved[2 * lanes + u] = static_cast<Real>(g);
    saved[3 * lanes + u] = static_cast<Real>(o);
    saved[4 * lanes + u] = static_cast<Real>(squashed);
  }
}

template <class Real>
void lstm_forward(const CellForward<Real>& p) noexcept {
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t row = 0; row < p.rows; ++row) lstm_row(p, block, row);
}

template <class Real>
void lstm_backward(const CellBackward<Real>& p) noexcept {
  const std::size_t lanes = p.recurrent.lanes();
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t row = 0; row < p.rows; ++row) {
      const Real* saved = p.saved + (block * p.rows + row) * 5 * lanes;
      const std::size_t at = row * p.recurrent.padded_units() + block * lanes;
      Real* d = p.dgates + block * p.block_stride + (p.row_offset + row) * 4 * lanes;
      for (std::size_t u = 0; u < lanes; ++u) {
        const Real i = saved[u], f = saved[lanes + u], g = saved[2 * lanes + u], o = saved[3 * lanes + u];
        const Real squashed = saved[4 * lanes + u];
        const Real dh = p.dh[at + u] + p.dout[at + u];
        const Real dc = p.dmemory[at + u] + dh * o * (1 - squashed * squashed);
        d[u] = dc * g * i * (1 - i);
        d[lanes + u] = dc * p.memory[at + u] * f * (1 - f);
        d[2 * lanes + u] = dc * i * (1 - g * g);
        d[3 * lanes + u] = dh * squashed * o * (1 - o);
        p.dmemory[at + u] = dc * f;
        p.dh[at + u] = 0;  // h reaches h' through gates only
      }
    }
}

double tanh_of(double x) noexcept { return std::tanh(x); }
double relu_of(double x) noexcept { return x > 0 ? x : 0; }

template <class Real>
Real tanh_slope(Real y) noexcept {
  return 1 - y * y;
}
template <class Real>
Real relu_slope(Real y) noexcept {
  return y > 0 ? Real{1} : Real{0};
}

template <class Real, double (*activation)(double) noexcept>
void rnn_forward(const CellForward<Real>& p) noexcept {
  const std::size_t lanes = p.recurrent.lanes();
  const std::size_t stride = p.recurrent.padded_units();
  double from_input[kMaxLanes], from_recurrent[kMaxLanes];
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t row = 0; row < p.rows; ++row) {
      block_product(p.input, p.wi + block * p.input.block_size(), p.x + row * p.x_stride, from_input);
      block_product(p.recurrent, p.wh + block * p.recurrent.block_size(), p.h + row * stride, from_recurrent);
      for (std::size_t u = 0; u < lanes; ++u) {
        const Real next = static_cast<Real>(activation(from_input[u] + from_recurrent[u]));
        p.next[row * stride + block * lanes + u] = next;
        if (p.saved != nullptr) p.saved[(block * p.rows + row) * lanes + u] = next;
      }
    }
}

template <class Real, Real (*slope)(Real) noexcept>
void rnn_backward(const CellBackward<Real>& p) noexcept {
  const std::size_t lanes = p.recurrent.lanes();
  for (std::size_t block = 0; block < p.recurrent.blocks(); ++block)
    for (std::size_t row = 0; row < p.rows; ++row) {
      const Real* next = p.saved + (block * p.rows + row) * lanes;
      const std::size_t at = row * p.recurrent.padded_units() + block * lanes;
      Real* d = p.dgates + block * p.block_stride + (p.row_offset + row) * lanes;
      for (std::size_t u = 0; u < lanes; ++u) {
        d[u] = (p.dh[at + u] + p.dout[at + u]) * slope(next[u]);
        p.dh[at + u] = 0;
      }
    }
}

template <class Real>
void dense_forward(const PackedShape& shape, const Real* w, const Real* x, std::size_t x_stride, Real* y,
                   std::size_t rows) noexcept {
  double acc[kMaxGates * kMaxLanes];
  for (std::size_t block = 0; block < shape.blocks(); ++block)
    for (std::size_t row = 0; row < rows; ++row) {
      block_product(shape, w + block * shape.block_size(), x + row * x_stride, acc);
      Real* out = y + row * shape.padded_units() + block * shape.lanes();
      // block_product has written every lane. NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign)
      for (std::size_t u = 0; u < shape.lanes(); ++u) out[u] = static_cast<Real>(acc[u]);
    }
}

template <class Real>
const Real* blocked_row(const PackedShape& shape, const BlockedView<Real>& d, std::size_t block,
                        std::size_t row) noexcept {
  return d.data + block * d.block_stride + (row * d.width + d.first) * shape.lanes();
}

std::size_t transposed_size(const PackedShape& shape) noexcept {
  return shape.inputs * shape.blocks() * shape.row_size();
}

/// transposed[input][block][gates · lanes]
template <class Real>
void transpose(const PackedShape& shape, const Real* w, Real* transposed) noexcept {
  for (std::size_t k = 0; k < shape.inputs; ++k)
    for (std::size_t block = 0; block < shape.blocks(); ++block, transposed += shape.row_size())
      std::copy_n(w + block * shape.block_size() + (1 + k) * shape.row_size(), shape.row_size(), transposed);
}

template <class Real>
void input_gradient(const PackedShape& shape, const Real* transposed, const BlockedView<Real>& d, Real* out,
                    std::size_t out_stride, std::size_t rows) noexcept {
  for (std::size_t row = 0; row < rows; ++row) {
    const Real* weights = transposed;
    for (std::size_t k = 0; k < shape.inputs; ++k) {
      double sum = static_cast<double>(out[row * out_stride + k]);
      for (std::size_t block = 0; block < shape.blocks(); ++block, weights += shape.row_size()) {
        const Real* gradients = blocked_row(shape, d, block, row);
        for (std::size_t i = 0; i < shape.row_size(); ++i)
          sum += static_cast<double>(weights[i]) * static_cast<double>(gradients[i]);
      }
      out[row * out_stride + k] = static_cast<Real>(sum);
    }
  }
}

template <class Real>
void weight_gradient(const PackedShape& shape, const BlockedView<Real>& d, const Real* x, std::size_t x_stride,
                     Real* dw, std::size_t rows) noexcept {
  const std::size_t width = shape.row_size();
  for (std::size_t block = 0; block < shape.blocks(); ++block)
    for (std::size_t k = 0; k <= shape.inputs; ++k) {  // k = 0 is the bias: its input is 1
      double acc[kMaxGates * kMaxLanes];
      Real* out = dw + block * shape.block_size() + k * width;
      for (std::size_t i = 0; i < width; ++i) acc[i] = static_cast<double>(out[i]);
      for (std::size_t row = 0; row < rows; ++row) {
        const Real* gradients = blocked_row(shape, d, block, row);
        const double xk = k == 0 ? 1.0 : static_cast<double>(x[row * x_stride + k - 1]);
        for (std::size_t i = 0; i < width; ++i) acc[i] += static_cast<double>(gradients[i]) * xk;
      }
      for (std::size_t i = 0; i < width; ++i) out[i] = static_cast<Real>(acc[i]);
    }
}

template <class Real>
void adam(const AdamStep<Real>& s, Real* parameters, const Real* gradients, Real* first, Real* second,
          std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) {
    const Real g = gradients[i] * s.gradient_scale;
    first[i] += (1 - s.beta1) * (g - first[i]);
    second[i] += (1 - s.beta2) * (g * g - second[i]);
    const Real denominator = std::sqrt(second[i] / s.correction2) + s.epsilon;
    parameters[i] -= s.learning_rate * (first[i] / s.correction1) / denominator;
  }
}

template <class Real>
double sum_of_squares(const Real* values, std::size_t count) noexcept {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
  return sum;
}

}  // namespace

template <class Real>
const Kernels<Real>& reference_kernels() noexcept {
  static constexpr Kernels<Real> table = {
      .name = "reference",
      .gru_forward = gru_forward<Real>,
      .gru_backward = gru_backward<Real>,
      .lstm_forward = lstm_forward<Real>,
      .lstm_backward = lstm_backward<Real>,
      .rnn_tanh_forward = rnn_forward<Real, tanh_of>,
      .rnn_tanh_backward = rnn_backward<Real, tanh_slope<Real>>,
      .rnn_relu_forward = rnn_forward<Real, relu_of>,
      .rnn_relu_backward = rnn_backward<Real, relu_slope<Real>>,
      .dense_forward = dense_forward<Real>,
      .transposed_size = transposed_size,
      .transpose = transpose<Real>,
      .input_gradient = input_gradient<Real>,
      .weight_gradient = weight_gradient<Real>,
      .adam = adam<Real>,
      .sum_of_squares = sum_of_squares<Real>,
  };
  return table;
}

template const Kernels<float>& reference_kernels<float>() noexcept;
template const Kernels<double>& reference_kernels<double>() noexcept;

}  // namespace tidegate
