// A program driven from outside, as a shell would: arguments, environment, standard input, signals, limits.
#pragma once
#include <sys/types.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::testing_support {

/// A program that has come to its end.
struct Finished {
  int exit_code = -1;  ///< 128 + number of the signal that killed it
  std::string out, err;
  std::size_t peak_bytes = 0;  ///< largest resident set
};

struct Launch {
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment{};  ///< added to ours, less every TIDEGATE_ variable
  std::string output_to{};           ///< file for standard output, which `Finished::out` then leaves out
  std::size_t file_limit_bytes = 0;  ///< no file may grow beyond (`ulimit -f`); 0 = no limit
};

/// Runs the command line program that was built with these tests. Its standard output is a file in memory
/// and its words fit into a pipe, so that it never waits for us to read.
class Process {
 public:
  explicit Process(const Launch& launch);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  /// False once the program has closed its end.
  bool write(std::string_view text);
  void close_input();

  void send(int signal_number) const;

  /// Until `text` stands in its standard error; false if it did not within a minute or the program has ended.
  bool wait_for_words(std::string_view text);

  /// Closes standard input and waits for the end.
  Finished finish();

 private:
  [[noreturn]] void become(const Launch& launch, int input, int error) const;
  const std::string& words();  ///< on standard error so far

  pid_t child_ = -1;
  int input_ = -1, output_ = -1, error_ = -1;  ///< our ends
  std::string words_;
};

/// From start to end, `input` on its standard input.
Finished run(const Launch& launch, std::string_view input = "");
Finished run(std::vector<std::string> arguments, std::string_view input = "");

}  // namespace tidegate::testing_support
