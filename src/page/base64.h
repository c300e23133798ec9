// Numbers as base64 text of their little-endian bytes (RFC 4648 §4), in pieces of bounded size.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "tidegate/report.h"

namespace tidegate {

/// Appends the base64 form of `bytes`, padded.
void append_base64(std::string& out, std::span<const std::byte> bytes);

/// Streams base64 of float32 / float64 values; memory is one piece, whatever their number. Errors: those of `write`.
Status write_base64(std::span<const float> values, const PageWriter& write);
Status write_base64(std::span<const double> values, const PageWriter& write);

}  // namespace tidegate
