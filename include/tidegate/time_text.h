// Time as text, the same in results, messages and pages.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tidegate/series.h"

namespace tidegate {

/// RFC 3339 with the given zone ("Z" for offset 0), fractions only as far as needed.
std::string format_time(Timestamp time, std::int16_t utc_offset_minutes = 0);

/// The moment an ISO 8601 date or date and time names ("2024-05-01", "2024-05-01 12:30", "2024-05-01T12:30:00+02:00");
/// without a zone it is local time of the given one. None for anything else.
std::optional<Timestamp> parse_moment(std::string_view text, std::int16_t utc_offset_minutes = 0);

}  // namespace tidegate
