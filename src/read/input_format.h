// Detects the format of an input by its first bytes.
#pragma once
#include <string>
#include <string_view>

#include "tidegate/result.h"
#include "tidegate/source.h"

namespace tidegate {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  ///< of UTF-8

/// `head`: the first bytes (a few KiB; fewer only if the input is shorter). Text that is not JSON is taken as CSV.
/// Errors: kData (empty, UTF-16, a known foreign format, binary data), naming `name` and the remedy.
Result<InputFormat> detect_format(const std::string& name, std::string_view head);

}  // namespace tidegate
