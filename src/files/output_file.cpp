#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/contracts.h"
#include "files/temporary_file.h"
#include "tidegate/output_file.h"

namespace tidegate {
namespace {

constexpr std::string_view kStandardOutput = "standard output";

constexpr std::size_t kBufferBytes = std::size_t{1} << 18;

std::string remedy(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "free some space or write elsewhere";
    case EFBIG:
      return "raise the limit on file sizes (ulimit -f) or write elsewhere";
    case ENAMETOOLONG:
      return "choose a shorter name";
    case EISDIR:
      return "name a file in it";
    case EACCES:
    case EPERM:
    case EROFS:
      return "choose a writable folder";
    case ENOENT:
      return "create the folder first";
    default:
      return "";
  }
}

Error output_error(const std::string& name, int error) {
  const std::string cause = error == EPIPE ? "the reader has gone" : std::strerror(error);
  const std::string quote = name == kStandardOutput ? "" : "'";
  Error failed = fail(ErrorKind::kOutput, cause).at({.source = name, .words = "writing " + quote + name + quote});
  if (std::string what = remedy(error); !what.empty()) failed.remedies.push_back(std::move(what));
  return failed;
}

Status write_all(int file, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return output_error(name, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// The file a symbolic link leads to, so that the rename replaces that and not the link.
std::filesystem::path followed(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto target = std::filesystem::canonical(path, ignored);
  return ignored ? path : target;
}

}  // namespace

struct OutputFile::Impl {
  int file = STDOUT_FILENO;
  std::string name{kStandardOutput};  ///< for messages
  std::filesystem::path target;
  std::filesystem::path temporary;  ///< empty if bytes go straight to `file`
  std::string buffer;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (!temporary.empty()) ::unlink(temporary.c_str());
    close_file();
  }

  Status open_directly() {
    file = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    return file < 0 ? Status(output_error(name, errno)) : Status();
  }

  Status open_beside(const struct stat* existing) {
    clear_leftovers(folder_of(target));
    TemporaryFile made = create_temporary(target);
    if (made.file < 0) return output_error(name, made.error);
    file = made.file;
    temporary = std::move(made.path);
    if (existing != nullptr) static_cast<void>(::fchmod(file, existing->st_mode & 0777));
    return {};
  }

  Status flush() {
    const Status written = write_all(file, buffer, name);
    buffer.clear();
    return written;
  }

  /// Keeps standard output open: it is not ours.
  int close_file() {
    const int closing = file;
    file = -1;
    return closing > STDERR_FILENO ? ::close(closing) : 0;
  }

  /// The file is closed last: until it has its name, its lock says that it is no leftover.
  Status put_in_place() {
    if (::fsync(file) != 0) return output_error(name, errno);
    if (::rename(temporary.c_str(), target.c_str()) != 0) return output_error(name, errno);
    temporary.clear();
    if (close_file() != 0) return output_error(name, errno);
    const int error = sync_folder(folder_of(target));
    return error != 0 ? Status(output_error(name, error)) : Status();
  }
};

OutputFile::OutputFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

Result<OutputFile> OutputFile::create(const std::filesystem::path& path) {
  auto impl = std::make_unique<Impl>();
  impl->buffer.reserve(kBufferBytes);
  if (path.empty() || path == "-") return OutputFile(std::move(impl));
  impl->name = path.string();
  impl->target = followed(path);
  impl->file = -1;
  struct stat existing {};
  const bool exists = ::stat(impl->target.c_str(), &existing) == 0;
  if (!exists && errno == ENAMETOOLONG) return output_error(impl->name, ENAMETOOLONG);  // else only `commit` would tell
  if (exists && S_ISDIR(existing.st_mode)) return output_error(impl->name, EISDIR);
  const bool special = exists && !S_ISREG(existing.st_mode);
  const Status opened = special ? impl->open_directly() : impl->open_beside(exists ? &existing : nullptr);
  if (!opened) return opened.error();
  return OutputFile(std::move(impl));
}

Status OutputFile::write(std::string_view bytes) {
  TIDEGATE_EXPECTS(impl_ != nullptr && impl_->file >= 0);
  if (impl_->buffer.size() + bytes.size() <= kBufferBytes) {
    impl_->buffer += bytes;
    return {};
  }
  if (const Status flushed = impl_->flush(); !flushed) return flushed;
  return write_all(impl_->file, bytes, impl_->name);
}

Status OutputFile::commit() {
  TIDEGATE_EXPECTS(impl_ != nullptr && impl_->file >= 0);
  if (const Status flushed = impl_->flush(); !flushed) return flushed;
  return impl_->temporary.empty() ? Status() : impl_->put_in_place();
}

bool OutputFile::can_patch() const { return impl_ != nullptr && !impl_->temporary.empty(); }

Status OutputFile::patch(std::size_t offset, std::string_view bytes) {
  TIDEGATE_EXPECTS(can_patch());
  if (const Status flushed = impl_->flush(); !flushed) return flushed;
  const ssize_t written = ::pwrite(impl_->file, bytes.data(), bytes.size(), static_cast<off_t>(offset));
  if (written == static_cast<ssize_t>(bytes.size())) return {};
  return output_error(impl_->name, written < 0 ? errno : ENOSPC);
}

Status make_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (!problem) return {};
  return fail(ErrorKind::kOutput, "cannot create this folder: " + problem.message())
      .at({.source = folder.string()})
      .remedy("choose a writable place");
}

bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder) {
  std::error_code none;
  const auto inner = std::filesystem::weakly_canonical(path, none),
             outer = std::filesystem::weakly_canonical(folder, none);
  const auto relative = inner.lexically_relative(outer);
  return !relative.empty() && *relative.begin() != "..";
}

Status write_file(const std::filesystem::path& path, std::string_view bytes) {
  auto file = OutputFile::create(path);
  if (!file) return file.error();
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

}  // namespace tidegate
