// Scores as one NumPy array.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "tidegate/render.h"

namespace tidegate {

/// Writes float64 (T), or with `detail` (T, 3 + 5·C) in the order of the CSV columns without time; NaN = empty field.
/// The number of rows stands in the header and is known last: a file is patched at the end; what cannot be patched
/// (a pipe) is kept in memory until `finish`, 8 bytes a number.
std::unique_ptr<ScoredRowSink> make_npy_score_writer(OutputFile& out, std::size_t channels, bool detail);

/// Magic, version 1.0 and dictionary, always 128 bytes: shape (rows) if columns is 0, else (rows, columns).
/// Source: NumPy, "NEP 1 — A simple file format for NumPy arrays".
std::string npy_header_bytes(std::size_t rows, std::size_t columns);

}  // namespace tidegate
