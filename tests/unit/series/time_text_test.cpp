#include "series/time_text.h"

#include "tidegate/series.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

std::string iso(std::string_view text) {
  const auto stamp = parse_iso_time(text, nullptr);
  return stamp ? format_time(stamp->time, stamp->utc_offset_minutes) : "none";
}

std::string epoch(std::string_view text, TimeFormat unit) {
  const auto stamp = parse_epoch_time(text, unit, nullptr);
  return stamp ? format_time(stamp->time, 0) : "none";
}

TEST(TimeText, IsoStampsAreReadInTheirCommonForms) {
  EXPECT_EQ(iso("2024-05-01T12:34:56Z"), "2024-05-01T12:34:56Z");
  EXPECT_EQ(iso("2024-05-01 12:34:56"), "2024-05-01T12:34:56Z");
  EXPECT_EQ(iso("2024-05-01 12:34"), "2024-05-01T12:34:00Z");
  EXPECT_EQ(iso("2024-05-01"), "2024-05-01T00:00:00Z");
  EXPECT_EQ(iso("2024/05/01 12:34:56"), "2024-05-01T12:34:56Z");
  EXPECT_EQ(iso("2024-05-01T12:34:56.123456789Z"), "2024-05-01T12:34:56.123456789Z");
  EXPECT_EQ(iso("2024-05-01T12:34:56,5"), "2024-05-01T12:34:56.5Z");
  EXPECT_EQ(iso("2024-05-01T12:34:56.1234567891"), "2024-05-01T12:34:56.123456789Z");
}

TEST(TimeText, ZonesAreKept) {
  EXPECT_EQ(iso("2024-05-01T12:00:00+02:00"), "2024-05-01T12:00:00+02:00");
  EXPECT_EQ(iso("2024-05-01T12:00:00-0330"), "2024-05-01T12:00:00-03:30");
  EXPECT_EQ(iso("2024-05-01 12:00:00 +02"), "2024-05-01T12:00:00+02:00");
  EXPECT_EQ(parse_iso_time("2024-05-01T12:00+02:00", nullptr)->time,
            parse_iso_time("2024-05-01T10:00Z", nullptr)->time);
}

TEST(TimeText, TheCalendarIsRespected) {
  EXPECT_EQ(iso("2024-02-29"), "2024-02-29T00:00:00Z");
  EXPECT_EQ(iso("2000-02-29"), "2000-02-29T00:00:00Z");
  EXPECT_EQ(iso("1969-12-31 23:59:59"), "1969-12-31T23:59:59Z");
  EXPECT_EQ(iso("1700-03-01"), "1700-03-01T00:00:00Z");
  for (const char* text :
       {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-32", "2024-01-01 24:00", "2024-01-01 12:60"})
    EXPECT_EQ(iso(text), "none") << text;
}

TEST(TimeText, OtherTextIsNoTime) {
  for (const char* text :
       {"", "abc", "2024", "2024-01", "20240101", "12:00", "2024-01-01x", "2024-01-01T", "2024-01-01 12",
        "2024-01-01 12:00:00.", "2024-01/01", "1600-01-01", "2300-01-01", "2024-01-01 12:00+25:00", "1.5"})
    EXPECT_EQ(iso(text), "none") << text;
}

TEST(TimeText, CountsSinceTheEpochAreExact) {
  EXPECT_EQ(epoch("1714566896", TimeFormat::kSeconds), "2024-05-01T12:34:56Z");
  EXPECT_EQ(epoch("1714566896.123456789", TimeFormat::kSeconds), "2024-05-01T12:34:56.123456789Z");
  EXPECT_EQ(epoch("1714566896123", TimeFormat::kMilliseconds), "2024-05-01T12:34:56.123Z");
  EXPECT_EQ(epoch("1714566896123.5", TimeFormat::kMilliseconds), "2024-05-01T12:34:56.1235Z");
  EXPECT_EQ(epoch("1714566896123456", TimeFormat::kMicroseconds), "2024-05-01T12:34:56.123456Z");
  EXPECT_EQ(epoch("1714566896123456789", TimeFormat::kNanoseconds), "2024-05-01T12:34:56.123456789Z");
  EXPECT_EQ(epoch("-1.5", TimeFormat::kSeconds), "1969-12-31T23:59:58.5Z");
  EXPECT_EQ(epoch("1.7e9", TimeFormat::kSeconds), "2023-11-14T22:13:20Z");
  for (const char* text : {"", "abc", "1e30", "nan", "99999999999999999999", "1714566896x"})
    EXPECT_EQ(epoch(text, TimeFormat::kSeconds), "none") << text;
}

TEST(TimeText, NumbersThatAreNotTextAreCountsToo) {
  EXPECT_EQ(format_time(*time_from_number(1714566896.5, TimeFormat::kSeconds), 0), "2024-05-01T12:34:56.5Z");
  EXPECT_EQ(format_time(*time_from_number(-0.25, TimeFormat::kSeconds), 0), "1969-12-31T23:59:59.75Z");
  EXPECT_FALSE(time_from_number(1e30, TimeFormat::kSeconds));
  EXPECT_FALSE(time_from_number(std::numeric_limits<double>::quiet_NaN(), TimeFormat::kSeconds));
}

TEST(TimeText, TheFormatIsDecidedByMostSamples) {
  const auto format = [](std::vector<std::string_view> samples) { return detect_time_format(samples); };
  EXPECT_EQ(format({"2024-01-01", "", "2024-01-02", "oops"}), TimeFormat::kIso);
  EXPECT_EQ(format({"1714566896", "1714566897.5"}), TimeFormat::kSeconds);
  EXPECT_EQ(format({"0", "1714566896000", "1714566897000"}), TimeFormat::kMilliseconds);
  EXPECT_EQ(format({"1714566896000000"}), TimeFormat::kMicroseconds);
  EXPECT_EQ(format({"1714566896000000000"}), TimeFormat::kNanoseconds);
  EXPECT_EQ(format({"a", "b", "1"}), std::nullopt);
  EXPECT_EQ(format({"", ""}), std::nullopt);
}

TEST(TimeText, PrintedTimesReadBackAsTheSameInstant) {
  for (const std::int64_t count :
       {std::int64_t{0}, std::int64_t{1714566896123456789}, std::int64_t{-1}, std::int64_t{-5000000000000000000}})
    for (const int minutes : {0, 120, -210, 825}) {
      const auto offset = static_cast<std::int16_t>(minutes);
      const Timestamp time{Duration(count)};
      const auto back = parse_iso_time(format_time(time, offset), nullptr);
      ASSERT_TRUE(back);
      EXPECT_EQ(back->time, time);
      EXPECT_EQ(back->utc_offset_minutes, offset);
    }
}

TEST(TimeText, AMomentWithoutAZoneIsInTheOneGiven) {
  const auto moment = [](std::string_view text) {
    const auto time = parse_moment(text, 120);
    return time ? format_time(*time, 0) : "none";
  };
  EXPECT_EQ(moment("2024-05-01T12:00"), "2024-05-01T10:00:00Z");
  EXPECT_EQ(moment(" 2024-05-01"), "2024-04-30T22:00:00Z");
  EXPECT_EQ(moment("2024-05-01T12:00Z"), "2024-05-01T12:00:00Z");
  EXPECT_EQ(moment("2024-05-01 12:00-01:00"), "2024-05-01T13:00:00Z");
  EXPECT_EQ(moment("noon"), "none");
}

}  // namespace
}  // namespace tidegate
