// Where words go, and what the terminal can show.
#pragma once
#include <string>
#include <string_view>

#include "tidegate/result.h"

namespace tidegate::cli {

/// Words go to standard error, results to standard output.
struct Console {
  bool quiet = false;
  bool verbose = false;
  bool progress_bar = false;  ///< standard error is a terminal and NO_COLOR is not set
  bool output_is_terminal = false;
  bool colour = false;  ///< of standard output; off where NO_COLOR is set
  int width = 100;      ///< columns of the terminal

  static Console detect();

  void say(std::string_view text) const;  ///< a line of words, unless --quiet
};

/// 2 usage, 3 data, 4 model, 5 output, 130 interrupted.
int exit_code(ErrorKind kind);

/// `--train-part`, `--loss mae`.
std::string spelled_as_flag(std::string_view option, std::string_view value);

/// Prints "tidegate: message" and returns the exit code.
int report_error(const Error& error);

/// True once Ctrl-C (or SIGTERM) was pressed; a second one ends the process at once.
void catch_interrupts();
bool interrupted();

}  // namespace tidegate::cli
