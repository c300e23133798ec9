#include "store/tensor_file.h"

#include <bit>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "store/tensor_header.h"

namespace tidegate {
namespace {

static_assert(std::endian::native == std::endian::little, "tensors are copied as they lie in memory");

constexpr const char* kDigestKey = "digest";
constexpr std::size_t kLengthBytes = 8;
constexpr std::uintmax_t kLargestFile = std::uintmax_t{4} << 30;

struct Signature {
  std::string_view bytes, what;
};

// First bytes of what people mistake for a model file.
constexpr Signature kForeign[] = {
    {"\x1f\x8b", "gzip data"},        {"PK\x03\x04", "a zip archive, as PyTorch and Keras write"},
    {"\x93NUMPY", "a NumPy array"},   {"\x89HDF", "an HDF5 file"},
    {"\x80\x02", "a Python pickle"},  {"\x80\x04", "a Python pickle"},
    {"\x28\xb5\x2f\xfd", "zstd data"}};

bool is_text(std::string_view bytes) {
  for (const char c : bytes)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') return false;
  return true;
}

std::string looks_like(std::string_view bytes) {
  for (const Signature& signature : kForeign)
    if (bytes.starts_with(signature.bytes)) return std::string(signature.what);
  const std::string_view start = bytes.substr(0, 512);
  if (!is_text(start)) return "other binary data";
  if (start.starts_with('{') || start.starts_with('[')) return "JSON text";
  return start.find_first_of(",;\t") != std::string_view::npos ? "CSV text" : "plain text";
}

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

// The header's text, once its length is known to be honest.
Result<std::string_view> header_text(std::string_view bytes, const TensorFile& file) {
  if (bytes.empty()) return file.error("the file is empty");
  const bool starts_like_ours = bytes.size() > kLengthBytes && bytes[kLengthBytes] == '{';
  if (!starts_like_ours && (bytes.size() > kLengthBytes || is_text(bytes)))
    return file.error("not a model file; it looks like " + looks_like(bytes));
  if (!starts_like_ours) return file.error("truncated: only " + std::to_string(bytes.size()) + " bytes are left");
  const std::uint64_t length = little_endian(bytes);
  if (length > kLargestHeader) return file.error("not a model file; it looks like " + looks_like(bytes));
  if (length > bytes.size() - kLengthBytes)
    return file.error("truncated: the header takes " + std::to_string(length) + " bytes, the file has " +
                      std::to_string(bytes.size()) + "; copy it again, or train again");
  return bytes.substr(kLengthBytes, length);
}

template <class Hash>
void hash_text(Hash& hash, std::string_view text) {
  hash.update(std::to_string(text.size()) + ":");
  hash.update(text);
}

nlohmann::json header_entry(const Tensor& tensor, std::size_t begin) {
  return {{"dtype", dtype_name(tensor.dtype)},
          {"shape", tensor.shape},
          {"data_offsets", {begin, begin + tensor.bytes.size()}}};
}

std::string header_json(const TensorFile& file) {
  nlohmann::json header = nlohmann::json::object();
  if (!file.metadata().empty()) header[kMetadataKey] = file.metadata();
  std::size_t at = 0;
  for (const auto& [name, tensor] : file.tensors()) {
    header[name] = header_entry(tensor, at);
    at += tensor.bytes.size();
  }
  std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  text.resize((text.size() + 7) / 8 * 8, ' ');  // tensors start at a multiple of 8, as the reference writer has it
  return text;
}

}  // namespace

std::string_view dtype_name(Tensor::Dtype dtype) {
  constexpr std::string_view names[] = {"F32", "F64", "I64", "U8"};
  return names[static_cast<std::size_t>(dtype)];
}

std::size_t dtype_size(Tensor::Dtype dtype) {
  constexpr std::size_t sizes[] = {4, 8, 8, 1};
  return sizes[static_cast<std::size_t>(dtype)];
}

std::size_t element_count(std::span<const std::size_t> shape) {
  std::size_t count = 1;
  for (const std::size_t extent : shape) count *= extent;
  return count;
}

std::string shape_text(std::span<const std::size_t> shape) {
  if (shape.empty()) return "one number";
  std::string text;
  for (const std::size_t extent : shape) text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

Error TensorFile::error(std::string_view problem, std::string_view tensor) const {
  return fail(ErrorKind::kModel, std::string(problem))
      .at({.source = name_, .column = std::string(tensor), .words = "loading model '" + name_ + "'"});
}

Error TensorFile::error(Error inner) const {
  inner.kind = ErrorKind::kModel;
  inner.place = error("", inner.place.column).place;
  return inner;
}

Result<std::string> TensorFile::metadata_value(const std::string& key) const {
  const auto found = metadata_.find(key);
  if (found == metadata_.end()) return error("has no metadata '" + key + "': not written by tidegate");
  return found->second;
}

const Tensor* TensorFile::find(std::string_view name) const {
  const auto found = tensors_.find(name);
  return found == tensors_.end() ? nullptr : &found->second;
}

void TensorFile::add(Tensor tensor) {
  TIDEGATE_EXPECTS(tensor.bytes.size() == element_count(tensor.shape) * dtype_size(tensor.dtype));
  TIDEGATE_EXPECTS(tensor.name != kMetadataKey);
  std::string name = tensor.name;
  tensors_.insert_or_assign(std::move(name), std::move(tensor));
}

Result<const Tensor*> TensorFile::checked(std::string_view name, Tensor::Dtype dtype,
                                          std::span<const std::size_t> shape) const {
  const std::string subject = "tensor '" + std::string(name) + "': ";
  const Tensor* tensor = find(name);
  if (tensor == nullptr) return error(subject + "is missing", name);
  if (tensor->dtype != dtype)
    return error(
        subject + "holds " + std::string(dtype_name(tensor->dtype)) + ", expected " + std::string(dtype_name(dtype)),
        name);
  if (!std::ranges::equal(tensor->shape, shape))
    return error(subject + "is " + shape_text(tensor->shape) + ", expected " + shape_text(shape), name);
  return tensor;
}

std::string TensorFile::digest() const {
  Sha256 hash;
  for (const auto& [key, value] : metadata_) {
    if (key == kDigestKey) continue;
    hash_text(hash, key);
    hash_text(hash, value);
  }
  for (const auto& [name, tensor] : tensors_) {
    hash_text(hash, name);
    hash_text(hash, std::string(dtype_name(tensor.dtype)) + " " + shape_text(tensor.shape));
    hash.update(tensor.bytes);
  }
  return hash.hex();
}

void TensorFile::seal() { metadata_[kDigestKey] = digest(); }

Status TensorFile::check_digest() const {
  const auto kept = metadata_value(kDigestKey);
  if (!kept) return kept.error();
  if (*kept != digest())
    return error("the content does not match its digest: the file was damaged or edited;")
        .remedy_below("restore it from a copy")
        .remedy("train again");
  return {};
}

std::string serialise(const TensorFile& file) {
  const std::string header = header_json(file);
  const std::uint64_t length = header.size();
  std::string bytes(reinterpret_cast<const char*>(&length), sizeof length);
  bytes += header;
  for (const auto& [name, tensor] : file.tensors())
    bytes.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
  return bytes;
}

Result<TensorFile> parse_tensor_file(std::string_view bytes, std::string_view name) {
  TensorFile file{std::string(name)};
  const auto text = header_text(bytes, file);
  if (!text) return text.error();
  const std::string_view data = bytes.substr(kLengthBytes + text->size());
  auto header = parse_tensor_header(*text, data.size());
  if (!header) return file.error(header.error());
  file.metadata() = std::move(header->metadata);
  for (TensorSlot& slot : header->slots) {
    const auto raw = std::as_bytes(std::span(data.substr(slot.begin, slot.end - slot.begin)));
    file.add(Tensor{std::move(slot.name), slot.dtype, std::move(slot.shape), {raw.begin(), raw.end()}});
  }
  return file;
}

Result<TensorFile> read_tensor_file(const std::filesystem::path& path) {
  const TensorFile named{path.string()};
  std::error_code trouble;
  if (!std::filesystem::exists(path, trouble))
    return named.error("there is no such file").remedy("check the name and the current directory");
  if (!std::filesystem::is_regular_file(path, trouble)) return named.error("not a file");
  const std::uintmax_t size = std::filesystem::file_size(path, trouble);
  if (trouble) return named.error("cannot be read: " + trouble.message());
  if (size > kLargestFile) return named.error("not a model file: larger than any model (4 GiB)");
  std::string bytes(size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (!in || !in.read(bytes.data(), static_cast<std::streamsize>(size)))
    return named.error("cannot be read: " + std::generic_category().message(errno));
  return parse_tensor_file(bytes, path.string());
}

}  // namespace tidegate
