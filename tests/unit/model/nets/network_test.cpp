#include "model/nets/network.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"
#include "base/random.h"
#include "choices.h"
#include "model/nets/chunk.h"
#include "model/nets/weights.h"

namespace tidegate {
namespace {

NetShape shape_of(const char* cell = "gru") {
  return {.cell = choice<CellKind>(cell), .inputs = 3, .hidden = {5}, .predicts = {0, 1}};
}

TEST(Network, CountsWeightsWithoutPadding) {
  const auto net = Network<float>::build(shape_of());
  EXPECT_EQ(net.weight_count(), 3U * 5 * (3 + 5 + 2) + 2 * (5 + 1));
  EXPECT_GT(net.parameter_count(), net.weight_count());
}

TEST(Network, AnAutoencodersDecoderReadsTheEncoding) {
  NetShape shape = shape_of();
  shape.kind = NetKind::kAutoencoder;
  shape.window = 7;
  const auto net = Network<float>::build(shape);
  EXPECT_EQ(net.decoder().size(), 1U);
  EXPECT_EQ(net.decoder()[0].shape.input.inputs, 5U);
  EXPECT_EQ(net.weight_count(), 3U * 5 * (3 + 5 + 2) + 3U * 5 * (5 + 5 + 2) + 2 * (5 + 1));
  EXPECT_EQ(net.state_size(), 7U * 3);
  EXPECT_EQ(net.prediction_size(), 7 * net.output_stride());
}

TEST(NetShape, AHeadHasAnOutputForEachTargetAndTwoWhereItGivesVariances) {
  NetShape shape = shape_of();
  shape.horizon = 4;
  EXPECT_EQ(shape.targets(), 8U);
  EXPECT_EQ(shape.outputs(), 8U);
  shape.gaussian = true;
  EXPECT_EQ(shape.outputs(), 16U);
  shape = shape_of();
  shape.kind = NetKind::kClassifier;
  EXPECT_EQ(shape.outputs(), 1U);
}

class WindowedNet : public testing::TestWithParam<NetKind> {};

/// Steps over rows with holes, each held against a chunk of its own over the last rows.
TEST_P(WindowedNet, EveryStepIsAChunkOverTheLastRowsFromZero) {
  constexpr std::size_t kWindow = 6, kRows = 15;
  for (const auto& [cell, both] : {std::pair{"rnn", false}, {"lstm", false}, {"gru", false}, {"lstm", true}}) {
    if (both && GetParam() != NetKind::kAutoencoder) continue;
    NetShape shape = shape_of(cell);
    shape.hidden = {6, 4};
    shape.kind = GetParam();
    shape.bidirectional = both;
    shape.window = kWindow;
    const auto net = Network<double>::build(shape);
    Random random(3);
    std::vector<double> parameters(net.parameter_count()), rows(kRows * 3);
    initialise<double>(net, random, parameters);
    for (double& value : rows) value = random.uniform() < 0.1 ? kMissingValue : random.normal();
    std::vector<double> state(net.state_size()), y(net.prediction_size()), scratch(net.scratch_size());
    NetTape<double> tape;
    tape.resize(net, kWindow, 1);
    for (std::size_t t = 0; t < kRows; ++t) {
      net.step(parameters.data(), reference_kernels<double>(), rows.data() + t * 3, state.data(), y.data(),
               scratch.data());
      if (t + 1 < kWindow) continue;
      tape.reset_state();
      std::copy_n(rows.begin() + static_cast<std::ptrdiff_t>((t + 1 - kWindow) * 3), kWindow * 3, tape.x.begin());
      forward_chunk(net, parameters.data(), reference_kernels<double>(), tape);
      for (std::size_t i = 0; i < y.size(); ++i)
        ASSERT_EQ(y[i], tape.y[tape.y.size() - y.size() + i]) << cell << ", row " << t << ", output " << i;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Nets, WindowedNet,
                         testing::Values(NetKind::kForecaster, NetKind::kAutoencoder, NetKind::kClassifier),
                         [](const auto& net) { return std::string(word_of(net.param)); });

}  // namespace
}  // namespace tidegate
