#include "series_set/maker.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

class FileSet final : public SeriesSet::Maker {
 public:
  explicit FileSet(std::filesystem::path file) : file_(std::move(file)) {
    ids = {file_ == "-" ? "standard input" : file_.filename().string()};
    const std::filesystem::path unpacked = file_.extension() == ".gz" ? file_.stem() : file_;
    file_names = {safe_name(unpacked.stem().string())};
  }

  bool is_collection() const override { return false; }
  bool is_rereadable() const override { return file_ != "-"; }
  Result<std::unique_ptr<Source>> open(std::size_t, const ReadOptions& reading) const override {
    return open_source(file_, reading);
  }
  Result<Series> read(std::size_t, const ReadOptions& reading) const override { return read_series(file_, reading); }
  bool may_have_time(const ReadOptions& reading) const override {
    if (file_ == "-") return true;  // opening it would take rows away
    const auto source = open_source(file_, reading);
    return !source || !(*source)->time_column().empty();
  }

 private:
  std::filesystem::path file_;
};

}  // namespace

MadeSet file_set(const std::filesystem::path& file) { return std::make_unique<FileSet>(file); }

}  // namespace tidegate
