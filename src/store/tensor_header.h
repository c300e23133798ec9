// The JSON header of a safetensors file, fully checked: a hostile file is the normal case here.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/tensor_file.h"
#include "tidegate/result.h"

namespace tidegate {

inline constexpr const char* kMetadataKey = "__metadata__";
inline constexpr std::size_t kLargestHeader = 100'000'000;  ///< bytes; the limit of the reference implementation

/// Where a tensor lies in the data after the header; `end` is one past its last byte.
struct TensorSlot {
  std::string name;
  Tensor::Dtype dtype = Tensor::Dtype::kF32;
  std::vector<std::size_t> shape;
  std::size_t begin = 0, end = 0;
};

struct TensorHeader {
  std::map<std::string, std::string> metadata;
  std::vector<TensorSlot> slots;  ///< in the order of their data
};

/// Checks nesting, duplicate names, types, that shape × type = bytes, and that the tensors fill `data_bytes` without
/// gap or overlap. Errors: kModel; the message names the tensor but not the file.
Result<TensorHeader> parse_tensor_header(std::string_view text, std::size_t data_bytes);

}  // namespace tidegate
