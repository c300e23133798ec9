// Pictures of a detection: the terminal plot and the report page.
#pragma once
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/offline.h"

namespace tidegate::cli {

/// Draws the strongest event's channel; to standard output, or to standard error where the result itself goes there.
void draw_plot(const Detection& detection, const DetectionRun& run, bool to_output, const Console& console);

/// The command line that repeats a run.
std::string repeat_command(const std::string& verb, const std::string& file, const Settings& settings);

/// The page of --report.
struct PageRequest {
  std::string file;                ///< empty = none
  std::string command;             ///< repeats the run
  std::vector<std::string> given;  ///< options that were set, by name
};
PageRequest page_request(const std::string& file, const Settings& settings);

Status write_report_page(const Detection& detection, const DetectionRun& run, const PageRequest& page,
                         const Console& console);

}  // namespace tidegate::cli
