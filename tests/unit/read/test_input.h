// Inputs for the tests: temporary files, and bytes that arrive in small pieces.
#pragma once
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "read/block_buffer.h"
#include "spelled.h"
#include "tidegate/source.h"

namespace tidegate {

/// A file of the running test, removed with it.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes, const std::string& name = "input.csv") {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("tidegate_") + test->test_suite_name() + "_" + test->name());
    std::filesystem::create_directories(folder_);
    path_ = folder_ / name;
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }

  const std::filesystem::path& path() const { return path_; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_, path_;
};

/// Gives `bytes` in pieces of at most `piece`; counts the reads. Repeats them `times` times.
class MemoryInput final : public ByteInput {
 public:
  explicit MemoryInput(std::string bytes, std::size_t piece = 1 << 16, std::size_t times = 1)
      : bytes_(std::move(bytes)), piece_(piece), times_(times) {}

  const std::string& name() const override { return name_; }
  std::size_t stored_bytes() const override { return stored_; }
  Result<std::size_t> read(std::span<char> out) override {
    if (at_ == bytes_.size() && --times_ > 0) at_ = 0;
    const std::size_t count = std::min({piece_, out.size(), bytes_.size() - at_});
    std::memcpy(out.data(), bytes_.data() + at_, count);
    at_ += count;
    stored_ += count;
    return count;
  }

 private:
  std::string name_ = "memory.csv";
  std::string bytes_;
  std::size_t piece_, times_, at_ = 0, stored_ = 0;
};

inline BlockBuffer memory_buffer(std::string bytes, std::size_t piece = 1 << 16) {
  return BlockBuffer(std::make_unique<MemoryInput>(std::move(bytes), piece));
}

/// The series in a file of these bytes; a failure to read fails the test.
inline Series series_of(const std::string& bytes, const ReadOptions& options = {}) {
  const TemporaryFile file(bytes);
  auto series = read_series(file.path(), options);
  EXPECT_TRUE(series) << series.error().message();
  return series ? std::move(*series) : Series{};
}

/// The message with which reading fails, without the folder; empty if it does not fail.
inline std::string error_of(const std::string& bytes, const ReadOptions& options = {}) {
  const TemporaryFile file(bytes);
  const auto series = read_series(file.path(), options);
  if (series) return "";
  std::string message = series.error().message(as_flags);
  const std::string folder = file.folder().string() + "/";
  if (message.starts_with(folder)) message.erase(0, folder.size());
  return message;
}

/// The error of reading, its source without the folder; of no kind that reading has if it does not fail.
inline Error refusal_of(const std::string& bytes, const ReadOptions& options = {}) {
  const TemporaryFile file(bytes);
  const auto series = read_series(file.path(), options);
  Error error = series ? fail(ErrorKind::kOutput, "was read") : series.error();
  error.place.source = std::filesystem::path(error.place.source).filename().string();
  return error;
}

inline std::vector<std::string> names_of(const std::vector<Channel>& channels) {
  std::vector<std::string> names;
  for (const Channel& channel : channels) names.push_back(channel.name);
  return names;
}

/// One channel's values.
inline std::vector<double> values_of(const Series& series, std::size_t channel = 0) {
  std::vector<double> values;
  for (std::size_t row = 0; row < series.rows.size(); ++row) values.push_back(series.rows.values(row, channel));
  return values;
}

/// `bytes` packed as one gzip member.
inline std::string gzip(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
  std::string copy = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace tidegate
