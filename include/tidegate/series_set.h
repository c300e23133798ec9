// A set of series: one concept for a file, a folder, the channels of a wide table and the ids of a long one.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tidegate/observer.h"
#include "tidegate/result.h"
#include "tidegate/series.h"
#include "tidegate/source.h"

namespace tidegate {

struct SetOptions {
  ReadOptions reading;        ///< of every table; `reading.key` names the column of ids
  bool one_table = false;     ///< a folder is refused
  bool each_channel = false;  ///< every channel of the input is a series of its own
};

/// A list of tables. A table holds one series or, with a column of ids, many, and is worked on as a whole: it has one
/// detector. A single series is a set of one table of one series. Tables are read when they are asked for, from any
/// thread; cheap to copy.
class TIDEGATE_API SeriesSet {
 public:
  /// The set that `input` is: the data files of a folder (or of another of `collections_help`), the channels of a table
  /// (`each_channel`), or one file ("-" = standard input), whose rows may belong to many ids (`reading.key`). Reads no
  /// rows, but for channels: these all, with notes on the reading. Errors: kUsage (options that contradict one
  /// another), kData (no data file in the folder, unreadable, two names that would be one file name).
  static Result<SeriesSet> open(const std::filesystem::path& input, const SetOptions& options = {},
                                const Observer& observer = {});
  /// Series in memory, a table each, by their `source`.
  static SeriesSet of(std::vector<Series> series);

  /// Whether the set of this input would be a collection. Looks at the path alone.
  static bool is_collection(const std::filesystem::path& input, bool each_channel);
  /// What an input may be besides one file, for help texts: "a folder of such files".
  static std::string collections_help();

  const std::string& name() const;  ///< of the input, for messages
  std::size_t size() const;         ///< tables
  bool is_collection() const;  ///< made to hold many tables: results go by id, and one that fails does not end the rest
  bool is_rereadable() const;  ///< tables can be opened more than once: not standard input
  bool is_read() const;        ///< tables are in memory since before a detector was asked how it wants them
  /// "pump/7" for the file pump/7.csv of a folder; a channel's name; a file's own name.
  const std::string& id(std::size_t table) const;
  /// The same with characters replaced that no file name has, without an ending.
  const std::string& file_name(std::size_t table) const;
  /// The file of a collection that the table is; none for one file and for channels.
  std::filesystem::path file(std::size_t table) const;
  const ReadOptions& reading() const;  ///< as the set was opened with; in memory: the bins of the first series

  /// Block by block, in bounded memory. Errors: of the reader; kModel if a table in memory has other bins than
  /// `reading.resample`.
  Result<std::unique_ptr<Source>> open_table(std::size_t table, const ReadOptions& reading) const;
  /// Whole. Errors: as above.
  Result<SeriesTable> read_table(std::size_t table, const ReadOptions& reading) const;

  /// Whether a table has times, as far as the heads of the files tell; true if none can be opened.
  bool may_have_time() const;

  /// What makes a set's tables: a file pair of `src/series_set` each.
  class Maker;

 private:
  SeriesSet(std::shared_ptr<const Maker> maker, std::string name, ReadOptions reading);
  std::shared_ptr<const Maker> maker_;
  std::string name_;
  ReadOptions reading_;
};

/// Whether none of the files to be written is one that the set reads. Cost: O(n) look-ups of n tables. Errors: kUsage
/// naming the file.
TIDEGATE_API Status check_replaces_none(const SeriesSet& set, const std::vector<std::filesystem::path>& written);

}  // namespace tidegate
