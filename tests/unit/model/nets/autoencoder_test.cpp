#include "model/nets/autoencoder.h"

#include <gtest/gtest.h>

#include <limits>

#include "choices.h"
#include "gradient_support.h"
#include "unit/model/nets/net_fixture.h"

namespace tidegate {
namespace {

struct Fixture : testing_support::NetFixture {
  Fixture(const char* cell, std::vector<std::size_t> hidden, std::size_t steps, std::size_t rows, bool both = false)
      : NetFixture(shape(cell, std::move(hidden), steps, both), steps, rows, 5) {}

  static NetShape shape(const char* cell, std::vector<std::size_t> hidden, std::size_t window, bool both) {
    NetShape shape{.cell = choice<CellKind>(cell), .inputs = 3, .hidden = std::move(hidden), .predicts = {0, 2}};
    shape.kind = NetKind::kAutoencoder;
    shape.window = window;
    shape.bidirectional = both;
    return shape;
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
