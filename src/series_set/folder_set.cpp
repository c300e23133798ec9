#include <algorithm>
#include <system_error>

#include "series_set/maker.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

namespace fs = std::filesystem;

class FolderSet final : public SeriesSet::Maker {
 public:
  FolderSet(const fs::path& folder, std::vector<fs::path> files) : files_(std::move(files)) {
    for (const fs::path& file : files_) {
      ids.push_back(series_name(file.lexically_relative(folder)));
      file_names.push_back(safe_name(ids.back()));
    }
  }

  Result<std::unique_ptr<Source>> open(std::size_t table, const ReadOptions& reading) const override {
    return open_source(files_[table], reading);
  }
  Result<Series> read(std::size_t table, const ReadOptions& reading) const override {
    return read_series(files_[table], reading);
  }

  bool may_have_time(const ReadOptions& reading) const override {
    ReadOptions heads = reading;
    heads.categories.clear();  // whose values are known only at the end
    bool any_opened = false;
    for (const fs::path& file : files_) {
      const auto source = open_source(file, heads);
      if (source && !(*source)->time_column().empty()) return true;
      any_opened = any_opened || source.has_value();
    }
    return !any_opened;
  }

 private:
  std::vector<fs::path> files_;
};

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

MadeSet folder_set(const fs::path& folder) {
  auto files = series_files(folder);
  if (!files) return files.error();
  return std::make_unique<FolderSet>(folder, std::move(*files));
}

}  // namespace tidegate
