// Records of text fields, the common shape of CSV and JSON lines.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"

namespace tidegate {

enum class Fetch {
  kRecord,
  kLater,  ///< the next record needs a read of the input, and the caller did not want to wait for it
  kEnd,
};

/// Gives one record after the other, always with `column_names().size()` fields. One owner.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  virtual const std::string& name() const = 0;
  virtual std::size_t stored_bytes() const = 0;
  virtual const std::vector<std::string>& column_names() const = 0;
  virtual char decimal_mark() const = 0;

  /// Fills `fields` (views, valid until the next call). Errors: kData (ragged, quoting, syntax …).
  virtual Result<Fetch> next(std::vector<std::string_view>& fields, bool may_wait) = 0;
  virtual std::size_t line() const = 0;  ///< where the last record starts, counted from 1

  /// Fields met that belong to none of the columns, for the reader's notes.
  virtual std::vector<std::string> left_out() const { return {}; }
};

}  // namespace tidegate
