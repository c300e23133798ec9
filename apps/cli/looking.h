// Pictures: the terminal plot and the report page.
#pragma once
#include "cli/console.h"
#include "cli/detection.h"
#include "cli/fitting.h"

namespace tidegate::cli {

/// Draws the strongest event's channel; to standard output, or to standard error where the result itself goes there.
void draw_plot(const Series& series, const DetectionRun& run, bool to_output, const Console& console);

Status write_report_page(const Series& series, const Fitted& fitted, const DetectionRun& run, const std::string& file,
                         const Settings& settings, const Console& console);

}  // namespace tidegate::cli
