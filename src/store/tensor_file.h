// The model container: named tensors and text metadata in the safetensors layout.
//
//   8 bytes   length N of the header, little-endian
//   N bytes   JSON: {"__metadata__": {key: text}, name: {"dtype": "F32", "shape": [..], "data_offsets": [begin, end]}}
//   the rest  raw little-endian tensors, row-major, without gaps
//
// Source: https://huggingface.co/docs/safetensors, section "Format".
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/contracts.h"
#include "tidegate/result.h"

namespace tidegate {

struct Tensor {
  enum class Dtype : std::uint8_t { kF32, kF64, kI64, kU8 };

  std::string name;
  Dtype dtype = Dtype::kF32;
  std::vector<std::size_t> shape;  ///< slowest dimension first; empty = one number
  std::vector<std::byte> bytes;    ///< row-major, little-endian
};

std::string_view dtype_name(Tensor::Dtype dtype);  ///< as in the file: "F32" …
std::size_t dtype_size(Tensor::Dtype dtype);       ///< bytes an element

/// Elements of a shape; 1 for no dimensions.
std::size_t element_count(std::span<const std::size_t> shape);
/// {96, 16} → "96x16"; "one number" for no dimensions.
std::string shape_text(std::span<const std::size_t> shape);

template <class T>
constexpr Tensor::Dtype dtype_of() {
  if constexpr (std::is_same_v<T, float>) return Tensor::Dtype::kF32;
  if constexpr (std::is_same_v<T, double>) return Tensor::Dtype::kF64;
  if constexpr (std::is_same_v<T, std::int64_t>) return Tensor::Dtype::kI64;
  if constexpr (std::is_same_v<T, std::uint8_t>) return Tensor::Dtype::kU8;
}

class TensorFile {
 public:
  TensorFile() = default;
  /// `name` stands in messages: "loading model 'NAME': …".
  explicit TensorFile(std::string name) : name_(std::move(name)) {}

  std::map<std::string, std::string>& metadata() { return metadata_; }
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  /// The text under `key`. Errors: kModel if there is none.
  Result<std::string> metadata_value(const std::string& key) const;

  /// All tensors, ordered by name.
  const std::map<std::string, Tensor, std::less<>>& tensors() const { return tensors_; }
  const Tensor* find(std::string_view name) const;

  /// Adds or replaces. Contract: `tensor.bytes` is as long as shape and dtype say.
  void add(Tensor tensor);
  /// Contract: element_count(shape) == values.size().
  template <class T>
  void add(std::string name, std::vector<std::size_t> shape, std::span<const T> values) {
    const auto bytes = std::as_bytes(values);
    add(Tensor{std::move(name), dtype_of<T>(), std::move(shape), {bytes.begin(), bytes.end()}});
  }

  /// A copy of the elements. Errors: kModel if the tensor is absent or has another type or shape; the message names
  /// both.
  template <class T>
  Result<std::vector<T>> read(std::string_view name, std::span<const std::size_t> shape) const {
    const auto tensor = checked(name, dtype_of<T>(), shape);
    if (!tensor) return tensor.error();
    std::vector<T> values(element_count(shape));
    if (!values.empty()) std::memcpy(values.data(), (*tensor)->bytes.data(), (*tensor)->bytes.size());
    return values;
  }

  /// SHA-256 of everything but the digest itself: metadata, then names, types, shapes and bytes of the tensors, each in
  /// order of name and preceded by its length. It does not depend on how the JSON is written.
  std::string digest() const;
  /// Keeps the digest in the metadata; the last step before writing.
  void seal();
  /// Errors: kModel if the file was not sealed, or changed since.
  Status check_digest() const;

  /// kModel, with the file's name in front; `tensor`: which one, if it is about one.
  Error error(std::string_view problem, std::string_view tensor = "") const;
  Error error(Error inner) const;  ///< the same of an error of what the file holds

 private:
  Result<const Tensor*> checked(std::string_view name, Tensor::Dtype dtype, std::span<const std::size_t> shape) const;

  std::string name_;
  std::map<std::string, std::string> metadata_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

/// The file as bytes: equal content gives equal bytes (names sorted, no padding but spaces after the header).
std::string serialise(const TensorFile& file);

/// Verifies header, types, shapes and offsets before anything is built; the digest is the caller's question
/// (`check_digest`), since files of other programs have none. `name` is for messages.
/// Errors: kModel (too short, foreign, truncated, corrupt). Memory: twice the size of `bytes`.
Result<TensorFile> parse_tensor_file(std::string_view bytes, std::string_view name);

/// Errors: as above, and missing or unreadable file.
Result<TensorFile> read_tensor_file(const std::filesystem::path& path);

}  // namespace tidegate
