#include "read/block_buffer.h"

#include <cstring>

#include "base/contracts.h"

namespace tidegate {

BlockBuffer::BlockBuffer(std::unique_ptr<ByteInput> input) : input_(std::move(input)), bytes_(kBlockBytes) {}

void BlockBuffer::consume(std::size_t count) {
  TIDEGATE_EXPECTS(count <= end_ - begin_);
  begin_ += count;
}

void BlockBuffer::make_room() {
  std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (end_ == bytes_.size()) bytes_.resize(2 * bytes_.size());
}

Result<bool> BlockBuffer::fill() {
  TIDEGATE_EXPECTS(end_ - begin_ < kLongestRecord);
  if (ended_) return false;
  make_room();
  const auto got = input_->read(std::span(bytes_).subspan(end_));
  if (!got) return got.error();
  end_ += *got;
  ended_ = *got == 0;
  return !ended_;
}

Status BlockBuffer::fill_to(std::size_t count) {
  while (end_ - begin_ < count && !ended_)
    if (const auto more = fill(); !more) return more.error();
  return {};
}

}  // namespace tidegate
