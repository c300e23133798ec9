#include "series/time_zone.h"

#include "tidegate/series.h"

#include <gtest/gtest.h>

#include "series/time_text.h"

namespace tidegate {
namespace {

std::string local(TimeZone& zone, std::string_view text) {
  const auto stamp = parse_iso_time(text, &zone);
  return stamp ? format_time(stamp->time, stamp->utc_offset_minutes) : "none";
}

TEST(TimeZone, LocalTimesFollowDaylightSaving) {
  TimeZone berlin = TimeZone::find("Europe/Berlin").value();
  EXPECT_EQ(local(berlin, "2024-01-15 12:00"), "2024-01-15T12:00:00+01:00");
  EXPECT_EQ(local(berlin, "2024-07-15 12:00"), "2024-07-15T12:00:00+02:00");
  EXPECT_EQ(local(berlin, "2024-01-15 12:00Z"), "2024-01-15T12:00:00Z");
}

TEST(TimeZone, ATimeThatOccursTwiceIsTheEarlierOne) {
  TimeZone berlin = TimeZone::find("Europe/Berlin").value();
  EXPECT_EQ(local(berlin, "2024-10-27 02:30"), "2024-10-27T02:30:00+02:00");
  EXPECT_EQ(local(berlin, "2024-10-27 03:00"), "2024-10-27T03:00:00+01:00");
}

TEST(TimeZone, ATimeThatNeverOccursMovesForward) {
  TimeZone berlin = TimeZone::find("Europe/Berlin").value();
  EXPECT_EQ(local(berlin, "2024-03-31 02:30"), "2024-03-31T03:30:00+02:00");
}

TEST(TimeZone, AWholeYearOfHoursIsTheSameWithAndWithoutMemory) {
  TimeZone remembers = TimeZone::find("America/New_York").value();
  for (std::int64_t hour = 0; hour < 366 * 24; ++hour) {
    const Timestamp wall{std::chrono::seconds(1704067200 + hour * 3600)};
    TimeZone fresh = TimeZone::find("America/New_York").value();
    const Stamp a = remembers.from_local(wall), b = fresh.from_local(wall);
    ASSERT_EQ(a.time, b.time) << hour;
    ASSERT_EQ(a.utc_offset_minutes, b.utc_offset_minutes) << hour;
    ASSERT_EQ(remembers.offset_minutes(a.time), a.utc_offset_minutes) << hour;
  }
}

TEST(TimeZone, CountsSinceTheEpochGetTheOffsetOfTheirInstant) {
  TimeZone kolkata = TimeZone::find("Asia/Kolkata").value();
  const auto stamp = parse_epoch_time("1704067200", TimeFormat::kSeconds, &kolkata);
  ASSERT_TRUE(stamp);
  EXPECT_EQ(format_time(stamp->time, stamp->utc_offset_minutes), "2024-01-01T05:30:00+05:30");
}

TEST(TimeZone, AnUnknownNameIsAnsweredWithTheNearest) {
  for (const auto& [wrong, right] :
       {std::pair{"Europe/Berln", "Europe/Berlin"}, {"Berlin", "Europe/Berlin"}, {"Europe/London ", "Europe/London"}}) {
    const auto zone = TimeZone::find(wrong);
    ASSERT_FALSE(zone) << wrong;
    EXPECT_EQ(zone.error().kind, ErrorKind::kUsage);
    EXPECT_EQ(zone.error().option, "time-zone");
    EXPECT_NE(zone.error().message().find(std::string("did you mean '") + right + "'?"), std::string::npos)
        << zone.error().message();
  }
  EXPECT_FALSE(TimeZone::find("../../etc/passwd"));
}

}  // namespace
}  // namespace tidegate
