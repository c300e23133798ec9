// One path at a time: with all other weights zero, each equation has a closed form.
//   update gate closed (z = 0)        the state becomes the candidate
//   update gate open (z = 1)          the state stays
//   reset gate closed (r = 0)         the recurrent product does not reach the candidate
//   reset gate open (r = 1)           it does, whole
//   input weights of n, r, z          each moves its own gate only
#include "model/cells/gru.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"

namespace tidegate {
namespace {

constexpr std::size_t kInputs = 2, kHidden = 3;

/// A GRU with all weights zero and gates by name.
struct Fixture {
  CellShape shape = gru_cell<double>().shape(kInputs, kHidden);
  std::vector<double> wi = std::vector<double>(shape.input.size());
  std::vector<double> wh = std::vector<double>(shape.recurrent.size());
  std::vector<double> h = std::vector<double>(shape.recurrent.padded_units());
  std::vector<double> next = h;
  std::vector<double> x = {0.3, -0.8};

  enum Input { kN = 0, kR = 1, kZ = 2 };
  enum Recurrent { kRh = 0, kZh = 1, kNh = 2 };

  double& bias(Input gate, std::size_t unit) { return wi[shape.input.bias_index(unit, gate)]; }
  double& weight(Input gate, std::size_t unit, std::size_t k) { return wi[shape.input.weight_index(unit, gate, k)]; }
  double& recurrent(Recurrent gate, std::size_t unit, std::size_t k) {
    return wh[shape.recurrent.weight_index(unit, gate, k)];
  }
  void fill_bias(Input gate, double value) {
    for (std::size_t u = 0; u < kHidden; ++u) bias(gate, u) = value;
  }
  void randomise(Recurrent gate) {
    Random random(5);
    for (std::size_t u = 0; u < kHidden; ++u)
      for (std::size_t k = 0; k < kHidden; ++k) recurrent(gate, u, k) = random.normal();
  }
  void set_state() { h[0] = 0.4, h[1] = -0.7, h[2] = 0.1; }
  void step() {
    gru_cell<double>().forward(reference_kernels<double>(),
                               {shape, wi.data(), wh.data(), x.data(), kInputs, h.data(), next.data(), nullptr, 1});
  }
  double product(Recurrent gate, std::size_t unit) {
    double sum = 0;
    for (std::size_t k = 0; k < kHidden; ++k) sum += recurrent(gate, unit, k) * h[k];
    return sum;
  }
};

TEST(Gru, WithResetOpenAndUpdateClosedTheStateIsTanhOfTheRecurrentProduct) {
  Fixture g;
  g.fill_bias(Fixture::kR, 40), g.fill_bias(Fixture::kZ, -40);
  g.randomise(Fixture::kNh);
  g.set_state();
  g.step();
  for (std::size_t u = 0; u < kHidden; ++u) EXPECT_NEAR(g.next[u], std::tanh(g.product(Fixture::kNh, u)), 1e-12);
}

TEST(Gru, WithResetClosedTheRecurrentProductDoesNotReachTheCandidate) {
  Fixture g;
  g.fill_bias(Fixture::kR, -40), g.fill_bias(Fixture::kZ, -40);
  g.randomise(Fixture::kNh);
  g.set_state();
  g.bias(Fixture::kN, 1) = 0.6;
  g.step();
  EXPECT_NEAR(g.next[0], 0, 1e-12);
  EXPECT_NEAR(g.next[1], std::tanh(0.6), 1e-12);
}

TEST(Gru, WithUpdateOpenTheStateStays) {
  Fixture g;
  g.fill_bias(Fixture::kZ, 40), g.fill_bias(Fixture::kN, 3);
  g.set_state();
  g.step();
  for (std::size_t u = 0; u < kHidden; ++u) EXPECT_NEAR(g.next[u], g.h[u], 1e-12);
}

TEST(Gru, TheInputMovesTheCandidate) {
  Fixture g;
  g.fill_bias(Fixture::kZ, -40);
  g.weight(Fixture::kN, 2, 1) = 1.5;
  g.step();
  EXPECT_NEAR(g.next[2], std::tanh(1.5 * g.x[1]), 1e-12);
  EXPECT_NEAR(g.next[0], 0, 1e-12);
}

TEST(Gru, InputAndStateAddUpInsideTheUpdateGate) {
  Fixture g;
  g.weight(Fixture::kZ, 0, 0) = 2;
  g.recurrent(Fixture::kZh, 0, 1) = 3;
  g.set_state();
  g.step();
  const double z = 1 / (1 + std::exp(-(2 * g.x[0] + 3 * g.h[1])));
  EXPECT_NEAR(g.next[0], z * g.h[0], 1e-12);
}

TEST(Gru, InputAndStateAddUpInsideTheResetGate) {
  Fixture g;
  g.fill_bias(Fixture::kZ, -40);
  g.weight(Fixture::kR, 0, 0) = 2;
  g.recurrent(Fixture::kRh, 0, 1) = 3;
  g.recurrent(Fixture::kNh, 0, 2) = 4;
  g.set_state();
  g.step();
  const double r = 1 / (1 + std::exp(-(2 * g.x[0] + 3 * g.h[1])));
  EXPECT_NEAR(g.next[0], std::tanh(r * 4 * g.h[2]), 1e-12);
}

TEST(Gru, ARowGivesTheSameBitsAloneAndAmongOthers) {
  const CellShape shape = gru_cell<float>().shape(5, 20);
  Random random(9);
  const auto fill = [&](std::size_t n) {
    std::vector<float> v(n);
    for (float& value : v) value = static_cast<float>(random.normal());
    return v;
  };
  const std::size_t rows = 7, padded = shape.recurrent.padded_units();
  const auto wi = fill(shape.input.size()), wh = fill(shape.recurrent.size()), x = fill(rows * 5),
             h = fill(rows * padded);
  std::vector<float> together(rows * padded), alone(padded);
  const auto& kernels = best_kernels();
  gru_cell<float>().forward(kernels,
                            {shape, wi.data(), wh.data(), x.data(), 5, h.data(), together.data(), nullptr, rows});
  for (std::size_t r = 0; r < rows; ++r) {
    gru_cell<float>().forward(
        kernels, {shape, wi.data(), wh.data(), x.data() + r * 5, 5, h.data() + r * padded, alone.data(), nullptr, 1});
    for (std::size_t u = 0; u < padded; ++u) EXPECT_EQ(alone[u], together[r * padded + u]);
  }
}

}  // namespace
}  // namespace tidegate
