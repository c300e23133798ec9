#include "read/gzip_input.h"

#include <new>

namespace tidegate {
namespace {
constexpr std::size_t kPackedBytes = std::size_t{1} << 16;
constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, gzip framing

Bytef* as_bytes(char* chars) { return reinterpret_cast<Bytef*>(chars); }
}  // namespace

bool is_gzip(std::string_view head) noexcept { return head.substr(0, 2) == "\x1f\x8b"; }

GzipInput::GzipInput(std::unique_ptr<ByteInput> packed) : packed_(std::move(packed)), buffer_(kPackedBytes) {
  if (inflateInit2(&stream_, kGzipWindow) != Z_OK) throw std::bad_alloc();
}

GzipInput::~GzipInput() { inflateEnd(&stream_); }

Result<bool> GzipInput::refill() {
  const auto got = packed_->read(buffer_);
  if (!got) return got.error();
  stream_.next_in = as_bytes(buffer_.data());
  stream_.avail_in = static_cast<uInt>(*got);
  return *got > 0;
}

Status GzipInput::inflate_some() {
  if (!in_member_) inflateReset(&stream_);
  const int result = inflate(&stream_, Z_NO_FLUSH);
  in_member_ = result != Z_STREAM_END;
  if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) return {};
  return fail(ErrorKind::kData, std::string("the gzip data are damaged (") +
                                    (stream_.msg != nullptr ? stream_.msg : "unknown cause") + ")")
      .at({.source = name()})
      .remedy_below("check the file with: gzip -t")
      .remedy("copy it again");
}

Result<std::size_t> GzipInput::read(std::span<char> out) {
  stream_.next_out = as_bytes(out.data());
  stream_.avail_out = static_cast<uInt>(out.size());
  while (stream_.avail_out == out.size()) {
    if (stream_.avail_in == 0) {
      const auto more = refill();
      if (!more) return more.error();
      if (!*more && !in_member_) return std::size_t{0};
      if (!*more)
        return fail(ErrorKind::kData, "ends in the middle of its gzip data")
            .at({.source = name()})
            .remedy_below("was the copy or download cut off? check the file with: gzip -t");
    }
    if (const Status done = inflate_some(); !done) return done.error();
  }
  return out.size() - stream_.avail_out;
}

}  // namespace tidegate
