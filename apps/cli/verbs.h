// The verbs. Each is one file: what it takes, what it does, an example that works on a file in examples/data.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"

namespace tidegate::cli {

struct Verb {
  std::string name;
  std::string summary;              ///< one clause for `tidegate --help`
  std::string file_help;            ///< what FILE is; empty = the verb takes none
  std::vector<VerbOption> options;  ///< of the verb itself
  bool reads_input = true;          ///< takes the reading options
  bool makes_detector = false;      ///< takes the detector's options
  std::string example;
  std::function<Result<int>(const std::string& file, const Settings&, const Console&)> run;  ///< gives the exit code
};

Verb inspect_verb();
Verb train_verb();
Verb score_verb();
Verb detect_verb();
Verb info_verb();
Verb size_verb();
Verb compare_verb();
Verb correlate_verb();
Verb generate_verb();
Verb eval_verb();
Verb selftest_verb();

/// In the order of `tidegate --help`.
std::vector<Verb> all_verbs();

/// Runs a whole command line (without the program's name) and returns the exit code.
int run_command(std::vector<std::string> arguments);

}  // namespace tidegate::cli
