#include "files/temporary_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidegate {
namespace {

constexpr std::string_view kMark = ".tidegate-", kDigits = "0123456789abcdef";
constexpr std::size_t kRandomDigits = 16, kLongestName = 255;
constexpr int kAttempts = 16;  ///< two names of 64 random bits are equal once in a lifetime

/// Of a long name only as much as leaves room for the rest.
std::optional<std::string> random_name(const std::string& target) {
  std::uint64_t bits = 0;
  if (::getentropy(&bits, sizeof bits) != 0) return std::nullopt;
  std::string name = "." + target.substr(0, kLongestName - 1 - kMark.size() - kRandomDigits);
  name += kMark;
  for (std::size_t i = 0; i < kRandomDigits; ++i, bits >>= 4) name += kDigits[bits & 15];
  return name;
}

bool is_temporary_name(std::string_view name) {
  if (!name.starts_with('.') || name.size() < 1 + kMark.size() + kRandomDigits) return false;
  const std::string_view digits = name.substr(name.size() - kRandomDigits);
  name.remove_suffix(kRandomDigits);
  return name.ends_with(kMark) && digits.find_first_not_of(kDigits) == std::string_view::npos;
}

/// False if another process took the file for a leftover in the moment before it was locked.
bool lock_own(int file) {
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) return errno != EWOULDBLOCK;
  struct stat state {};
  return ::fstat(file, &state) == 0 && state.st_nlink > 0;
}

/// What can be locked is written by nobody. Opened for writing because locks over a network ask for it.
void remove_if_left_over(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return;
  struct stat state {};
  const bool ours = ::fstat(file, &state) == 0 && S_ISREG(state.st_mode) && state.st_uid == ::geteuid();
  if (ours && ::flock(file, LOCK_EX | LOCK_NB) == 0) ::unlink(path.c_str());
  ::close(file);
}

}  // namespace

TemporaryFile create_temporary(const std::filesystem::path& target) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto name = random_name(target.filename().string());
    if (!name) return {.error = errno};
    std::filesystem::path path = target.parent_path() / *name;
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0 && errno == EEXIST) continue;
    if (file < 0) return {.error = errno};
    if (lock_own(file)) return {file, std::move(path), 0};
    ::unlink(path.c_str());
    ::close(file);
  }
  return {.error = EEXIST};
}

void clear_leftovers(const std::filesystem::path& folder) {
  thread_local std::filesystem::path looked_into;
  if (looked_into == folder) return;
  looked_into = folder;
  std::error_code problem;
  std::filesystem::directory_iterator entry(folder, problem);
  for (; !problem && entry != std::filesystem::directory_iterator(); entry.increment(problem))
    if (is_temporary_name(entry->path().filename().native())) remove_if_left_over(entry->path());
}

int sync_folder(const std::filesystem::path& folder) {
  const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return 0;  // a folder one may write to and not read
  const int error = ::fsync(opened) == 0 ? 0 : errno;
  ::close(opened);
  return error == EINVAL || error == ENOTSUP || error == EROFS ? 0 : error;
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : ".";
}

}  // namespace tidegate
