#include "page/base64.h"

#include <algorithm>
#include <bit>

namespace tidegate {
namespace {

static_assert(std::endian::native == std::endian::little, "the page reads little-endian arrays");

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kPieceBytes = 3 * 8 * 2048;  // a multiple of 3, so that only the last piece is padded

unsigned value_of(std::byte b) { return std::to_integer<unsigned>(b); }

void append_quad(std::string& out, unsigned bits, std::size_t letters) {
  for (std::size_t i = 0; i < 4; ++i) {
    out += i < letters ? kAlphabet[(bits >> (18 - 6 * i)) & 63U] : '=';
  }
}

Status write_pieces(std::span<const std::byte> bytes, const PageWriter& write) {
  std::string piece;
  for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes) {
    piece.clear();
    append_base64(piece, bytes.subspan(at, std::min(kPieceBytes, bytes.size() - at)));
    if (Status written = write(piece); !written) return written;
  }
  return {};
}

}  // namespace

void append_base64(std::string& out, std::span<const std::byte> bytes) {
  out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    append_quad(out, value_of(bytes[i]) << 16U | value_of(bytes[i + 1]) << 8U | value_of(bytes[i + 2]), 4);
  }
  if (bytes.size() - i == 1) append_quad(out, value_of(bytes[i]) << 16U, 2);
  if (bytes.size() - i == 2) append_quad(out, value_of(bytes[i]) << 16U | value_of(bytes[i + 1]) << 8U, 3);
}

Status write_base64(std::span<const float> values, const PageWriter& write) {
  return write_pieces(std::as_bytes(values), write);
}

Status write_base64(std::span<const double> values, const PageWriter& write) {
  return write_pieces(std::as_bytes(values), write);
}

}  // namespace tidegate
