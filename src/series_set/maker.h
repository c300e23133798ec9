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
  virtual std::filesystem::path file(std::size_t) const {
    return {};
  }  ///< of which the table is the whole; may be none

  std::vector<std::string> ids, file_names;  ///< one entry a table
};

using MadeSet = Result<std::unique_ptr<SeriesSet::Maker>>;

MadeSet file_set(const std::filesystem::path& file);

/// A file that is a series, and what the series is called.
struct NamedFile {
  std::filesystem::path path;
  std::string id;
};
/// What every input that stands for many files becomes.
std::unique_ptr<SeriesSet::Maker> files_set(std::vector<NamedFile> files);

// Inputs that stand for many files: `is_x` looks at the path alone, `x_set` finds the files.
bool is_folder(const std::filesystem::path& input);
MadeSet folder_set(const std::filesystem::path& folder);
bool is_list(const std::filesystem::path& input);
MadeSet list_set(const std::filesystem::path& list);

/// The channels of a table, each a series with a channel named "value", so that one detector can serve all.
MadeSet channel_set(const std::filesystem::path& file, const ReadOptions& reading, const Observer& observer);
std::unique_ptr<SeriesSet::Maker> memory_set(std::vector<Series> series);

}  // namespace tidegate
