#include "model/layers/recurrent.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/random.h"

namespace tidegate {
namespace {

RecurrentLayer<double> layer_of(std::size_t inputs, std::size_t hidden) {
  const Cell<double>* cell = &cell_of<double>(CellKind::kGru);
  RecurrentLayer<double> layer{cell, cell->shape(inputs, hidden), 0, 0};
  layer.wh = layer.shape.input.size();
  return layer;
}

TEST(RecurrentLayer, TheTapeStartsAtRestAndHoldsOneStateMoreThanSteps) {
  const auto layer = layer_of(2, 5);
  RecurrentTape<double> tape;
  tape.resize(layer, 4, 3);
  EXPECT_EQ(tape.h.size(), 5U * 3 * layer.padded());
  for (const double value : tape.h) EXPECT_EQ(value, 0);
}

TEST(RecurrentLayer, AnImpulseIsStillFeltManyStepsLater) {
  const auto layer = layer_of(1, 4);
  Random random(1);
  std::vector<double> parameters(layer.wh + layer.shape.recurrent.size());
  for (double& p : parameters) p = random.uniform(-0.5, 0.5);
  const auto last_state = [&](double impulse) {
    std::vector<double> h(layer.padded(), 0.0), next(h);
    for (int t = 0; t < 8; ++t) {
      const double x = t == 0 ? impulse : 0;
      step_layer<double>(layer, parameters.data(), reference_kernels<double>(),
                         {&x, 1, h.data(), nullptr, next.data(), nullptr, nullptr, 1});
      h.swap(next);
    }
    return h;
  };
  EXPECT_NE(last_state(1), last_state(0));
}

/// The gradient of the last state with respect to the first input must arrive through all steps, however they are
/// split into gradient chunks.
TEST(RecurrentLayer, GradientsReachTheFirstInputThroughAllSteps) {
  const auto layer = layer_of(1, 3);
  Random random(2);
  std::vector<double> parameters(layer.wh + layer.shape.recurrent.size()), gradients(parameters.size(), 0.0);
  for (double& p : parameters) p = random.uniform(-0.7, 0.7);
  const std::size_t steps = 40, rows = 8, padded = layer.padded(), dx_stride = 1;
  RecurrentTape<double> tape;
  tape.resize(layer, steps, rows);
  std::vector<double> x(steps * rows), dout(steps * rows * padded, 0.0), dx(steps * rows, 0.0);
  for (double& value : x) value = random.normal();
  const auto run = [&] {
    for (std::size_t t = 0; t < steps; ++t)
      step_tape<double>(layer, parameters.data(), reference_kernels<double>(), tape, t, x.data() + t * rows, 1);
    return tape.state(steps)[2 * padded + 1];
  };
  run();
  dout[(steps - 1) * rows * padded + 2 * padded + 1] = 1;
  LayerScratch<double> scratch;
  TransposedLayer<double> weights;
  weights.assign(layer, parameters.data(), reference_kernels<double>());
  backward_layer<double>(layer, reference_kernels<double>(), tape,
                         {weights, x.data(), 1, dout.data(), dx.data(), dx_stride, steps}, scratch, gradients.data());
  for (const std::size_t t : {0UL, 20UL, 39UL}) {
    const double kept = x[t * rows + 2], step = 1e-5;
    x[t * rows + 2] = kept + step;
    const double up = run();
    x[t * rows + 2] = kept - step;
    const double down = run();
    x[t * rows + 2] = kept;
    EXPECT_NEAR(dx[t * rows + 2], (up - down) / (2 * step), 1e-9);
  }
  EXPECT_EQ(dx[0], 0);  // another row: untouched
}

}  // namespace
}  // namespace tidegate
