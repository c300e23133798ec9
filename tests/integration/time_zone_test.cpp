// An event is printed in the zone of its own rows, not in that of rows read later.
#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class TimeZones : public Workspace {
 protected:
  /// Hourly rows from 1 March 2022 to 13 April, with the zone of Berlin written into each: +01:00, from 27 March
  /// +02:00. Two waves of series `x` and `y` if there are keys. Row 270, of 12 March, is far off.
  static std::string spring(bool keys) {
    constexpr std::size_t kHours = 1050, kSummer = 26 * 24 + 2;
    std::string text = keys ? "time,who,a\n" : "time,a\n";
    for (std::size_t row = 0; row < kHours; ++row) {
      const std::size_t hour = row + (row >= kSummer ? 1 : 0), day = hour / 24;  // of the clock on the wall
      char at[40];
      std::snprintf(at, sizeof at, "2022-%02zu-%02zuT%02zu:00:00%s", day < 31 ? 3UL : 4UL, day % 31 + 1, hour % 24,
                    row >= kSummer ? "+02:00" : "+01:00");
      const std::string value = field(wave(row) + (row == 270 ? 8 : 0));
      for (const char* who : {"x", "y"}) {
        if (keys || *who == 'x') text += std::string(at) + "," + (keys ? std::string(who) + "," : "") + value + "\n";
      }
    }
    return text;
  }
};

TEST_F(TimeZones, AnEventBeforeSummerTimeIsToldInWinterTimeThoughSummerRowsFollow) {
  const std::string file = write("spring.csv", spring(false));
  const Finished found = run(std::vector<std::string>{"detect", file, "--train-part", "240", "--format", "csv",
                                                      "--merge-gap", "500", "--epochs", "20"} +
                             std::vector<std::string>{"--hidden", "8", "--window", "24"});
  EXPECT_EQ(found.exit_code, kDone) << found.err;
  EXPECT_NE(found.out.find("2022-03-12T06:00:00+01:00"), std::string::npos) << found.out;
  EXPECT_EQ(found.out.find("2022-03-12T07:00:00+02:00"), std::string::npos) << found.out;
}

TEST_F(TimeZones, TheSameHoldsForSeriesWithKeys) {
  const std::string file = write("keyed.csv", spring(true));
  const Finished found = run(std::vector<std::string>{"detect", file, "--key", "who", "--train-part", "240", "--format",
                                                      "csv", "--epochs", "20", "--hidden", "8", "--window", "24"});
  EXPECT_EQ(found.exit_code, kDone) << found.err;
  EXPECT_NE(found.out.find("2022-03-12T06:00:00+01:00"), std::string::npos) << found.out;
}

}  // namespace
}  // namespace tidegate::testing_support
