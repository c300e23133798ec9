// What a set's tables are made of.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "tidegate/series_set.h"

namespace tidegate {

/// Const and safe to share once it is made.
class SeriesSet::Maker {
 public:
  virtual ~Maker() = default;

  virtual bool is_collection() const { return true; }
  virtual bool is_rereadable() const { return true; }
  virtual bool is_read() const { return false; }
  virtual Result<std::unique_ptr<Source>> open(std::size_t table, const ReadOptions& reading) const = 0;
  virtual Result<Series> read(std::size_t table, const ReadOptions& reading) const = 0;
  virtual bool may_have_time(const ReadOptions& reading) const = 0;

  std::vector<std::string> ids, file_names;  ///< one entry a table
};

using MadeSet = Result<std::unique_ptr<SeriesSet::Maker>>;

MadeSet file_set(const std::filesystem::path& file);
MadeSet folder_set(const std::filesystem::path& folder);
/// The channels of a table, each a series with a channel named "value", so that one detector can serve all.
MadeSet channel_set(const std::filesystem::path& file, const ReadOptions& reading, const Observer& observer);
std::unique_ptr<SeriesSet::Maker> memory_set(std::vector<Series> series);

}  // namespace tidegate
