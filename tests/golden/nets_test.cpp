// Nets that are more than a stack with a head, held against what PyTorch computed (tools/make_golden_nets.py).
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "choices.h"
#include "golden/golden_support.h"
#include "model/training/loss.h"

namespace tidegate {
namespace {

using namespace testing_support;

template <class Real>
struct NetRun {
  Json known;
  Network<Real> net;
  std::vector<Real> parameters;
  NetTape<Real> tape;
  double loss = 0;
  std::vector<Real> gradients;

  explicit NetRun(const std::string& name) : known(read_golden("net_" + name)), net(build(known)) {
    parameters = import_golden(net, known["weights"]);
    tape.resize(net, known["steps"], known["rows"]);
    load(numbers<Real>(known["x"]), net.shape().inputs, tape.x);
    load(numbers<Real>(known["targets"]), net.shape().targets(), tape.target);
    compute();
  }

  static Network<Real> build(const Json& known) {
    NetShape shape{.cell = choice<CellKind>(known["cell"].get<std::string>()),
                   .inputs = known["inputs"],
                   .hidden = known["hidden"].get<std::vector<std::size_t>>(),
                   .predicts = known["predicts"].get<std::vector<std::size_t>>()};
    shape.kind = choice<NetKind>(known["kind"].get<std::string>());
    shape.horizon = known["horizon"];
    shape.bidirectional = known.value("bidirectional", false);
    shape.gaussian = known["loss"] == "likelihood";
    shape.window = shape.kind == NetKind::kAutoencoder ? known["steps"].get<std::size_t>() : 0;
    return Network<Real>::build(shape);
  }

  /// PyTorch's (B, T, width) into the tape's (T, B, width).
  void load(const std::vector<Real>& values, std::size_t width, AlignedVector<Real>& into) const {
    for (std::size_t t = 0; t < tape.steps; ++t)
      for (std::size_t row = 0; row < tape.rows; ++row)
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>((row * tape.steps + t) * width), width,
                    into.begin() + static_cast<std::ptrdiff_t>((t * tape.rows + row) * width));
  }

  void compute() {
    Loss<Real> chosen = loss_of<Real>(choice<LossKind>(known["loss"].get<std::string>()));
    chosen.positive_weight = 3;
    const auto targets = static_cast<double>(present_targets(tape));
    tape.reset_state();
    forward_chunk(net, parameters.data(), reference_kernels<Real>(), tape);
    loss = loss_gradient(net, chosen, tape, static_cast<Real>(1 / targets)) / targets;
    gradients.assign(parameters.size(), Real{0});
    TransposedWeights<Real> transposed;
    transposed.assign(net, parameters.data(), reference_kernels<Real>());
    backward_chunk(net, transposed, reference_kernels<Real>(), tape, gradients.data());
  }

  void expect_outputs(double tolerance) const {
    const auto expected = numbers<double>(known["outputs"]);
    std::size_t at = 0;
    for (std::size_t row = 0; row < tape.rows; ++row)
      for (std::size_t t = 0; t < tape.steps; ++t)
        for (std::size_t o = 0; o < net.shape().outputs(); ++o, ++at)
          ASSERT_NEAR(tape.y[(t * tape.rows + row) * net.output_stride() + o], expected[at], tolerance)
              << "row " << row << ", step " << t << ", output " << o;
    ASSERT_EQ(at, expected.size());
  }
};

class GoldenNet : public testing::TestWithParam<const char*> {};

TEST_P(GoldenNet, GivesPyTorchsOutputsInBothPrecisions) {
  NetRun<double>(GetParam()).expect_outputs(1e-12);
  NetRun<float>(GetParam()).expect_outputs(1e-5);
}

TEST_P(GoldenNet, GivesPyTorchsLossAndGradients) {
  const NetRun<double> run(GetParam());
  EXPECT_NEAR(run.loss, run.known["value"].get<double>(), 1e-12);
  expect_same_gradients(run.net, run.gradients, run.known["gradients"], 1e-10);
}

INSTANTIATE_TEST_SUITE_P(Nets, GoldenNet,
                         testing::Values("autoencoder_rnn", "autoencoder_rnn-relu", "autoencoder_lstm",
                                         "autoencoder_gru", "two_way_lstm", "two_way_gru", "three_rows_ahead", "huber",
                                         "gaussian", "classifier"),
                         [](const auto& net) { return test_name(net.param); });

}  // namespace
}  // namespace tidegate
