#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/verbs.h"

// One of the four borders where exceptions of third parties and bad_alloc stop.
int main(int count, char** values) {
  tidegate::cli::catch_interrupts();
  try {
    return tidegate::cli::run_command(std::vector<std::string>(values + 1, values + count));
  } catch (const std::bad_alloc&) {
    std::fputs("tidegate: out of memory; give fewer rows or channels\n", stderr);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "tidegate: internal error: %s\n", problem.what());
  }
  return 70;
}
