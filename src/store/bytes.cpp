#include "store/bytes.h"

namespace tidegate {

bool ByteReader::get_bool() {
  const auto value = get<std::uint8_t>();
  if (value > 1) refuse("holds " + std::to_string(value) + " where 0 or 1 belongs");
  return value == 1;
}

std::string ByteReader::get_string() {
  const auto size = get<std::uint64_t>();
  if (size > rest_.size()) {
    refuse("ends early");
    return {};
  }
  std::string text(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return text;
}

void ByteReader::refuse(std::string problem) {
  if (ok()) problem_ = std::move(problem);
}

Status ByteReader::status() const {
  if (!ok()) return fail(ErrorKind::kModel, "the snapshot " + problem_).remedy("create a new one with this version");
  if (!rest_.empty())
    return fail(ErrorKind::kModel, "the snapshot is " + std::to_string(rest_.size()) + " bytes longer than expected")
        .remedy("create a new one with this version");
  return {};
}

void ByteReader::copy(void* target, std::size_t size) {
  if (!ok()) return;
  if (size > rest_.size()) return refuse("ends early");
  if (size > 0) std::memcpy(target, rest_.data(), size);
  rest_.remove_prefix(size);
}

}  // namespace tidegate
