#include "cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace tidegate::cli {
namespace {

std::atomic<bool> stop_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void on_signal(int number) {
  stop_asked = true;
  std::signal(number, SIG_DFL);
}

int terminal_width(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return size.ws_col;
}

void write_line(std::string_view text) { std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data()); }

}  // namespace

Console Console::detect() {
  Console console;
  console.output_is_terminal = isatty(STDOUT_FILENO) == 1;
  const char* no_colour = std::getenv("NO_COLOR");
  const bool plain = no_colour != nullptr && *no_colour != '\0';
  console.colour = console.output_is_terminal && !plain;
  console.progress_bar = isatty(STDERR_FILENO) == 1 && !plain;
  console.width = terminal_width(console.output_is_terminal ? STDOUT_FILENO : STDERR_FILENO);
  return console;
}

void Console::say(std::string_view text) const {
  if (!quiet) write_line(spell(text, spelled_as_flag));
}

int exit_code(ErrorKind kind) {
  constexpr int kCodes[] = {2, 3, 4, 5, 130};  // in the order of the kinds
  return kCodes[static_cast<int>(kind)];
}

std::string spelled_as_flag(std::string_view option, std::string_view value) {
  return "--" + std::string(option) + (value.empty() ? "" : " " + std::string(value));
}

int report_error(const Error& error) {
  write_line("tidegate: " + error.message(spelled_as_flag));
  return exit_code(error.kind);
}

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_signal;  // without SA_RESTART, so that a read that waits ends
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of writing, reported like any other
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that may not grow further
}

bool interrupted() { return stop_asked; }

}  // namespace tidegate::cli
