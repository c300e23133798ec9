// What kind of CSV a text is: delimiter, decimal mark, header.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/source.h"

namespace tidegate {

struct CsvDialect {
  char delimiter = ',';
  char decimal_mark = '.';
  bool has_header = true;
  std::vector<std::string> first_record;  ///< empty if the sample holds no complete record
};

/// Looks at the leading records of `sample` (at most 50); `whole` says that the sample is the whole input.
/// What `options` fix is taken as it is.
///   delimiter: the one of tab ; | , that splits most records into the same number (> 1) of fields;
///   decimal mark: comma if more fields are numbers with a comma than with a point;
///   header: the first record has text where the others have numbers or times, or has nothing but text.
/// Errors: kUsage (a decimal comma together with the delimiter comma).
Result<CsvDialect> detect_dialect(std::string sample, bool whole, const ReadOptions& options);

}  // namespace tidegate
