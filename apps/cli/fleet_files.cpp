#include "cli/fleet_files.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace tidegate::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kEndings = {".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".npy"};

}  // namespace

std::string series_name(fs::path relative) {
  if (relative.filename().string().starts_with(".")) return "";
  if (relative.extension() == ".gz") relative.replace_extension();
  const std::string ending = relative.extension().string();
  if (std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end()) return "";
  return relative.replace_extension().generic_string();
}

Result<std::vector<fs::path>> series_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem, unreadable;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, problem);
  for (const fs::recursive_directory_iterator end; !problem && entry != end; entry.increment(problem)) {
    const bool hidden = entry->path().filename().string().starts_with(".");
    if (hidden && entry->is_directory(unreadable)) entry.disable_recursion_pending();
    if (entry->is_regular_file(unreadable) && !series_name(entry->path().lexically_relative(folder)).empty())
      files.push_back(entry->path());
  }
  if (problem)
    return fail(ErrorKind::kData,
                folder.string() + ": cannot be looked through: " + problem.message() + "; give a folder you may read");
  if (files.empty())
    return fail(ErrorKind::kData, folder.string() +
                                      ": no data file in this folder; expected .csv, .tsv, .txt, .jsonl, "
                                      ".ndjson, .json or .npy, each also gzipped");
  std::sort(files.begin(), files.end());
  return files;
}

Status check_names(const std::string& place, std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return {};
  return fail(ErrorKind::kData, place + ": the results of two series would both be named '" + *twice +
                                    "' (endings and characters such as : * ? do not count); rename one");
}

std::string safe_name(std::string name) {
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || std::string_view("\\:*?\"<>|").find(c) != std::string_view::npos)
      c = '_';
  if (name.starts_with("/")) name[0] = '_';
  for (std::size_t at = name.find(".."); at != std::string::npos; at = name.find("..")) name.replace(at, 2, "__");
  return name;
}

std::string safe_channel_name(std::string name) {
  std::replace(name.begin(), name.end(), '/', '_');
  return safe_name(std::move(name));
}

bool is_folder(const fs::path& path) {
  std::error_code none;
  return fs::is_directory(path, none);
}

Status make_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!problem) return {};
  return fail(ErrorKind::kOutput, folder.string() + ": cannot make this folder: " + problem.message() +
                                      "; choose a place you may write to");
}

bool lies_in(const fs::path& path, const fs::path& folder) {
  std::error_code none;
  const fs::path inner = fs::weakly_canonical(path, none), outer = fs::weakly_canonical(folder, none);
  const fs::path relative = inner.lexically_relative(outer);
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace tidegate::cli
