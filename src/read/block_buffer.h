// A window over an input's bytes that moves on and grows for long records, up to a limit.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "read/byte_input.h"

namespace tidegate {

/// How much of a text file is looked at to find out its dialect and columns.
inline constexpr std::size_t kSampleBytes = std::size_t{1} << 16;

/// Bytes read and not yet consumed. Views and pointers stay valid until the next `fill`.
/// Memory: 1 MiB, more only while a single record is longer.
class BlockBuffer {
 public:
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 20;
  static constexpr std::size_t kLongestRecord = std::size_t{1} << 24;

  explicit BlockBuffer(std::unique_ptr<ByteInput> input);

  const std::string& name() const { return input_->name(); }
  std::size_t stored_bytes() const { return input_->stored_bytes(); }

  char* begin() { return bytes_.data() + begin_; }
  char* end() { return bytes_.data() + end_; }
  std::string_view pending() const { return {bytes_.data() + begin_, end_ - begin_}; }
  bool ended() const { return ended_; }  ///< nothing more will come than what is pending

  void consume(std::size_t count);

  /// Reads once behind what is pending; false at the end of the input. A full buffer doubles.
  /// Contract: fewer than kLongestRecord bytes are pending. Errors: kData of the input.
  Result<bool> fill();

  /// Fills until `count` bytes are pending or the input has ended.
  Status fill_to(std::size_t count);

 private:
  void make_room();

  std::unique_ptr<ByteInput> input_;
  std::vector<char> bytes_;
  std::size_t begin_ = 0, end_ = 0;
  bool ended_ = false;
};

}  // namespace tidegate
