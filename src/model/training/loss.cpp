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
  for (std::size_t row = 0; row < all; ++row)
    for (std::size_t o = 0; o < outputs; ++o) {
      const Real target = tape.target[row * outputs + o];
      const Real error = std::isnan(target) ? Real{0} : tape.y[row * net.output_stride() + o] - target;
      sum += static_cast<double>(error) * static_cast<double>(error);
      tape.dy[(o / lanes * all + row) * lanes + o % lanes] = 2 * error * scale;
    }
  return sum;
}

template std::size_t present_targets(const ForecasterTape<float>&);
template std::size_t present_targets(const ForecasterTape<double>&);
template double squared_error(const Forecaster<float>&, ForecasterTape<float>&, float);
template double squared_error(const Forecaster<double>&, ForecasterTape<double>&, double);

}  // namespace tidegate
