#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"
#include "kernels/kernels.h"

namespace tidegate {
namespace {

const Kernels<double>& kernels() { return reference_kernels<double>(); }

std::vector<double> random_doubles(Random& random, std::size_t count) {
  std::vector<double> values(count);
  for (double& value : values) value = random.normal();
  return values;
}

TEST(ReferenceKernels, DenseForwardIsTheMatrixProductWithBias) {
  Random random(1);
  const PackedShape shape{3, 5, 1};
  std::vector<double> w(shape.size(), 0.0), x = random_doubles(random, 2 * 3), y(2 * shape.padded_units());
  for (std::size_t u = 0; u < shape.units; ++u) {
    w[shape.bias_index(u, 0)] = random.normal();
    for (std::size_t k = 0; k < 3; ++k) w[shape.weight_index(u, 0, k)] = random.normal();
  }
  kernels().dense_forward(shape, w.data(), x.data(), 3, y.data(), 2);
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t u = 0; u < shape.units; ++u) {
      double want = w[shape.bias_index(u, 0)];
      for (std::size_t k = 0; k < 3; ++k) want += w[shape.weight_index(u, 0, k)] * x[r * 3 + k];
      EXPECT_NEAR(y[r * shape.padded_units() + u], want, 1e-14);
    }
}

TEST(ReferenceKernels, PaddedUnitsStayZero) {
  const PackedShape shape{2, 3, 1};
  std::vector<double> w(shape.size(), 0.0), x = {1, 2}, y(shape.padded_units(), 7.0);
  kernels().dense_forward(shape, w.data(), x.data(), 2, y.data(), 1);
  for (const double value : y) EXPECT_EQ(value, 0);
}

/// ⟨Wx, d⟩ = ⟨x, Wᵀd⟩ and = ⟨W, d xᵀ⟩: the two gradients are the adjoints of the forward product.
TEST(ReferenceKernels, GradientsAreTheAdjointsOfTheProduct) {
  Random random(2);
  const PackedShape shape{7, 11, 1};
  const std::size_t rows = 4;
  std::vector<double> w = random_doubles(random, shape.size()), x = random_doubles(random, rows * 7);
  for (std::size_t u = 0; u < shape.units; ++u) w[shape.bias_index(u, 0)] = 0;
  std::vector<double> y(rows * shape.padded_units()), d(shape.blocks() * rows * shape.lanes());
  for (std::size_t u = 0; u < shape.units; ++u)
    for (std::size_t r = 0; r < rows; ++r)
      d[(u / shape.lanes() * rows + r) * shape.lanes() + u % shape.lanes()] = random.normal();
  const BlockedView<double> view{d.data(), rows * shape.lanes(), 1, 0};
  kernels().dense_forward(shape, w.data(), x.data(), 7, y.data(), rows);
  std::vector<double> dx(rows * 7, 0.0), dw(shape.size(), 0.0);
  std::vector<double> transposed(kernels().transposed_size(shape));
  kernels().transpose(shape, w.data(), transposed.data());
  kernels().input_gradient(shape, transposed.data(), view, dx.data(), 7, rows);
  kernels().weight_gradient(shape, view, x.data(), 7, dw.data(), rows);

  double forward = 0, by_input = 0, by_weight = 0;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t u = 0; u < shape.units; ++u)
      forward +=
          y[r * shape.padded_units() + u] * d[(u / shape.lanes() * rows + r) * shape.lanes() + u % shape.lanes()];
  for (std::size_t i = 0; i < dx.size(); ++i) by_input += dx[i] * x[i];
  for (std::size_t i = 0; i < dw.size(); ++i) by_weight += dw[i] * w[i];
  EXPECT_NEAR(forward, by_input, 1e-12);
  EXPECT_NEAR(forward, by_weight, 1e-12);
}

TEST(ReferenceKernels, TheBiasGradientIsTheSumOverRows) {
  const PackedShape shape{1, 2, 1};
  std::vector<double> d(3 * shape.lanes(), 0.0), x(3, 5.0), dw(shape.size(), 0.0);
  for (std::size_t r = 0; r < 3; ++r) d[r * shape.lanes() + 1] = static_cast<double>(r + 1);
  kernels().weight_gradient(shape, {d.data(), 3 * shape.lanes(), 1, 0}, x.data(), 1, dw.data(), 3);
  EXPECT_EQ(dw[shape.bias_index(1, 0)], 6);
  EXPECT_EQ(dw[shape.weight_index(1, 0, 0)], 30);
  EXPECT_EQ(dw[shape.bias_index(0, 0)], 0);
}

TEST(ReferenceKernels, TheFirstAdamStepMovesByTheLearningRateAgainstTheSign) {
  std::vector<double> p = {1, 1, 1}, g = {0.5, -3, 0}, m(3, 0.0), v(3, 0.0);
  const AdamStep<double> step{0.01, 0.9, 0.999, 1e-12, 0.1, 0.001, 1};
  kernels().adam(step, p.data(), g.data(), m.data(), v.data(), 3);
  EXPECT_NEAR(p[0], 0.99, 1e-10);
  EXPECT_NEAR(p[1], 1.01, 1e-10);
  EXPECT_EQ(p[2], 1);
}

TEST(ReferenceKernels, TheSumOfSquaresIsTakenInDouble) {
  const std::vector<float> values(1000000, 0.1F);
  EXPECT_NEAR(reference_kernels<float>().sum_of_squares(values.data(), values.size()), 10000.0, 1e-2);
}

}  // namespace
}  // namespace tidegate
