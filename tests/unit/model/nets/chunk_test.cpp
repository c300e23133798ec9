#include "model/nets/chunk.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/missing.h"
#include "base/random.h"
#include "choices.h"
#include "gradient_support.h"
#include "unit/model/nets/net_fixture.h"

namespace tidegate {
namespace {

using testing_support::NetFixture;

NetShape shape_of(std::size_t inputs, std::vector<std::size_t> hidden, std::vector<std::size_t> predicts,
                  const char* cell = "gru") {
  return {choice<CellKind>(cell), inputs, std::move(hidden), std::move(predicts)};
}

class EveryCell : public testing::TestWithParam<const char*> {
 protected:
  /// Small beside the distance to a kink of the rectifier.
  static double difference_step() { return std::string_view(GetParam()) == "rnn-relu" ? 1e-5 : 1e-3; }
};

TEST_P(EveryCell, GradientsAgreeWithFiniteDifferencesForOneLayer) {
  NetFixture f(shape_of(3, {5}, {0, 2}, GetParam()), 9, 2);
  const auto given = f.gradients();
  EXPECT_LT(testing_support::gradient_error(
                f.parameters, given, [&] { return f.loss(); }, difference_step()),
            1e-8);
}

TEST_P(EveryCell, GradientsAgreeWithFiniteDifferencesForThreeLayersOverSeveralGradientChunks) {
  NetFixture f(shape_of(2, {4, 9, 3}, {0, 1}, GetParam()), 21, 16);  // 21 · 16 rows: more than two chunks of 128
  const auto given = f.gradients();
  EXPECT_LT(testing_support::gradient_error(
                f.parameters, given, [&] { return f.loss(); }, difference_step()),
            1e-8);
}

TEST_P(EveryCell, GradientsAgreeWithFiniteDifferencesUnderDropout) {
  NetFixture f(shape_of(2, {6, 5, 4}, {0, 1}, GetParam()), 11, 3);
  Random random(4);
  f.tape.draw_dropout(f.net, random, 0.4);
  const auto given = f.gradients();
  EXPECT_LT(testing_support::gradient_error(
                f.parameters, given, [&] { return f.loss(); }, difference_step()),
            1e-8);
}

TEST_P(EveryCell, GradientsOfPaddingAreZero) {
  NetFixture f(shape_of(2, {5}, {0}, GetParam()), 6, 3);
  const auto g = f.gradients();
  const PackedShape& recurrent = f.net.layers()[0].shape.recurrent;
  for (std::size_t unit = recurrent.units; unit < recurrent.padded_units(); ++unit)
    EXPECT_EQ(g[f.net.layers()[0].wh + recurrent.bias_index(unit, 0)], 0);
}

TEST_P(EveryCell, StepsAndChunksGiveTheSameBits) {
  NetFixture f(shape_of(2, {6, 4}, {0, 1}, GetParam()), 10, 1);
  f.loss();
  std::vector<double> state(f.net.state_size(), 0.0), scratch(state.size()), y(f.net.output_stride());
  for (std::size_t t = 0; t < 10; ++t) {
    f.net.step(f.parameters.data(), reference_kernels<double>(), f.input.data() + t * 2, state.data(), y.data(),
               scratch.data());
    for (std::size_t o = 0; o < y.size(); ++o) EXPECT_EQ(y[o], f.tape.y[t * y.size() + o]);
  }
}

TEST_P(EveryCell, ACarriedStateContinuesAsIfTheChunkHadNotEnded) {
  NetFixture whole(shape_of(1, {4}, {0}, GetParam()), 12, 2), half(shape_of(1, {4}, {0}, GetParam()), 6, 2);
  half.parameters = whole.parameters;
  whole.loss();
  half.tape.reset_state();
  for (int part = 0; part < 2; ++part) {
    std::copy_n(whole.input.begin() + part * 12, 12, half.tape.x.begin());
    forward_chunk(half.net, half.parameters.data(), reference_kernels<double>(), half.tape);
    for (std::size_t i = 0; i < half.tape.y.size(); ++i)
      EXPECT_EQ(half.tape.y[i], whole.tape.y[part * half.tape.y.size() + i]);
    half.tape.carry_state();
  }
}

INSTANTIATE_TEST_SUITE_P(Cells, EveryCell, testing::Values("rnn", "rnn-relu", "lstm", "gru"), [](const auto& cell) {
  return std::string(cell.param) == "rnn-relu" ? "rnn_relu" : std::string(cell.param);
});

TEST(Chunk, AMissingValueIsReplacedByTheNetsOwnPrediction) {
  NetFixture f(shape_of(2, {4}, {0}), 5, 1);
  f.input[3 * 2 + 0] = kMissingValue;  // predicted channel
  f.input[3 * 2 + 1] = kMissingValue;  // nobody predicts it
  f.loss();
  EXPECT_EQ(f.tape.x[3 * 2 + 0], f.tape.y[2 * f.net.output_stride()]);
  EXPECT_EQ(f.tape.x[3 * 2 + 1], 0);
  for (const double y : f.tape.y) EXPECT_FALSE(std::isnan(y));
}

}  // namespace
}  // namespace tidegate
