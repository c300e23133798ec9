// Known anomalies as a list of windows in a file of its own.
#pragma once
#include <filesystem>
#include <string>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// Sets the label of every row of `series`: 1 within a window (both ends included), else 0. The file holds, as JSON,
/// [["2014-04-10 07:15:00", "2014-04-11 16:45:00"], …], or such lists by file name, as NAB keeps them, of which that of
/// the series' file is taken; or, as CSV, two columns start and end. Ends are times, as in the series, or, if rows have
/// no time, row numbers from 0. `time_zone` is that of stamps without one. Windows that contain no row are noted in the
/// series' remarks.
/// Errors: kData naming file, line or window and the remedy (unreadable, no window, not two ends, an end before its
/// start, a time that is none, no list for this series, no window that holds a row).
Status label_by_windows(const std::filesystem::path& file, const std::string& time_zone, Series& series);

}  // namespace tidegate
