// Runs a program and tells what it took as one line of JSON: timed OUTPUT PROGRAM [ARGUMENTS]
//
// OUTPUT is where the program's standard output goes. A small program of its own, because a process counts the memory
// of the one it was started from as its own peak until it needs more: from a Python with PyTorch loaded, half a
// gigabyte.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>

namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: timed OUTPUT PROGRAM [ARGUMENTS]\n"), 2;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const auto start = std::chrono::steady_clock::now();
  pid_t process = 0;
  if (posix_spawnp(&process, argv[2], &actions, nullptr, argv + 2, environ) != 0)
    return std::fprintf(stderr, "%s does not start\n", argv[2]), 2;
  int status = 0;
  rusage usage{};
  wait4(process, &status, 0, &usage);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::printf("{\"status\": %d, \"seconds\": %.6f, \"cpu_seconds\": %.6f, \"peak_mib\": %.2f}\n",
              WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), taken.count(),
              seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024);
  return 0;
}
