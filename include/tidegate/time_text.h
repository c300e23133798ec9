// Time as text, the same in results, messages and pages.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// RFC 3339 with the given zone ("Z" for offset 0), fractions only as far as needed.
TIDEGATE_API std::string format_time(Timestamp time, std::int16_t utc_offset_minutes = 0);

/// For people who wait: "under 1 s", "42 s", "5 min", "2.5 h".
TIDEGATE_API std::string rough_time(double seconds);

/// "5m", "90s", "1h", "500ms", "1d", "2min" → a length of time; none for anything else, and where it is not above 0.
TIDEGATE_API std::optional<Duration> parse_duration(std::string_view text);

/// The moment an ISO 8601 date or date and time names ("2024-05-01", "2024-05-01 12:30", "2024-05-01T12:30:00+02:00");
/// without a zone it is local time of the given one. None for anything else.
TIDEGATE_API std::optional<Timestamp> parse_moment(std::string_view text, std::int16_t utc_offset_minutes = 0);

}  // namespace tidegate
