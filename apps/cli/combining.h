// Events of several series, or of several detectors of one file, taken together: --combine and --within.
#pragma once
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/sink.h"

namespace tidegate::cli {

std::vector<VerbOption> combining_options();

/// Errors: kUsage if --combine or --within is not understood, stands without what it needs, or beside a picture of one
/// series. Told before anything is read.
Status check_combining(const Settings& settings, bool fleet);

/// Errors: kUsage if --combine asks for more series than there are.
Status check_enough_series(const Settings& settings, std::size_t series);

/// Errors: kUsage if --within is a length of time and no series has times; told before any detector is at work.
Status check_within(const Settings& settings, bool have_times);

/// Writes what the series have in common and gives the exit code. Errors: kUsage, kData, of the output.
Result<int> write_combination(const std::vector<Detection>& all, EventFormat format, const Settings& settings,
                              const Console& console);

/// One file through each detector of --model a,b,c. Errors: of any of them.
Result<int> detect_with_models(const std::string& file, EventFormat format, const Settings& settings,
                               const Console& console);

}  // namespace tidegate::cli
