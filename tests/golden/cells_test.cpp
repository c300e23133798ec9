// The forecaster held against what PyTorch computed (tools/make_golden.py): outputs, loss and gradients.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "choices.h"
#include "golden/golden_support.h"
#include "model/training/loss.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// A golden case's net with PyTorch's weights, and one run of it over the case's `sequence` or `batch`.
template <class Real>
struct GoldenRun {
  Json known;  ///< shape (B, T, I), inputs, targets, outputs, loss, gradients
  Network<Real> net;
  std::vector<Real> parameters;
  NetTape<Real> tape;
  double loss = 0;
  std::vector<Real> gradients;

  GoldenRun(const Json& golden, const std::string& run) : known(golden[run]), net(build(golden)) {
    parameters = import_golden(net, golden["weights"]);
    const auto shape = known["shape"].get<std::vector<std::size_t>>();
    tape.resize(net, shape[1], shape[0]);
    load(numbers<Real>(known["inputs"]), tape.x);
    load(numbers<Real>(known["targets"]), tape.target);
    compute();
  }

  static Network<Real> build(const Json& golden) {
    const std::size_t layers = golden["layers"], hidden = golden["hidden"], inputs = golden["inputs"];
    NetShape shape{
        choice<CellKind>(golden["cell"].get<std::string>()), inputs, std::vector<std::size_t>(layers, hidden), {}};
    for (std::size_t i = 0; i < inputs; ++i) shape.predicts.push_back(i);
    return Network<Real>::build(shape);
  }

  /// PyTorch's (B, T, I) into the tape's (T, B, I).
  void load(const std::vector<Real>& values, AlignedVector<Real>& into) const {
    const std::size_t inputs = net.shape().inputs;
    for (std::size_t t = 0; t < tape.steps; ++t)
      for (std::size_t row = 0; row < tape.rows; ++row)
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>((row * tape.steps + t) * inputs), inputs,
                    into.begin() + static_cast<std::ptrdiff_t>((t * tape.rows + row) * inputs));
  }

  void compute() {
    const Kernels<Real>& kernels = reference_kernels<Real>();
    const auto targets = static_cast<double>(present_targets(tape));
    tape.reset_state();
    forward_chunk(net, parameters.data(), kernels, tape);
    loss = loss_gradient(net, loss_of<Real>(LossKind::kMse), tape, static_cast<Real>(1 / targets)) / targets;
    gradients.assign(parameters.size(), Real{0});
    TransposedWeights<Real> transposed;
    transposed.assign(net, parameters.data(), kernels);
    backward_chunk(net, transposed, kernels, tape, gradients.data());
  }

  Real output(std::size_t row, std::size_t t, std::size_t channel) const {
    return tape.y[(t * tape.rows + row) * net.output_stride() + channel];
  }
};

/// Every output of every row at every step; relative to the largest output, so that those near zero mean something.
template <class Real>
void expect_outputs(const GoldenRun<Real>& run, double tolerance) {
  const auto expected = numbers<double>(run.known["outputs"]);
  double largest = 0;
  for (const double value : expected) largest = std::max(largest, std::abs(value));
  std::size_t at = 0;
  for (std::size_t row = 0; row < run.tape.rows; ++row)
    for (std::size_t t = 0; t < run.tape.steps; ++t)
      for (std::size_t channel = 0; channel < run.net.shape().outputs(); ++channel, ++at)
        ASSERT_NEAR(run.output(row, t, channel), expected[at], tolerance * largest)
            << "row " << row << ", step " << t << ", channel " << channel;
  ASSERT_EQ(at, expected.size());
}

class CellGolden : public testing::TestWithParam<std::string> {
 protected:
  template <class Real>
  void expect_gradients(const char* run, double tolerance) const {
    const GoldenRun<Real> ours(golden_, run);
    expect_same_gradients(ours.net, ours.gradients, ours.known["gradients"], tolerance);
  }

  const Json golden_ = read_golden(GetParam());
};

TEST_P(CellGolden, OutputsInDoubleAreThoseOfPyTorch) {
  for (const char* run : {"sequence", "batch"}) expect_outputs(GoldenRun<double>(golden_, run), 1e-12);
}

TEST_P(CellGolden, OutputsInFloatAreThoseOfPyTorchToFiveDigits) {
  for (const char* run : {"sequence", "batch"}) expect_outputs(GoldenRun<float>(golden_, run), 1e-5);
}

TEST_P(CellGolden, TheLossIsThatOfPyTorch) {
  for (const char* run : {"sequence", "batch"}) {
    const double expected = golden_[run]["loss"];
    EXPECT_NEAR(GoldenRun<double>(golden_, run).loss, expected, 1e-12 * expected);
    EXPECT_NEAR(GoldenRun<float>(golden_, run).loss, expected, 1e-5 * expected);
  }
}

TEST_P(CellGolden, GradientsOfEveryParameterInDoubleAreThoseOfPyTorch) {
  for (const char* run : {"sequence", "batch"}) expect_gradients<double>(run, 1e-10);
}

TEST_P(CellGolden, GradientsOfEveryParameterInFloatAreThoseOfPyTorchToFiveDigits) {
  for (const char* run : {"sequence", "batch"}) expect_gradients<float>(run, 1e-5);
}

/// Not for the plain cell, which has one gate.
TEST_P(CellGolden, GatesInAnotherOrderWouldBeNoticed) {
  Json swapped = golden_;
  const std::size_t gates = cell_of<double>(choice<CellKind>(golden_["cell"].get<std::string>())).gates;
  if (gates == 1) return;
  auto bias = numbers<double>(swapped["weights"]["rnn.bias_hh_l0"]);
  std::rotate(bias.begin(), bias.begin() + static_cast<std::ptrdiff_t>(bias.size() / gates), bias.end());
  swapped["weights"]["rnn.bias_hh_l0"] = bias;
  const GoldenRun<double> run(swapped, "sequence");
  const double expected = golden_["sequence"]["loss"];
  EXPECT_GT(std::abs(run.loss - expected), 1e-4 * expected);
}

std::vector<std::string> golden_cases() {
  std::vector<std::string> names;
  for (const std::string cell : {"gru", "lstm", "rnn", "rnn-relu"})
    for (const std::string shape : {"1x4_i2", "2x8_i3", "1x20_i1"}) names.push_back(cell + "_" + shape);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Shapes, CellGolden, testing::ValuesIn(golden_cases()),
                         [](const auto& one) { return test_name(one.param); });

}  // namespace
}  // namespace tidegate
