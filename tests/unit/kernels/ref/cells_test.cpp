// The equations of the cells, one path at a time: with all other weights zero, each equation has a closed form.
//   update gate closed (z = 0)        the state becomes the candidate
//   update gate open (z = 1)          the state stays
//   reset gate closed (r = 0)         the recurrent product does not reach the candidate
//   reset gate open (r = 1)           it does, whole
//   input weights of n, r, z          each moves its own gate only
// and for the LSTM its memory kept, written, and read; for the plain cell its activation.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.h"
#include "kernels/kernels.h"

namespace tidegate {
namespace {

constexpr std::size_t kInputs = 2, kHidden = 3;

/// A GRU with all weights zero and gates by name.
struct Fixture {
  PackedShape input{kInputs, kHidden, 3}, recurrent_shape{kHidden, kHidden, 3};
  std::vector<double> wi = std::vector<double>(input.size());
  std::vector<double> wh = std::vector<double>(recurrent_shape.size());
  std::vector<double> h = std::vector<double>(recurrent_shape.padded_units());
  std::vector<double> next = h;
  std::vector<double> x = {0.3, -0.8};

  enum Input { kN = 0, kR = 1, kZ = 2 };
  enum Recurrent { kRh = 0, kZh = 1, kNh = 2 };

  double& bias(Input gate, std::size_t unit) { return wi[input.bias_index(unit, gate)]; }
  double& weight(Input gate, std::size_t unit, std::size_t k) { return wi[input.weight_index(unit, gate, k)]; }
  double& recurrent(Recurrent gate, std::size_t unit, std::size_t k) {
    return wh[recurrent_shape.weight_index(unit, gate, k)];
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
    reference_kernels<double>().gru_forward({input, recurrent_shape, wi.data(), wh.data(), x.data(), kInputs, h.data(),
                                             nullptr, next.data(), nullptr, nullptr, 1});
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

/// An LSTM of one unit that sees nothing: the biases set its gates.
struct LstmUnit {
  PackedShape input{1, 1, 4}, recurrent{1, 1, 4};
  std::vector<double> wi = std::vector<double>(input.size()), wh = std::vector<double>(recurrent.size());
  std::vector<double> h = std::vector<double>(recurrent.padded_units()), memory = h, next = h, next_memory = h;

  /// The output for gate biases i, f, g, o and the memory before.
  double step(double i, double f, double g, double o, double before) {
    const double biases[] = {i, f, g, o};
    for (std::size_t gate = 0; gate < 4; ++gate) wi[input.bias_index(0, gate)] = biases[gate];
    memory[0] = before;
    const double x = 0;
    reference_kernels<double>().lstm_forward({input, recurrent, wi.data(), wh.data(), &x, 1, h.data(), memory.data(),
                                              next.data(), next_memory.data(), nullptr, 1});
    return next[0];
  }
};

TEST(Lstm, WithForgetOpenAndInputClosedTheMemoryStays) {
  LstmUnit unit;
  EXPECT_NEAR(unit.step(-40, 40, 3, 40, 0.6), std::tanh(0.6), 1e-12);
  EXPECT_NEAR(unit.next_memory[0], 0.6, 1e-12);
}

TEST(Lstm, WithForgetClosedAndInputOpenTheCandidateIsWritten) {
  LstmUnit unit;
  unit.step(40, -40, 0.5, 40, 0.6);
  EXPECT_NEAR(unit.next_memory[0], std::tanh(0.5), 1e-12);
}

TEST(Lstm, WithOutputClosedTheMemoryIsNotRead) {
  LstmUnit unit;
  EXPECT_NEAR(unit.step(40, 40, 0.5, -40, 0.6), 0, 1e-12);
  EXPECT_NEAR(unit.next_memory[0], 0.6 + std::tanh(0.5), 1e-12);
}

TEST(Lstm, TheStateReachesEveryGate) {
  LstmUnit unit;
  unit.h[0] = 0.7;
  const double weights[] = {0.3, -0.5, 0.9, 0.2};
  for (std::size_t gate = 0; gate < 4; ++gate) unit.wh[unit.recurrent.weight_index(0, gate, 0)] = weights[gate];
  const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
  const double memory = sigmoid(-0.35) * 0.4 + sigmoid(0.21) * std::tanh(0.63);
  EXPECT_NEAR(unit.step(0, 0, 0, 0, 0.4), sigmoid(0.14) * std::tanh(memory), 1e-12);
}

TEST(PlainCell, AddsBothProductsAndBothBiases) {
  const PackedShape shape{1, 1, 1};
  std::vector<double> wi(shape.size()), wh(shape.size()), h(shape.padded_units()), next(h);
  wi[shape.bias_index(0, 0)] = 0.1, wh[shape.bias_index(0, 0)] = 0.2;
  wi[shape.weight_index(0, 0, 0)] = 0.5, wh[shape.weight_index(0, 0, 0)] = -2;
  h[0] = 0.4;
  for (const double x : {1.0, 3.0}) {
    const double sum = 0.1 + 0.2 + 0.5 * x - 2 * 0.4;
    const CellForward<double> step{shape,    shape,   wi.data(),   wh.data(), &x,      1,
                                   h.data(), nullptr, next.data(), nullptr,   nullptr, 1};
    reference_kernels<double>().rnn_tanh_forward(step);
    EXPECT_NEAR(next[0], std::tanh(sum), 1e-12);
    reference_kernels<double>().rnn_relu_forward(step);
    EXPECT_NEAR(next[0], std::max(sum, 0.0), 1e-12);
  }
}

}  // namespace
}  // namespace tidegate
