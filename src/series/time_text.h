// Times as text: ISO 8601 and counts since the epoch.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "series/time_zone.h"
#include "tidegate/series.h"

namespace tidegate {

/// How the stamps of one column are written; decided once for the whole column.
enum class TimeFormat { kIso, kSeconds, kMilliseconds, kMicroseconds, kNanoseconds };

/// ISO 8601 calendar date, optionally with a time of day: `YYYY-MM-DD[( |T)hh:mm[:ss[(.|,)fraction]][
/// ][Z|±hh[[:]mm]]]`; the date may also be written with / or dots. The fraction counts to nanoseconds, further digits
/// are cut. A stamp without zone is local time of `zone`, UTC if that is null. Years 1678 to 2261. Returns none for
/// anything else. Cost: one pass, no allocation.
std::optional<Stamp> parse_iso_time(std::string_view text, TimeZone* zone) noexcept;

/// A count of seconds … nanoseconds since 1970-01-01T00:00:00Z, with or without decimals; exact to the nanosecond.
/// The offset of the result is the one of `zone`, if given.
std::optional<Stamp> parse_epoch_time(std::string_view text, TimeFormat unit, TimeZone* zone) noexcept;

/// Either of the two.
std::optional<Stamp> parse_time(std::string_view text, TimeFormat format, TimeZone* zone) noexcept;

/// The same for a number that is not text (NumPy); exact as far as a double is.
std::optional<Timestamp> time_from_number(double count, TimeFormat unit) noexcept;

/// Unit of a count by its size: below 1e11 seconds, below 1e14 ms, below 1e17 µs, else ns.
TimeFormat epoch_unit(double count) noexcept;

/// True for a date as `parse_iso_time` reads it.
bool looks_like_time(std::string_view text) noexcept;

/// The format in which at least half of the non-empty samples can be read; none if there is none.
std::optional<TimeFormat> detect_time_format(std::span<const std::string_view> samples);

}  // namespace tidegate
