#include "data_set/unpack.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "tidegate/output_file.h"

extern char** environ;

namespace tidegate {
namespace {

namespace fs = std::filesystem;

/// 16 hexadecimal digits that stand for a file's contents.
Result<std::string> digest_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorKind::kData, "cannot be read").at({.source = file.string()});
  Sha256 sum;
  std::array<char, 1 << 16> block;
  while (in.read(block.data(), block.size()) || in.gcount() > 0)
    sum.update(std::string_view(block.data(), static_cast<std::size_t>(in.gcount())));
  return sum.hex().substr(0, 16);
}

constexpr int kNotFound = 127;

/// The exit code of a program of PATH; kNotFound if there is none. Its words are not shown.
int run_program(std::initializer_list<std::string> words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int words_of : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, words_of, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int started = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (started != 0) return kNotFound;
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) return 1;
  return WEXITSTATUS(status);
}

Error not_unpacked(const fs::path& archive, int exit_code) {
  Error error = fail(ErrorKind::kData, "cannot be unpacked").at({.source = archive.string()});
  if (exit_code == kNotFound) return std::move(error).remedy("install the program 'tar'");
  if (run_program({"zstd", "-V"}) == kNotFound) return std::move(error).remedy("install the program 'zstd'");
  return std::move(error).remedy("it is damaged, or the disk is full: fetch it anew");
}

}  // namespace

fs::path cache_folder() {
  const auto from = [](const char* variable, const char* below) -> fs::path {
    const char* const given = std::getenv(variable);
    return given == nullptr || *given == '\0' ? fs::path() : fs::path(given) / below;
  };
  if (fs::path given = from("TIDEGATE_CACHE", ""); !given.empty()) return given;
  if (fs::path user = from("XDG_CACHE_HOME", "tidegate"); !user.empty()) return user;
  if (fs::path home = from("HOME", ".cache/tidegate"); !home.empty()) return home;
  return fs::temp_directory_path() / "tidegate";
}

Result<fs::path> unpacked(const fs::path& archive) {
  const auto digest = digest_of(archive);
  if (!digest) return digest.error();
  const fs::path name = archive.stem().stem();
  const fs::path target = cache_folder() / (name.string() + "-" + *digest);
  std::error_code problem;
  if (fs::is_directory(target, problem)) return target;
  const fs::path beside = target.string() + ".part-" + std::to_string(::getpid());
  if (auto made = make_folder(beside); !made) return made.error();
  const int exit_code = run_program({"tar", "-xf", fs::absolute(archive).string(), "-C", beside.string()});
  if (exit_code != 0) {
    fs::remove_all(beside, problem);
    return not_unpacked(archive, exit_code);
  }
  fs::rename(beside, target, problem);
  if (problem) {  // another run was faster
    fs::remove_all(beside, problem);
    if (!fs::is_directory(target, problem))
      return fail(ErrorKind::kOutput, "cannot be made").at({.source = target.string()});
  }
  return target;
}

}  // namespace tidegate
