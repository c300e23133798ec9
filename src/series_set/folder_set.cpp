#include <algorithm>
#include <system_error>

#include "series_set/maker.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

namespace fs = std::filesystem;

/// The data files below a folder, sorted; hidden ones are passed by. Errors: kData.
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
    return fail(ErrorKind::kData, "cannot be listed: " + problem.message())
        .at({.source = folder.string()})
        .remedy("give a readable folder");
  if (files.empty())
    return fail(ErrorKind::kData, "no data file in this folder")
        .at({.source = folder.string()})
        .remedy("expected .csv, .tsv, .txt, .jsonl, .ndjson, .json or .npy, each also gzipped");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

bool is_folder(const fs::path& input) {
  std::error_code none;
  return fs::is_directory(input, none);
}

MadeSet folder_set(const fs::path& folder) {
  const auto files = series_files(folder);
  if (!files) return files.error();
  std::vector<NamedFile> named;
  for (const fs::path& file : *files) named.push_back({file, series_name(file.lexically_relative(folder))});
  return files_set(std::move(named));
}

}  // namespace tidegate
