// Time as text, the same in results, messages and pages.
#pragma once
#include <cstdint>
#include <string>

#include "tidegate/series.h"

namespace tidegate {

/// RFC 3339 with the given zone ("Z" for offset 0), fractions only as far as needed.
std::string format_time(Timestamp time, std::int16_t utc_offset_minutes = 0);

}  // namespace tidegate
