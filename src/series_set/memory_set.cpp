#include <algorithm>

#include "series_set/bins.h"
#include "series_set/maker.h"
#include "series_set/memory_source.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

class MemorySet final : public SeriesSet::Maker {
 public:
  explicit MemorySet(std::vector<Series> series) : series_(std::move(series)) {
    for (const Series& one : series_) {
      ids.push_back(one.source);
      file_names.push_back(safe_name(one.source));
    }
  }

  bool is_collection() const override { return series_.size() != 1; }
  bool is_read() const override { return true; }
  Result<std::unique_ptr<Source>> open(std::size_t table, const ReadOptions& reading) const override {
    if (auto fits = check_bins(series_[table].resample, reading); !fits) return fits.error();
    return std::unique_ptr<Source>(std::make_unique<MemorySource>(series_[table]));
  }
  Result<Series> read(std::size_t table, const ReadOptions& reading) const override {
    if (auto fits = check_bins(series_[table].resample, reading); !fits) return fits.error();
    return series_[table];
  }
  bool may_have_time(const ReadOptions&) const override {
    return std::ranges::any_of(series_, [](const Series& one) { return one.rows.has_time(); });
  }

 private:
  std::vector<Series> series_;
};

}  // namespace

std::unique_ptr<SeriesSet::Maker> memory_set(std::vector<Series> series) {
  return std::make_unique<MemorySet>(std::move(series));
}

}  // namespace tidegate
