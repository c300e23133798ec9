#include "read/byte_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "read/gzip_input.h"

namespace tidegate {
namespace {

std::string cause(int error) { return std::generic_category().message(error); }

/// A file descriptor; the first bytes, taken to tell gzip from text, are given back first.
class FileInput final : public ByteInput {
 public:
  FileInput(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {}
  FileInput(const FileInput&) = delete;
  FileInput& operator=(const FileInput&) = delete;
  ~FileInput() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }

  const std::string& name() const override { return name_; }
  std::size_t stored_bytes() const override { return stored_bytes_; }

  /// The first `count` bytes, fewer only at the end of the input.
  Result<std::string_view> head(std::size_t count) {
    while (head_.size() < count) {
      char byte = 0;
      const auto got = read_descriptor({&byte, 1});
      if (!got) return got.error();
      if (*got == 0) break;
      head_.push_back(byte);
    }
    return std::string_view(head_);
  }

  Result<std::size_t> read(std::span<char> out) override {
    if (head_.empty()) return read_descriptor(out);
    const std::size_t count = std::min(out.size(), head_.size());
    std::memcpy(out.data(), head_.data(), count);
    head_.erase(0, count);
    return count;
  }

 private:
  Result<std::size_t> read_descriptor(std::span<char> out) {
    const ssize_t got = ::read(descriptor_, out.data(), out.size());
    if (got < 0 && errno == EINTR)
      return fail(ErrorKind::kInterrupted, "interrupted while reading").at({.source = name_});
    if (got < 0) return fail(ErrorKind::kData, "cannot be read: " + cause(errno)).at({.source = name_});
    stored_bytes_ += static_cast<std::size_t>(got);
    return static_cast<std::size_t>(got);
  }

  std::string name_;
  int descriptor_;
  std::string head_;
  std::size_t stored_bytes_ = 0;
};

bool is_directory(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
}

Result<std::unique_ptr<FileInput>> open_file(const std::filesystem::path& path) {
  if (path == "-") return std::make_unique<FileInput>("standard input", STDIN_FILENO);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT)
    return fail(ErrorKind::kData, "no such file")
        .at({.source = path.string()})
        .remedy("check the name and the current directory");
  if (descriptor < 0) return fail(ErrorKind::kData, "cannot be opened: " + cause(errno)).at({.source = path.string()});
  auto file = std::make_unique<FileInput>(path.string(), descriptor);
  if (is_directory(descriptor))
    return fail(ErrorKind::kData, "is a directory").at({.source = path.string()}).remedy("name one file in it");
  return file;
}

}  // namespace

Result<std::unique_ptr<ByteInput>> open_input(const std::filesystem::path& path) {
  auto file = open_file(path);
  if (!file) return file.error();
  const auto head = (*file)->head(2);
  if (!head) return head.error();
  if (!is_gzip(*head)) return std::move(*file);
  return std::make_unique<GzipInput>(std::move(*file));
}

}  // namespace tidegate
