#include "store/numbers.h"

#include <cmath>

namespace tidegate {

Status read_numbers(const TensorFile& file, std::string_view name, const std::vector<std::size_t>& shape,
                    std::vector<double>& into) {
  auto values = file.read<double>(name, shape);
  if (!values) return values.error();
  for (const double value : *values)
    if (!std::isfinite(value)) return file.error("tensor '" + std::string(name) + "' has a value that is not finite");
  into = std::move(*values);
  return {};
}

Status check_above_zero(const TensorFile& file, std::string_view name, const std::vector<double>& values) {
  for (const double value : values)
    if (!(value > 0)) return file.error("tensor '" + std::string(name) + "' has a value that is not above 0");
  return {};
}

}  // namespace tidegate
