// A net with random weights on random rows, for gradients to be held against differences.
#pragma once
#include <algorithm>
#include <vector>

#include "base/random.h"
#include "model/nets/chunk.h"
#include "model/nets/weights.h"

namespace tidegate::testing_support {

/// Half the squared distance to random targets is the loss.
struct NetFixture {
  Network<double> net;
  std::vector<double> parameters;
  NetTape<double> tape;
  std::vector<double> input;

  NetFixture(const NetShape& shape, std::size_t steps, std::size_t rows, std::uint64_t seed = 3)
      : net(Network<double>::build(shape)), parameters(net.parameter_count()) {
    Random random(seed);
    initialise<double>(net, random, parameters);
    tape.resize(net, steps, rows);
    input.resize(tape.x.size());
    for (double& value : input) value = random.normal();
    for (double& value : tape.target) value = random.normal();
  }

  double loss() {
    tape.reset_state();
    std::copy(input.begin(), input.end(), tape.x.begin());
    forward_chunk(net, parameters.data(), reference_kernels<double>(), tape);
    const std::size_t outputs = net.shape().outputs(), all = tape.steps * tape.rows, lanes = net.head().lanes();
    double sum = 0;
    for (std::size_t row = 0; row < all; ++row)
      for (std::size_t o = 0; o < outputs; ++o) {
        const double e = tape.y[row * net.output_stride() + o] - tape.target[row * outputs + o];
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

}  // namespace tidegate::testing_support
