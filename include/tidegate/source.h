// Reading series from files and standard input: CSV, JSON lines, NumPy.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

enum class InputFormat { kAuto, kCsv, kJsonLines, kNpy };

/// How to read an input; every field may stay as it is. One spelling with the command line (`time-zone` …).
struct ReadOptions {
  InputFormat format = InputFormat::kAuto;  ///< by content, then by file name
  std::string time;                         ///< column name or number from 0; "none" = rows have no time; empty = found
  std::string time_zone;                    ///< IANA name for stamps without zone; empty = UTC
  std::vector<std::string> channels;        ///< names or numbers, in this order; empty = every numeric column
  std::string label;                        ///< column of 0 / 1 (also true / false); empty = none
  std::filesystem::path label_windows;      ///< file of windows that are anomalous; whole series only; empty = none
  char delimiter = '\0';                    ///< ',' ';' or tab; '\0' = found
  std::optional<bool> decimal_comma;        ///< unset = found
  Duration resample{0};                     ///< mean over bins of this length; 0 = rows as they are
  std::string key;                          ///< series id column; empty = all rows are of one series
  std::vector<std::string> categories;      ///< text columns read as flags: channel `proto=tcp` is 1 where proto is tcp
  /// Used in place of "every numeric column" if the input has them all: a model's own channels. `proto=tcp` is a
  /// category of column proto.
  std::vector<std::string> preferred_channels;
  std::string preferred_key;             ///< a model's own key column, taken unless `key` is given ("none" = no key)
  std::function<bool()> stop_requested;  ///< asked between blocks by `read_series`; true = kInterrupted
};

/// The same options by name, for command lines and files. Without `key`, which not every reader of texts offers.
struct ReadOption {
  std::string name;   ///< as on the command line, e.g. "time-zone"
  std::string help;   ///< a clause
  std::string value;  ///< what stands for the value in help texts; empty of a switch
};
TIDEGATE_API std::vector<ReadOption> read_options();

/// Sets one of them, or `key`, from text. Errors: kUsage naming option, text and what is allowed. Contract: a name of
/// these.
TIDEGATE_API Status set_read_option(ReadOptions& options, std::string_view name, const std::string& text);

/// Rows of one input, block by block, in bounded memory. One owner; not thread-safe.
class TIDEGATE_API Source {
 public:
  virtual ~Source() = default;

  virtual const std::string& name() const = 0;         ///< for messages
  virtual const std::string& time_column() const = 0;  ///< empty if rows have no time
  virtual const std::vector<Channel>& channels() const = 0;
  virtual const ReadNotes& notes() const = 0;
  virtual const std::string& key_column() const;         ///< empty if all rows are of one series
  virtual const std::vector<std::string>& keys() const;  ///< those met so far, by number; they only become more

  /// Replaces `rows` by the next rows (at most a few thousand); false at the end, `rows` is then empty.
  /// Errors: kData, naming file, line, column and remedy.
  virtual Result<bool> next(Rows& rows) = 0;
};

/// Opens `path` ("-" = standard input; gzip is found by content) and reads as far as needed to know the columns: to the
/// end, keeping the rows, if it has categories that are not known beforehand.
/// Errors: kData (missing, empty, header only, unknown column …), kUsage (options), kModel (no column `preferred_key`).
TIDEGATE_API Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& path, const ReadOptions& options);

/// Notes on a reading, a clause each; none if nothing was changed or left out.
TIDEGATE_API std::vector<std::string> reading_notes(const ReadNotes& notes);

/// Reads to the end. Memory: about 8·C + 40 bytes a row.
TIDEGATE_API Result<Series> read_all(Source& source, const std::function<bool()>& stop_requested = {});
TIDEGATE_API Result<Series> read_series(const std::filesystem::path& path, const ReadOptions& options = {});

}  // namespace tidegate
