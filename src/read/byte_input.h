// Bytes of an input in order: a file, standard input or a pipe; gzip is unpacked on the way.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "tidegate/result.h"

namespace tidegate {

/// One owner; read once from start to end, so that pipes and files are the same thing.
class ByteInput {
 public:
  virtual ~ByteInput() = default;
  virtual const std::string& name() const = 0;   ///< for messages
  virtual std::size_t stored_bytes() const = 0;  ///< read so far, compressed if the input is

  /// Writes at most `out.size()` (≥ 1) bytes and returns their number; 0 = the input has ended.
  /// Errors: kData (unreadable, damaged or truncated gzip).
  virtual Result<std::size_t> read(std::span<char> out) = 0;
};

/// Opens `path`; "-" is standard input. Errors: kData (missing, a directory, not permitted), with the remedy.
Result<std::unique_ptr<ByteInput>> open_input(const std::filesystem::path& path);

}  // namespace tidegate
