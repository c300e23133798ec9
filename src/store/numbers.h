// Vectors of finite doubles in a model file.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "store/tensor_file.h"

namespace tidegate {

/// Errors: kModel (absent, another shape, a value that is not finite). `into` is unchanged then.
Status read_numbers(const TensorFile& file, std::string_view name, const std::vector<std::size_t>& shape,
                    std::vector<double>& into);

/// Errors: kModel naming the tensor these are from.
Status check_above_zero(const TensorFile& file, std::string_view name, const std::vector<double>& values);

}  // namespace tidegate
