// Names of series, from files and for files.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tidegate/result.h"

namespace tidegate {

/// "pump/7" for pump/7.csv.gz; "" if it is no data file by its ending, or hidden.
std::string series_name(std::filesystem::path relative);

/// The same with characters replaced that no file name has; it stays within the folder.
std::string safe_name(std::string name);
std::string safe_channel_name(std::string name);  ///< a slash is no folder here

/// Errors: kData if two are the same.
Status check_distinct_names(const std::string& place, std::vector<std::string> names);

}  // namespace tidegate
