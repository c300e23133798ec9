#include "model/training/loss.h"

#include <algorithm>
#include <cmath>

namespace tidegate {

template <class Real>
std::size_t present_targets(const ForecasterTape<Real>& tape) {
  return static_cast<std::size_t>(
      std::count_if(tape.target.begin(), tape.target.end(), [](Real value) { return !std::isnan(value); }));
}

template <class Real>
double squared_error(const Forecaster<Real>& net, ForecasterTape<Real>& tape, Real scale) {
  const std::size_t outputs = net.shape().outputs(), lanes = net.head().lanes(), all = tape.steps * tape.rows;
  double sum = 0;
  for (std::size_t block = 0; block * lanes < outputs; ++block) {
    const std::size_t first = block * lanes, count = std::min(lanes, outputs - first);
    for (std::size_t row = 0; row < all; ++row) {
      const Real* target = tape.target.data() + row * outputs + first;
      const Real* y = tape.y.data() + row * net.output_stride() + first;
      Real* dy = tape.dy.data() + (block * all + row) * lanes;
      double row_sum = 0;  // by itself, so that rows need not wait for each other
      for (std::size_t u = 0; u < count; ++u) {
        const Real error = std::isnan(target[u]) ? Real{0} : y[u] - target[u];
        row_sum += static_cast<double>(error) * static_cast<double>(error);
        dy[u] = 2 * error * scale;
      }
      sum += row_sum;
    }
  }
  return sum;
}

template std::size_t present_targets(const ForecasterTape<float>&);
template std::size_t present_targets(const ForecasterTape<double>&);
template double squared_error(const Forecaster<float>&, ForecasterTape<float>&, float);
template double squared_error(const Forecaster<double>&, ForecasterTape<double>&, double);

}  // namespace tidegate
