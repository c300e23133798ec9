#include "series_set/maker.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

class FilesSet final : public SeriesSet::Maker {
 public:
  explicit FilesSet(std::vector<NamedFile> files) : files_(std::move(files)) {
    for (const NamedFile& file : files_) {
      ids.push_back(file.id);
      file_names.push_back(safe_name(file.id));
    }
  }

  Result<std::unique_ptr<Source>> open(std::size_t table, const ReadOptions& reading) const override {
    return open_source(files_[table].path, reading);
  }
  Result<Series> read(std::size_t table, const ReadOptions& reading) const override {
    return read_series(files_[table].path, reading);
  }
  std::filesystem::path file(std::size_t table) const override { return files_[table].path; }

  bool may_have_time(const ReadOptions& reading) const override {
    ReadOptions heads = reading;
    heads.categories.clear();  // whose values are known only at the end
    bool any_opened = false;
    for (const NamedFile& file : files_) {
      const auto source = open_source(file.path, heads);
      if (source && !(*source)->time_column().empty()) return true;
      any_opened = any_opened || source.has_value();
    }
    return !any_opened;
  }

 private:
  std::vector<NamedFile> files_;
};

}  // namespace

std::unique_ptr<SeriesSet::Maker> files_set(std::vector<NamedFile> files) {
  return std::make_unique<FilesSet>(std::move(files));
}

}  // namespace tidegate
