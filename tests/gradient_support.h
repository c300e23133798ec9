// Gradients against central finite differences, in double.
#pragma once
#include <cmath>
#include <cstddef>
#include <functional>
#include <vector>

namespace tidegate::testing_support {

/// ‖numeric − given‖ / ‖numeric‖ over all parameters; differences of order 4 (error ~ step⁴).
inline double gradient_error(std::vector<double>& parameters, const std::vector<double>& given,
                             const std::function<double()>& loss, double step) {
  double difference = 0, size = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const double kept = parameters[i];
    const auto at = [&](double offset) {
      parameters[i] = kept + offset;
      return loss();
    };
    const double numeric = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
    parameters[i] = kept;
    difference += (numeric - given[i]) * (numeric - given[i]);
    size += numeric * numeric;
  }
  return std::sqrt(difference / size);
}

}  // namespace tidegate::testing_support
