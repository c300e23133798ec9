#include "model/nets/bidirectional.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "model/nets/weights.h"

namespace tidegate {
namespace {

Network<double> two_way_net(CellKind cell, std::size_t window) {
  NetShape shape{.cell = cell, .inputs = 2, .hidden = {5}, .predicts = {0, 1}};
  shape.kind = NetKind::kAutoencoder;
  shape.window = window;
  shape.bidirectional = true;
  return Network<double>::build(shape);
}

std::vector<double> fresh(const Network<double>& net) {
  std::vector<double> parameters(net.parameter_count());
  Random random(9);
  initialise<double>(net, random, parameters);
  return parameters;
}

TEST(BothWays, TheTwinOfAMirroredWindowEndsWhereTheLayerEnds) {
  constexpr std::size_t kWindow = 6;
  const auto net = two_way_net(CellKind::kGru, kWindow);
  std::vector<double> parameters = fresh(net);
  const RecurrentLayer<double>&layer = net.layers()[0], &twin = net.twins()[0];
  std::copy_n(parameters.begin() + static_cast<std::ptrdiff_t>(layer.wi), layer.shape.input.size(),
              parameters.begin() + static_cast<std::ptrdiff_t>(twin.wi));
  std::copy_n(parameters.begin() + static_cast<std::ptrdiff_t>(layer.wh), layer.shape.recurrent.size(),
              parameters.begin() + static_cast<std::ptrdiff_t>(twin.wh));
  NetTape<double> tape;
  tape.resize(net, kWindow, 1);
  Random random(2);
  for (std::size_t t = 0; t < kWindow / 2; ++t)
    for (std::size_t i = 0; i < 2; ++i) tape.x[t * 2 + i] = tape.x[(kWindow - 1 - t) * 2 + i] = random.normal();
  tape.reset_state();
  forward_both_ways(net, parameters.data(), reference_kernels<double>(), tape);
  const double* ends = tape.decoder.layers[0].state(0);
  for (std::size_t unit = 0; unit < 5; ++unit) EXPECT_EQ(ends[unit], ends[5 + unit]);
}

TEST(BothWays, WeightsHaveTheNamesOfPyTorch) {
  std::vector<std::string> names;
  for (const auto& slot : weight_slots(two_way_net(CellKind::kGru, 3))) names.push_back(slot.name);
  EXPECT_EQ(names[4], "rnn.weight_ih_l0_reverse");
  EXPECT_EQ(names[7], "rnn.bias_hh_l0_reverse");
  EXPECT_EQ(names[8], "decoder.weight_ih_l0");
}

}  // namespace
}  // namespace tidegate
