#include "render/axis_ticks.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

Timestamp on(int year, unsigned month, unsigned day) {
  return Timestamp(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}

std::vector<std::string> labels(const std::vector<AxisTick>& ticks) {
  std::vector<std::string> out;
  for (const AxisTick& t : ticks) out.push_back(t.label);
  return out;
}

using Words = std::vector<std::string>;

TEST(TimeTicks, StandAtRoundHoursOfTheGivenZone) {
  EXPECT_EQ(labels(time_ticks(on(2022, 4, 20) + 9h, on(2022, 4, 20) + 21h, 0, 4)),
            (Words{"09:00", "12:00", "15:00", "18:00", "21:00"}));
  EXPECT_EQ(labels(time_ticks(on(2022, 4, 20) + 9h, on(2022, 4, 20) + 21h, 120, 2)), (Words{"12:00", "18:00"}));
}

TEST(TimeTicks, MidnightIsNamedByItsDay) {
  EXPECT_EQ(labels(time_ticks(on(2022, 4, 20) + 20h, on(2022, 4, 21) + 4h, 0, 3)), (Words{"21:00", "21 Apr", "03:00"}));
}

TEST(TimeTicks, WeeksBeginOnMonday) {
  const auto ticks = time_ticks(on(2022, 4, 6), on(2022, 5, 4), 0, 4);
  EXPECT_EQ(labels(ticks), (Words{"11 Apr", "18 Apr", "25 Apr", "2 May"}));
}

TEST(TimeTicks, MonthsAndYearsAreNamed) {
  EXPECT_EQ(labels(time_ticks(on(2021, 11, 15), on(2022, 3, 15), 0, 4)),
            (Words{"Dec 2021", "2022", "Feb 2022", "Mar 2022"}));
  EXPECT_EQ(labels(time_ticks(on(1995, 6, 1), on(2022, 6, 1), 0, 3)), (Words{"2000", "2010", "2020"}));
}

TEST(TimeTicks, FractionsOfASecondAreShown) {
  EXPECT_EQ(labels(time_ticks(Timestamp{}, Timestamp{200ms}, 0, 2)), (Words{"1 Jan", "00:00:00.100", "00:00:00.200"}));
}

TEST(TimeTicks, PlacesRunFromZeroToOneAndThereAreNeverManyMore) {
  for (const Duration span : {Duration(30us), Duration(7s), Duration(50min), Duration(days{3}), Duration(days{400}),
                              Duration(days{60'000})}) {
    const auto ticks = time_ticks(on(1700, 1, 3) + 5h, on(1700, 1, 3) + 5h + span, 0, 6);
    EXPECT_LE(ticks.size(), 7U);
    for (const AxisTick& t : ticks) {
      EXPECT_GE(t.place, 0);
      EXPECT_LE(t.place, 1);
    }
  }
}

TEST(TimeTicks, OneMomentHasNone) { EXPECT_TRUE(time_ticks(Timestamp{}, Timestamp{}, 0, 5).empty()); }

TEST(RowTicks, AreRoundNumbersCountedFromTheFirstRow) {
  EXPECT_EQ(labels(row_ticks(0, 7501, 5)), (Words{"0", "2,000", "4,000", "6,000"}));
  EXPECT_EQ(labels(row_ticks(4100, 200, 4)), (Words{"4,100", "4,150", "4,200", "4,250"}));
  EXPECT_TRUE(row_ticks(0, 1, 5).empty());
}

TEST(MomentText, NamesDayYearAndClock) {
  EXPECT_EQ(moment_text(on(2022, 4, 27) + 13h, 120, false), "27 Apr 2022 15:00");
  EXPECT_EQ(moment_text(on(2022, 4, 27) + 13h + 5s, 0, true), "27 Apr 2022 13:00:05");
}

}  // namespace
}  // namespace tidegate
