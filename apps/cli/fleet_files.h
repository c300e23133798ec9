// Which files of a folder are series, and which files their results become.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "tidegate/result.h"

namespace tidegate::cli {

bool is_folder(const std::filesystem::path& path);

/// The data files in `folder` and below it, sorted. Hidden files and folders are passed by, and so are folders that may
/// not be read. Errors: kData if there is none.
Result<std::vector<std::filesystem::path>> series_files(const std::filesystem::path& folder);

/// "7" for 7.csv or 7.csv.gz; empty for a file that holds no series.
std::string series_name(std::filesystem::path relative);

/// A name without characters that would lead out of a folder, or that a file system refuses; a channel's name has no
/// folders: "Water flow [l/s]".
std::string safe_name(std::string name);
std::string safe_channel_name(std::string name);

/// Errors: kData if two names are equal: two series would be written to one file.
Status check_names(const std::string& place, std::vector<std::string> names);

/// Errors: kOutput.
Status make_folder(const std::filesystem::path& folder);

/// Whether `path` is `folder` or lies below it, wherever links lead.
bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace tidegate::cli
