// A trial in a file of its own: what a killed run goes on from, and what cases are drawn from.
#pragma once
#include "tidegate/benchmark.h"

namespace tidegate {

struct KeptTrial {
  Trial trial;
  JudgedSeries judged;
};

/// The file of a detector's trial on a series below a benchmark's folder.
std::filesystem::path trial_file(const std::filesystem::path& folder, std::string_view detector,
                                 std::string_view series);

/// `fingerprint`: of all that the result depends on; a trial with another one is none. Errors: kOutput.
Status write_trial(const std::filesystem::path& file, std::string_view fingerprint, const KeptTrial& kept);

/// Errors: kData (not there, damaged, of another fingerprint; an empty one takes any).
Result<KeptTrial> read_trial(const std::filesystem::path& file, std::string_view fingerprint);

}  // namespace tidegate
