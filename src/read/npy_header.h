// The header of a NumPy .npy file.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "tidegate/result.h"

namespace tidegate {

/// What the bytes behind the header are: `rows` × `columns` numbers of `item_bytes` each.
struct NpyHeader {
  std::size_t header_bytes = 0;  ///< up to the first number
  char kind = 'f';               ///< f float, i signed, u unsigned, b boolean
  std::size_t item_bytes = 8;
  bool column_major = false;   ///< Fortran order
  std::size_t dimensions = 2;  ///< 1 or 2
  std::size_t rows = 0, columns = 1;

  std::size_t row_bytes() const { return columns * item_bytes; }
};

inline constexpr std::size_t kLargestNpyHeader = 65536 + 12;
inline constexpr std::size_t kMostNpyColumns = 65536;

/// True if the bytes start as every .npy file does.
bool is_npy(std::string_view head) noexcept;

/// Reads versions 1 to 3; `head` holds at least the header or the whole input.
/// Errors: kData (truncated, other version, big endian, objects or structures, not 1-D or 2-D, no rows, too wide).
/// Source: NumPy, "NEP 1 — A simple file format for NumPy arrays".
Result<NpyHeader> parse_npy_header(const std::string& name, std::string_view head);

}  // namespace tidegate
