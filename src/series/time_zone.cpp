#include "series/time_zone.h"

#include <date/tz.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/text.h"

namespace tidegate {
namespace {

using std::chrono::duration_cast;
using std::chrono::floor;
using std::chrono::minutes;
using Seconds = std::chrono::seconds;

/// Names for the error message only, read from the database's own list.
std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  for (const auto& zone : date::get_tzdb().zones) names.emplace_back(zone.name());
  return names;
}

/// The nearest of the names, or those that end like `name` ("Berlin" → "Europe/Berlin").
std::string suggestion(const std::string& name) {
  const auto names = zone_names();
  const auto city =
      std::find_if(names.begin(), names.end(), [&](const std::string& n) { return n.ends_with("/" + name); });
  return city != names.end() ? *city : nearest_word(name, names);
}

Error unknown_zone(const std::string& name) {
  std::string near;
  try {
    near = suggestion(name);
  } catch (const std::exception&) {
    return fail(ErrorKind::kUsage, option_named("time-zone") + ": the system has no time zone database")
        .about("time-zone")
        .remedy_below("install the package tzdata");
  }
  return fail(ErrorKind::kUsage, option_named("time-zone") + ": unknown zone '" + name + "'" +
                                     (near.empty() ? "" : "; did you mean '" + near + "'?"))
      .about("time-zone")
      .remedy_below("give a name of the IANA database, such as Europe/Berlin or UTC");
}

}  // namespace

struct TimeZone::Impl {
  const date::time_zone* zone = nullptr;
  Seconds begin{0}, end{0};  ///< instants since the epoch between which `offset` holds
  Seconds offset{0};
};

TimeZone::TimeZone(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TimeZone::TimeZone(TimeZone&&) noexcept = default;
TimeZone& TimeZone::operator=(TimeZone&&) noexcept = default;
TimeZone::~TimeZone() = default;

Result<TimeZone> TimeZone::find(const std::string& name) {
  auto impl = std::make_unique<Impl>();
  try {
    impl->zone = date::locate_zone(name);
    impl->zone->get_info(date::sys_seconds{});  // reads the zone's file, which may be missing or damaged
  } catch (const std::exception&) {
    return unknown_zone(name);
  }
  return TimeZone(std::move(impl));
}

std::int16_t TimeZone::offset_minutes(Timestamp time) noexcept {
  const auto instant = floor<Seconds>(time.time_since_epoch());
  if (instant < impl_->begin || instant >= impl_->end) {
    const date::sys_info info = impl_->zone->get_info(date::sys_seconds{instant});
    impl_->begin = info.begin.time_since_epoch();
    impl_->end = info.end.time_since_epoch();
    impl_->offset = info.offset;
  }
  return static_cast<std::int16_t>(duration_cast<minutes>(impl_->offset).count());
}

Stamp TimeZone::from_local(Timestamp local) noexcept {
  constexpr Seconds kMargin{2 * 86400};  // farther from a change than any change moves the clock
  const auto instant = floor<Seconds>(local.time_since_epoch());
  if (instant - kMargin < impl_->begin || instant + kMargin >= impl_->end) {
    const date::local_info info = impl_->zone->get_info(date::local_seconds{instant});
    const Timestamp time = local - info.first.offset;  // `first` is the earlier offset of two, the one before a hole
    return {time, offset_minutes(time)};
  }
  return {local - impl_->offset, static_cast<std::int16_t>(duration_cast<minutes>(impl_->offset).count())};
}

}  // namespace tidegate
