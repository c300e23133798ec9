// Unpacks gzip on the way through.
#pragma once
#include <zlib.h>

#include <memory>
#include <string_view>
#include <vector>

#include "read/byte_input.h"

namespace tidegate {

/// True if the first two bytes are gzip's (RFC 1952 §2.3.1).
bool is_gzip(std::string_view head) noexcept;

/// The contents of a gzip stream, one or more members (RFC 1952 §2.2). Bounded memory.
class GzipInput final : public ByteInput {
 public:
  explicit GzipInput(std::unique_ptr<ByteInput> packed);
  GzipInput(const GzipInput&) = delete;
  GzipInput& operator=(const GzipInput&) = delete;
  ~GzipInput() override;

  const std::string& name() const override { return packed_->name(); }
  std::size_t stored_bytes() const override { return packed_->stored_bytes(); }

  /// Errors: kData (truncated or damaged).
  Result<std::size_t> read(std::span<char> out) override;

 private:
  Result<bool> refill();
  Status inflate_some();

  std::unique_ptr<ByteInput> packed_;
  std::vector<char> buffer_;
  z_stream stream_{};
  bool in_member_ = true;
};

}  // namespace tidegate
