#include "store/tensor_header.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace tidegate {
namespace {

using Json = nlohmann::json;

constexpr int kDeepest = 3;  // header object, tensor object, list of numbers
constexpr std::size_t kMostDimensions = 16;

Error corrupt(const std::string& problem) { return fail(ErrorKind::kModel, "corrupt header: " + problem); }

Error corrupt(std::string_view tensor, const std::string& problem) {
  return corrupt("tensor '" + std::string(tensor) + "' " + problem);
}

// Looks at the text while it is parsed: the finished document no longer shows duplicate keys.
class Watch {
 public:
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > kDeepest) problem_ = "nested too deeply";
    if (event == Json::parse_event_t::object_start) keys_.assign(std::size_t{kDeepest} + 2, {});
    if (event == Json::parse_event_t::key && problem_.empty()) note_key(depth, parsed.get_ref<const std::string&>());
    return problem_.empty();
  }
  const std::string& problem() const { return problem_; }

 private:
  void note_key(int depth, const std::string& key) {
    std::set<std::string>& seen = depth == 1 ? names_ : keys_[static_cast<std::size_t>(depth)];
    if (!seen.insert(key).second) problem_ = "the name '" + key + "' occurs twice";
  }

  std::set<std::string> names_;
  std::vector<std::set<std::string>> keys_;
  std::string problem_;
};

Result<Json> parse_json(std::string_view text) {
  Watch watch;
  Json header = Json::parse(
      text, [&watch](int depth, Json::parse_event_t event, Json& parsed) { return watch(depth, event, parsed); },
      /*allow_exceptions=*/false);
  if (!watch.problem().empty()) return corrupt(watch.problem());
  if (header.is_discarded() || !header.is_object()) return corrupt("not a JSON object");
  return header;
}

std::optional<Tensor::Dtype> find_dtype(const std::string& name) {
  using enum Tensor::Dtype;
  for (const Tensor::Dtype dtype : {kF32, kF64, kI64, kU8})
    if (dtype_name(dtype) == name) return dtype;
  return std::nullopt;
}

std::optional<std::vector<std::size_t>> whole_numbers(const Json& list) {
  if (!list.is_array()) return std::nullopt;
  std::vector<std::size_t> numbers;
  for (const Json& number : list) {
    if (!number.is_number_unsigned()) return std::nullopt;
    numbers.push_back(number.get<std::size_t>());
  }
  return numbers;
}

// Bytes of a tensor, or nothing if they exceed any memory.
std::optional<std::size_t> byte_count(std::span<const std::size_t> shape, Tensor::Dtype dtype) {
  std::size_t bytes = dtype_size(dtype);
  for (const std::size_t extent : shape) {
    if (extent != 0 && bytes > std::numeric_limits<std::size_t>::max() / extent) return std::nullopt;
    bytes *= extent;
  }
  return bytes;
}

Status check_extent(const TensorSlot& slot, std::size_t data_bytes) {
  if (slot.begin > slot.end) return corrupt(slot.name, "ends before it begins");
  if (slot.end > data_bytes)
    return fail(ErrorKind::kModel, "truncated: tensor '" + slot.name + "' ends at byte " + std::to_string(slot.end) +
                                       " of the data, the file has " + std::to_string(data_bytes));
  const auto bytes = byte_count(slot.shape, slot.dtype);
  if (!bytes || *bytes != slot.end - slot.begin)
    return corrupt(slot.name, "is " + shape_text(slot.shape) + " of " + std::string(dtype_name(slot.dtype)) +
                                  " but has " + std::to_string(slot.end - slot.begin) + " bytes");
  return {};
}

Result<TensorSlot> parse_slot(const std::string& name, const Json& entry, std::size_t data_bytes) {
  if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") || !entry["dtype"].is_string())
    return corrupt(name, "must have dtype, shape and data_offsets");
  const std::string& type = entry["dtype"].get_ref<const std::string&>();
  const auto dtype = find_dtype(type);
  if (!dtype) return corrupt(name, "has the type '" + type + "'; known are F32, F64, I64, U8");
  auto shape = whole_numbers(entry.value("shape", Json()));
  const auto offsets = whole_numbers(entry.value("data_offsets", Json()));
  if (!shape || shape->size() > kMostDimensions) return corrupt(name, "has no valid shape");
  if (!offsets || offsets->size() != 2) return corrupt(name, "has no valid data_offsets");
  TensorSlot slot{name, *dtype, std::move(*shape), offsets->front(), offsets->back()};
  if (const Status fits = check_extent(slot, data_bytes); !fits) return fits.error();
  return slot;
}

Result<std::map<std::string, std::string>> parse_metadata(const Json& entry) {
  if (!entry.is_object()) return corrupt("the metadata must be an object");
  std::map<std::string, std::string> metadata;
  for (const auto& [key, value] : entry.items()) {
    if (!value.is_string()) return corrupt("metadata '" + key + "' must be text");
    metadata[key] = value.get<std::string>();
  }
  return metadata;
}

Status check_layout(const std::vector<TensorSlot>& slots, std::size_t data_bytes) {
  std::size_t at = 0;
  for (const TensorSlot& slot : slots) {
    if (slot.begin < at) return corrupt(slot.name, "overlaps the one before");
    if (slot.begin > at)
      return corrupt("a gap of " + std::to_string(slot.begin - at) + " bytes before tensor '" + slot.name + "'");
    at = slot.end;
  }
  if (at != data_bytes) return corrupt(std::to_string(data_bytes - at) + " bytes after the last tensor");
  return {};
}

}  // namespace

Result<TensorHeader> parse_tensor_header(std::string_view text, std::size_t data_bytes) {
  const auto json = parse_json(text);
  if (!json) return json.error();
  TensorHeader header;
  for (const auto& [name, entry] : json->items()) {
    if (name == kMetadataKey) {
      auto metadata = parse_metadata(entry);
      if (!metadata) return metadata.error();
      header.metadata = std::move(*metadata);
      continue;
    }
    auto slot = parse_slot(name, entry, data_bytes);
    if (!slot) return slot.error();
    header.slots.push_back(std::move(*slot));
  }
  std::ranges::sort(header.slots, {}, [](const TensorSlot& slot) { return std::pair(slot.begin, slot.end); });
  if (const Status whole = check_layout(header.slots, data_bytes); !whole) return whole.error();
  return header;
}

}  // namespace tidegate
