#include "render/axis_ticks.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "base/text.h"

namespace tidegate {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::array<Duration, 26> kSteps = {1us, 10us, 100us, 1ms,  10ms,    100ms,   1s,      2s,      5s,
                                             10s, 30s,  1min,  2min, 5min,    10min,   15min,   30min,   1h,
                                             2h,  3h,   6h,    12h,  days{1}, days{2}, days{7}, days{14}};
constexpr std::array<int, 11> kMonthSteps = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200};
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

year_month_day date_of(Timestamp local) { return year_month_day(std::chrono::floor<days>(local)); }

std::string month_name(year_month_day date) { return kMonths[static_cast<unsigned>(date.month()) - 1]; }

std::string day_text(Timestamp local) {
  const year_month_day date = date_of(local);
  return std::to_string(static_cast<unsigned>(date.day())) + " " + month_name(date);
}

std::string clock_text(Timestamp local, Duration step) {
  const std::chrono::hh_mm_ss clock(local - std::chrono::floor<days>(local));
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()));
  std::string out = text.data();
  if (step >= 1min) return out;
  std::snprintf(text.data(), text.size(), ":%02d", static_cast<int>(clock.seconds().count()));
  out += text.data();
  if (step >= 1s) return out;
  const bool fine = step < 1ms;
  const auto fraction = static_cast<long>(clock.subseconds().count() / (fine ? 1000 : 1'000'000));
  std::snprintf(text.data(), text.size(), fine ? ".%06ld" : ".%03ld", fraction);
  return out + text.data();
}

double share_of(Timestamp at, Timestamp first, Timestamp last) {
  return static_cast<double>((at - first).count()) / static_cast<double>((last - first).count());
}

std::vector<AxisTick> even_ticks(Timestamp first, Timestamp last, Duration step, Duration zone) {
  std::vector<AxisTick> out;
  const Duration anchor =
      step >= days{7} ? Duration(days{4}) : Duration{0};  // 1970 began on a Thursday: weeks on Monday
  const auto start = (first + zone - anchor).time_since_epoch();
  auto count = start / step;
  if (count * step < start) ++count;
  for (Timestamp local{count * step + anchor}; local <= last + zone; local += step) {
    const bool midnight = local == std::chrono::floor<days>(local);
    out.push_back({share_of(local - zone, first, last), midnight ? day_text(local) : clock_text(local, step)});
  }
  return out;
}

std::vector<AxisTick> month_ticks(Timestamp first, Timestamp last, int months, Duration zone) {
  std::vector<AxisTick> out;
  const year_month_day from = date_of(first + zone);
  const int begin = static_cast<int>(from.year()) * 12 + static_cast<int>(static_cast<unsigned>(from.month())) - 1;
  for (int m = begin / months * months;; m += months) {
    const year_month_day date = std::chrono::year(m / 12) / (m % 12 + 1) / 1;
    const Timestamp at = Timestamp(std::chrono::sys_days(date)) - zone;
    if (at > last) return out;
    const std::string year = std::to_string(m / 12);
    if (at >= first) out.push_back({share_of(at, first, last), m % 12 == 0 ? year : month_name(date) + " " + year});
  }
}

}  // namespace

std::vector<AxisTick> time_ticks(Timestamp first, Timestamp last, std::int16_t utc_offset_minutes, std::size_t most) {
  if (first >= last || most == 0) return {};
  const Duration zone = std::chrono::minutes(utc_offset_minutes), least = (last - first) / static_cast<long>(most);
  if (const auto step = std::ranges::lower_bound(kSteps, least); step != kSteps.end()) {
    return even_ticks(first, last, *step, zone);
  }
  const auto wide_enough = [&](int months) { return Duration(days{30}) * months >= least; };
  const auto months = std::ranges::find_if(kMonthSteps, wide_enough);
  return month_ticks(first, last, months == kMonthSteps.end() ? kMonthSteps.back() : *months, zone);
}

std::vector<AxisTick> row_ticks(std::size_t first, std::size_t rows, std::size_t most) {
  if (rows < 2 || most == 0) return {};
  const double least = static_cast<double>(rows) / static_cast<double>(most);
  double step = std::pow(10, std::floor(std::log10(std::max(least, 1.0))));
  for (const double factor : {2.0, 2.5, 2.0}) {
    if (step < least) step *= factor;
  }
  const auto whole = std::max<std::size_t>(1, static_cast<std::size_t>(step));
  std::vector<AxisTick> out;
  for (std::size_t row = (first + whole - 1) / whole * whole; row < first + rows; row += whole) {
    out.push_back({static_cast<double>(row - first) / static_cast<double>(rows - 1), count_text(row)});
  }
  return out;
}

std::string moment_text(Timestamp time, std::int16_t utc_offset_minutes, bool seconds) {
  const Timestamp local = time + std::chrono::minutes(utc_offset_minutes);
  return day_text(local) + " " + std::to_string(static_cast<int>(date_of(local).year())) + " " +
         clock_text(local, seconds ? Duration(1s) : Duration(1min));
}

}  // namespace tidegate
