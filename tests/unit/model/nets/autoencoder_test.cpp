#include "model/nets/autoencoder.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/random.h"
#include "gradient_support.h"
#include "model/nets/weights.h"

namespace tidegate {
namespace {

struct Fixture {
  Network<double> net;
  std::vector<double> parameters;
  NetTape<double> tape;
  std::vector<double> input;

  Fixture(const char* cell, std::vector<std::size_t> hidden, std::size_t steps, std::size_t rows, bool both = false)
      : net(*Network<double>::build(shape(cell, std::move(hidden), steps, both))), parameters(net.parameter_count()) {
    Random random(5);
    initialise<double>(net, random, parameters);
    tape.resize(net, steps, rows);
    input.resize(tape.x.size());
    for (double& value : input) value = random.normal();
    for (double& value : tape.target) value = random.normal();
  }

  static NetShape shape(const char* cell, std::vector<std::size_t> hidden, std::size_t window, bool both) {
    NetShape shape{.cell = cell, .inputs = 3, .hidden = std::move(hidden), .predicts = {0, 2}};
    shape.kind = NetKind::kAutoencoder;
    shape.window = window;
    shape.bidirectional = both;
    return shape;
  }

  double loss() {
    std::copy(input.begin(), input.end(), tape.x.begin());
    forward_chunk(net, parameters.data(), reference_kernels<double>(), tape);
    const std::size_t all = tape.steps * tape.rows, lanes = net.head().lanes();
    double sum = 0;
    for (std::size_t row = 0; row < all; ++row)
      for (std::size_t o = 0; o < 2; ++o) {
        const double e = tape.y[row * net.output_stride() + o] - tape.target[row * 2 + o];
        sum += 0.5 * e * e;
        tape.dy[(o / lanes * all + row) * lanes + o % lanes] = e;
      }
    return sum;
  }

  std::vector<double> gradients() {
    std::vector<double> g(parameters.size(), 0.0);
    loss();
    TransposedWeights<double> weights;
    weights.assign(net, parameters.data(), reference_kernels<double>());
    backward_chunk(net, weights, reference_kernels<double>(), tape, g.data());
    return g;
  }
};

class AutoencoderOf : public testing::TestWithParam<const char*> {};

TEST_P(AutoencoderOf, GradientsAgreeWithFiniteDifferences) {
  for (const auto& [hidden, both] :
       {std::pair<std::vector<std::size_t>, bool>{{5}, false}, {{6, 4}, false}, {{5}, true}, {{3, 4}, true}}) {
    Fixture f(GetParam(), hidden, 7, 3, both);
    const auto given = f.gradients();
    const double step = std::string_view(GetParam()) == "rnn-relu" ? 1e-6 : 1e-3;
    EXPECT_LT(testing_support::gradient_error(
                  f.parameters, given, [&] { return f.loss(); }, step),
              1e-8);
  }
}

TEST_P(AutoencoderOf, GradientsAgreeWithFiniteDifferencesUnderDropout) {
  for (const bool both : {false, true}) {
    Fixture f(GetParam(), {6, 5}, 6, 2, both);
    Random random(4);
    f.tape.draw_dropout(f.net, random, 0.4);
    const auto given = f.gradients();
    EXPECT_LT(testing_support::gradient_error(
                  f.parameters, given, [&] { return f.loss(); }, 1e-5),
              1e-7);
  }
}

INSTANTIATE_TEST_SUITE_P(Cells, AutoencoderOf, testing::Values("rnn", "rnn-relu", "lstm", "gru"), [](const auto& cell) {
  return std::string(cell.param) == "rnn-relu" ? "rnn_relu" : std::string(cell.param);
});

TEST(Autoencoder, AMissingValueCountsAsTheOneBefore) {
  Fixture holes("gru", {4}, 5, 1), filled("gru", {4}, 5, 1);
  holes.input[3 * 3 + 1] = std::numeric_limits<double>::quiet_NaN();
  filled.input[3 * 3 + 1] = filled.input[2 * 3 + 1];
  EXPECT_EQ(holes.loss(), filled.loss());
  holes.input[0] = std::numeric_limits<double>::quiet_NaN();
  filled.input[0] = 0;
  EXPECT_EQ(holes.loss(), filled.loss());
}

TEST(Autoencoder, TheLastRowIsDecodedFirst) {
  Fixture f("rnn", {4}, 6, 1);
  f.loss();
  const auto& decoder = f.tape.decoder.layers[0];
  AlignedVector<double> y(f.net.output_stride());
  auto first = decoder;
  reference_kernels<double>().dense_forward(f.net.head(), f.parameters.data() + f.net.head_offset(), first.state(1),
                                            first.padded, y.data(), 1);
  EXPECT_EQ(y[0], f.tape.y[5 * f.net.output_stride()]);
}

}  // namespace
}  // namespace tidegate
