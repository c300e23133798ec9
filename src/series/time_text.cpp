#include "series/time_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {
namespace {

constexpr std::int64_t kNanosecondsASecond = 1'000'000'000;
constexpr std::int64_t kSecondsADay = 86'400;
constexpr std::int64_t kLargestSecond = std::numeric_limits<std::int64_t>::max() / kNanosecondsASecond - 1;

/// Reads a text from left to right; a failed step leaves `good` false and later steps without effect.
struct Cursor {
  const char* at;
  const char* end;
  bool good = true;

  bool done() const { return at == end; }
  bool sees(char c) const { return at != end && *at == c; }
  bool sees_digit() const { return at != end && *at >= '0' && *at <= '9'; }

  bool take(char c) {
    if (!sees(c)) return false;
    ++at;
    return true;
  }

  int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      if (!sees_digit()) return static_cast<int>(good = false);
      value = 10 * value + (*at++ - '0');
    }
    return value;
  }
};

/// Days since 1970-01-01. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
constexpr std::int64_t days_from_civil(int year, int month, int day) noexcept {
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400;  // years here are positive
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return std::int64_t{era} * 146097 + day_of_era - 719468;
}

constexpr bool is_leap(int year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr int days_in_month(int year, int month) noexcept {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

std::int64_t read_date(Cursor& in) noexcept {
  const int year = in.digits(4);
  const char separator = in.done() ? '\0' : *in.at;
  if (separator != '-' && separator != '/' && separator != '.') in.good = false;
  in.take(separator);
  const int month = in.digits(2);
  if (!in.take(separator)) in.good = false;
  const int day = in.digits(2);
  if (!in.good || year < 1678 || year > 2261 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
    return static_cast<std::int64_t>(in.good = false);
  return days_from_civil(year, month, day);
}

/// Digits after the decimal mark as nanoseconds; further ones are cut.
std::int64_t read_fraction(Cursor& in) noexcept {
  std::int64_t nanoseconds = 0;
  std::int64_t unit = kNanosecondsASecond / 10;
  if (!in.sees_digit()) in.good = false;
  for (; in.sees_digit(); ++in.at, unit /= 10) nanoseconds += unit * (*in.at - '0');
  return nanoseconds;
}

/// Nanoseconds since midnight.
std::int64_t read_time_of_day(Cursor& in) noexcept {
  const int hour = in.digits(2);
  if (!in.take(':')) in.good = false;
  const int minute = in.digits(2);
  const int second = in.take(':') ? in.digits(2) : 0;
  const std::int64_t fraction = in.take('.') || in.take(',') ? read_fraction(in) : 0;
  if (hour > 23 || minute > 59 || second > 60) in.good = false;  // 60: a leap second is the next minute's first
  return (std::int64_t{hour} * 3600 + minute * 60 + second) * kNanosecondsASecond + fraction;
}

/// Minutes east of Greenwich; none if no zone is written.
std::optional<int> read_zone(Cursor& in) noexcept {
  in.take(' ');
  if (in.take('Z') || in.take('z')) return 0;
  const bool west = in.sees('-');
  if (!in.take('+') && !in.take('-')) return std::nullopt;
  const int hours = in.digits(2);
  in.take(':');
  const int minutes = in.done() ? 0 : in.digits(2);
  if (hours > 23 || minutes > 59) in.good = false;
  return (west ? -1 : 1) * (60 * hours + minutes);
}

std::int64_t nanoseconds_a_unit(TimeFormat unit) noexcept {
  switch (unit) {
    case TimeFormat::kMilliseconds:
      return 1'000'000;
    case TimeFormat::kMicroseconds:
      return 1'000;
    case TimeFormat::kNanoseconds:
      return 1;
    default:
      return kNanosecondsASecond;
  }
}

Timestamp at_nanosecond(std::int64_t count) noexcept { return Timestamp(Duration(count)); }

std::optional<double> to_number(std::string_view text) noexcept {
  double value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Decimal digits with or without a fraction, without the rounding of a double.
std::optional<Timestamp> exact_epoch(std::string_view text, TimeFormat unit) noexcept {
  const bool negative = text.starts_with('-');
  const char* const end = text.data() + text.size();
  std::int64_t whole = 0;
  const auto parsed = std::from_chars(text.data() + (negative ? 1 : 0), end, whole);
  const std::int64_t scale = nanoseconds_a_unit(unit);
  if (parsed.ec != std::errc() || whole < 0 || whole > kLargestSecond * (kNanosecondsASecond / scale))
    return std::nullopt;
  Cursor in{parsed.ptr, end};
  std::int64_t count = whole * scale;
  if (in.take('.') && !in.done()) count += read_fraction(in) / (kNanosecondsASecond / scale);
  if (!in.good || !in.done()) return std::nullopt;
  return at_nanosecond(negative ? -count : count);
}

std::string_view clean(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

void append_fraction(std::string& out, std::int64_t nanoseconds) {
  if (nanoseconds == 0) return;
  std::array<char, 16> digits{};
  std::snprintf(digits.data(), digits.size(), ".%09d", static_cast<int>(nanoseconds));
  std::string text = digits.data();
  text.erase(text.find_last_not_of('0') + 1);
  out += text;
}

void append_offset(std::string& out, int minutes) {
  if (minutes == 0) {
    out += 'Z';
    return;
  }
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                std::abs(minutes) % 60);
  out += text.data();
}

}  // namespace

std::optional<Stamp> parse_iso_time(std::string_view text, TimeZone* zone) noexcept {
  text = clean(text);
  Cursor in{text.data(), text.data() + text.size()};
  const std::int64_t day = read_date(in);
  std::int64_t nanoseconds = 0;
  std::optional<int> offset;
  if (in.good && !in.done()) {
    if (!in.take('T') && !in.take(' ') && !in.take('t')) return std::nullopt;
    nanoseconds = read_time_of_day(in);
    offset = read_zone(in);
  }
  if (!in.good || !in.done()) return std::nullopt;
  const Timestamp local = at_nanosecond(day * kSecondsADay * kNanosecondsASecond + nanoseconds);
  if (!offset && zone != nullptr) return zone->from_local(local);
  return Stamp{local - std::chrono::minutes(offset.value_or(0)), static_cast<std::int16_t>(offset.value_or(0))};
}

std::optional<Timestamp> time_from_number(double count, TimeFormat unit) noexcept {
  const double scale = static_cast<double>(nanoseconds_a_unit(unit));
  if (!(std::abs(count) * scale < 9.2e18)) return std::nullopt;
  const double whole = std::floor(count);  // scaled apart from the fraction, which would be rounded away beside it
  const auto rest = static_cast<std::int64_t>(std::llround((count - whole) * scale));
  return at_nanosecond(static_cast<std::int64_t>(whole) * nanoseconds_a_unit(unit) + rest);
}

std::optional<Stamp> parse_epoch_time(std::string_view text, TimeFormat unit, TimeZone* zone) noexcept {
  text = clean(text);
  std::optional<Timestamp> time = exact_epoch(text, unit);
  if (!time)  // exponents and other spellings
    if (const auto number = to_number(text)) time = time_from_number(*number, unit);
  if (!time) return std::nullopt;
  return Stamp{*time, zone != nullptr ? zone->offset_minutes(*time) : std::int16_t{0}};
}

std::optional<Stamp> parse_time(std::string_view text, TimeFormat format, TimeZone* zone) noexcept {
  return format == TimeFormat::kIso ? parse_iso_time(text, zone) : parse_epoch_time(text, format, zone);
}

TimeFormat epoch_unit(double count) noexcept {
  const double size = std::abs(count);
  if (size < 1e11) return TimeFormat::kSeconds;
  if (size < 1e14) return TimeFormat::kMilliseconds;
  return size < 1e17 ? TimeFormat::kMicroseconds : TimeFormat::kNanoseconds;
}

bool looks_like_time(std::string_view text) noexcept { return parse_iso_time(text, nullptr).has_value(); }

std::optional<TimeFormat> detect_time_format(std::span<const std::string_view> samples) {
  std::size_t filled = 0, iso = 0;
  std::vector<double> numbers;
  for (const std::string_view sample : samples) {
    const std::string_view text = clean(sample);
    if (text.empty()) continue;
    ++filled;
    if (looks_like_time(text))
      ++iso;
    else if (const auto number = to_number(text); number && std::isfinite(*number))
      numbers.push_back(*number);
  }
  if (filled == 0) return std::nullopt;
  if (2 * iso >= filled) return TimeFormat::kIso;
  if (2 * numbers.size() < filled) return std::nullopt;
  std::nth_element(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2), numbers.end());
  return epoch_unit(numbers[numbers.size() / 2]);
}

std::string format_time(Timestamp time, std::int16_t utc_offset_minutes) {
  const Timestamp local = time + std::chrono::minutes(utc_offset_minutes);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(local - day);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  std::string out = text.data();
  append_fraction(out, clock.subseconds().count());
  append_offset(out, utc_offset_minutes);
  return out;
}

std::optional<Timestamp> parse_moment(std::string_view text, std::int16_t utc_offset_minutes) {
  text = clean(text);
  const auto stamp = parse_iso_time(text, nullptr);
  if (!stamp) return std::nullopt;
  const std::size_t clock = std::min(text.find_first_of("T "), text.size());
  const bool zoned = text.find_first_of("Zz+-", clock) != std::string_view::npos;
  return stamp->time - std::chrono::minutes(zoned ? 0 : utc_offset_minutes);
}

std::optional<Duration> parse_duration(std::string_view text) {
  double amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const std::pair<std::string_view, double> units[] = {{"ms", 1e6},   {"s", 1e9},    {"m", 60e9},
                                                       {"min", 60e9}, {"h", 3600e9}, {"d", 86400e9}};
  for (const auto& [name, nanoseconds] : units)
    if (error == std::errc{} && name == unit && amount * nanoseconds >= 1 && amount * nanoseconds < 9e18)
      return Duration(static_cast<std::int64_t>(amount * nanoseconds));
  return std::nullopt;
}

std::string rough_time(double seconds) {
  char text[40];
  if (seconds < 1) return "under 1 s";
  if (seconds < 100)
    std::snprintf(text, sizeof text, "%.0f s", seconds);
  else if (seconds < 5400)
    std::snprintf(text, sizeof text, "%.0f min", seconds / 60);
  else
    std::snprintf(text, sizeof text, "%.1f h", seconds / 3600);
  return text;
}

}  // namespace tidegate
