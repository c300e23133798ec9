#include "integration/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace tidegate::testing_support {
namespace {

constexpr auto kPatience = std::chrono::minutes(1);
constexpr auto kPause = std::chrono::milliseconds(5);

std::string content(int file) {
  std::string text;
  char buffer[1 << 16];
  off_t at = 0;
  for (ssize_t got = 0; (got = ::pread(file, buffer, sizeof buffer, at)) > 0; at += got)
    text.append(buffer, static_cast<std::size_t>(got));
  return text;
}

/// Ours would reach into the tests.
void forget_settings() {
  std::vector<std::string> names;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    if (variable.starts_with("TIDEGATE_")) names.emplace_back(variable.substr(0, variable.find('=')));
  }
  for (const std::string& name : names) ::unsetenv(name.c_str());
}

void limit_files(std::size_t bytes) {
  if (bytes == 0) return;
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
}

std::vector<char*> argument_pointers(const Launch& launch) {
  static char program[] = TIDEGATE_PROGRAM;
  std::vector<char*> pointers = {program};
  for (const std::string& argument : launch.arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Process::Process(const Launch& launch) {
  int input[2], error[2];
  EXPECT_EQ(::pipe2(input, O_CLOEXEC), 0);
  EXPECT_EQ(::pipe2(error, O_CLOEXEC), 0);  // not a file: a limit on files must not cut the words short
  input_ = input[1];
  error_ = error[0];
  ::fcntl(error_, F_SETFL, O_NONBLOCK);
  output_ = launch.output_to.empty() ? ::memfd_create("output", MFD_CLOEXEC)
                                     : ::open(launch.output_to.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  EXPECT_GE(output_, 0) << launch.output_to;
  std::signal(SIGPIPE, SIG_IGN);  // a program that ends early is a finding of the test, not its end
  child_ = ::fork();
  if (child_ == 0) become(launch, input[0], error[1]);
  ::close(input[0]);
  ::close(error[1]);
}

void Process::become(const Launch& launch, int input, int error) const {
  ::dup2(input, STDIN_FILENO);
  ::dup2(output_, STDOUT_FILENO);
  ::dup2(error, STDERR_FILENO);
  std::signal(SIGPIPE, SIG_DFL);
  forget_settings();
  for (const auto& [name, value] : launch.environment) ::setenv(name.c_str(), value.c_str(), 1);
  limit_files(launch.file_limit_bytes);
  ::execv(TIDEGATE_PROGRAM, argument_pointers(launch).data());
  ::_exit(127);
}

Process::~Process() {
  if (child_ > 0) {
    send(SIGKILL);
    finish();
  }
  ::close(output_);
  ::close(error_);
}

bool Process::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(input_, text.data(), text.size());
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void Process::close_input() {
  if (input_ >= 0) ::close(input_);
  input_ = -1;
}

void Process::send(int signal_number) const { ::kill(child_, signal_number); }

const std::string& Process::words() {
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(error_, buffer, sizeof buffer)) > 0;)
    words_.append(buffer, static_cast<std::size_t>(got));
  return words_;
}

bool Process::wait_for_words(std::string_view text) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (std::chrono::steady_clock::now() < until) {
    if (words().find(text) != std::string::npos) return true;
    siginfo_t ended{};
    if (::waitid(P_PID, static_cast<id_t>(child_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid != 0)
      return false;
    std::this_thread::sleep_for(kPause);
  }
  return false;
}

Finished Process::finish() {
  close_input();
  int status = 0;
  rusage usage{};
  ::wait4(child_, &status, 0, &usage);
  child_ = -1;
  Finished finished;
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  finished.out = content(output_);
  finished.err = words();
  finished.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  return finished;
}

Finished run(const Launch& launch, std::string_view input) {
  Process process(launch);
  process.write(input);
  return process.finish();
}

Finished run(std::vector<std::string> arguments, std::string_view input) {
  return run(Launch{.arguments = std::move(arguments)}, input);
}

}  // namespace tidegate::testing_support
