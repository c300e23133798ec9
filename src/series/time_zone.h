// Local time of an IANA zone, daylight saving included.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// An instant and the offset of the zone it was written in.
struct Stamp {
  Timestamp time{};
  std::int16_t utc_offset_minutes = 0;
};

/// A zone of the system's time zone database. Remembers the stretch of constant offset it was last asked about, so that
/// consecutive stamps cost a comparison. One owner.
class TimeZone {
 public:
  /// `name` as in "Europe/Berlin". Errors: kUsage, offering the nearest name.
  static Result<TimeZone> find(const std::string& name);
  TimeZone(TimeZone&&) noexcept;
  TimeZone& operator=(TimeZone&&) noexcept;
  ~TimeZone();

  /// `local` is the wall clock as if it were UTC. A time that occurs twice (clocks set back) is the earlier instant;
  /// one that never occurs (clocks set forward) keeps the offset before the change and so moves forward by the change.
  Stamp from_local(Timestamp local) noexcept;

  /// The offset in force at an instant.
  std::int16_t offset_minutes(Timestamp time) noexcept;

 private:
  struct Impl;
  explicit TimeZone(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidegate
