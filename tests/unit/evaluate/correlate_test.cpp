#include <gtest/gtest.h>

#include "base/random.h"
#include "tidegate/evaluate.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

constexpr std::size_t kRows = 600, kEvent = 300;

/// Noise; `flow` jumps at row 300, `pressure` three rows before it the other way, `level` never.
std::vector<Series> pump() {
  std::vector<Series> all;
  Random random(7);
  for (const char* name : {"flow", "pressure", "level"}) {
    Series series = small_series(name, 0, kRows);
    for (std::size_t row = 0; row < kRows; ++row)
      series.rows.values(row, 0) = std::round(1000 * random.normal()) / 1000;
    all.push_back(std::move(series));
  }
  all[0].rows.values(kEvent, 0) = 12;
  all[1].rows.values(kEvent - 3, 0) = -9;
  return all;
}

CorrelateRequest looking_at(const std::string& event, const std::string& series = "flow") {
  return {.detectors = {}, .series = series, .event = event, .threads = 1};
}

std::string message(const SeriesSet& set, const CorrelateRequest& request, ErrorKind kind = ErrorKind::kUsage) {
  const auto refused = correlate(set, request);
  EXPECT_EQ(kind_of(refused), kind) << message_of(refused);
  return message_of(refused);
}

class Correlating : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const SeriesSet table_ = opened(write_file(folder_ / "pump.csv", wide_csv(pump())));
};

TEST_F(Correlating, FindsWhichSeriesMovedAndHowMuchEarlier) {
  const Correlation found = must(correlate(table_, looking_at("298..302")));
  EXPECT_EQ(found.series, "flow");
  EXPECT_EQ(found.first, 298U);
  EXPECT_EQ(found.last, 302U);
  EXPECT_EQ(found.stretch.first, 288U);
  EXPECT_EQ(found.stretch.rows, 25U);
  EXPECT_EQ(found.step_seconds, 60);
  EXPECT_EQ(found.first_time, minute_time(298));
  ASSERT_EQ(found.others.size(), 2U);
  EXPECT_EQ(found.others[0].name, "pressure");
  EXPECT_EQ(found.others[0].finding.lag, -3) << "it moves before";
  EXPECT_LT(found.others[0].finding.coefficient, -0.8) << "the other way";
  EXPECT_TRUE(found.others[0].stands_out);
  EXPECT_EQ(found.others[1].name, "level");
  EXPECT_FALSE(found.others[1].stands_out);
}

TEST_F(Correlating, SeenFromTheOtherSeriesTheLagTurnsRound) {
  const Correlation found = must(correlate(table_, looking_at("297", "pressure")));
  EXPECT_EQ(found.others[0].name, "flow");
  EXPECT_EQ(found.others[0].finding.lag, 3);
}

TEST_F(Correlating, NoLagBeyondTheLongestIsTried) {
  CorrelateRequest request = looking_at("300");
  request.max_lag = 2;
  const Correlation found = must(correlate(table_, request));
  for (const CorrelatedSeries& other : found.others) {
    EXPECT_LE(std::abs(other.finding.lag), 2);
    EXPECT_LT(std::abs(other.finding.coefficient), 0.8);
  }
  EXPECT_EQ(found.stretch.rows, 21U) << "ten rows on either side at least";
}

TEST_F(Correlating, TheSameSeriesGiveTheSameInEveryShape) {
  const SeriesSet files = folder_of(folder_ / "files", pump());
  const SeriesSet channels = opened(folder_ / "pump.csv", each_channel());
  const Correlation expected = must(correlate(table_, looking_at("298..302")));
  for (const SeriesSet& set : {files, channels, SeriesSet::of(pump())}) {
    const Correlation found = must(correlate(set, looking_at("298..302")));
    ASSERT_EQ(found.others.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_EQ(found.others[i].name, expected.others[i].name);
      EXPECT_EQ(found.others[i].finding.lag, expected.others[i].finding.lag);
      EXPECT_EQ(found.others[i].finding.coefficient, expected.others[i].finding.coefficient);
    }
  }
}

TEST_F(Correlating, SeriesOfDifferentFilesMeetByTheirTimes) {
  std::vector<Series> all = pump();
  Series late = small_series("pressure", 0, kRows - 50);  // begins 50 rows later
  for (std::size_t row = 0; row < late.rows.size(); ++row) {
    late.rows.values(row, 0) = all[1].rows.values(row + 50, 0);
    late.rows.time[row] = minute_time(row + 50);
  }
  all[1] = late;
  const Correlation by_time = must(correlate(SeriesSet::of(all), looking_at("300")));
  EXPECT_EQ(by_time.others[0].name, "pressure");
  EXPECT_EQ(by_time.others[0].finding.lag, -3);
  EXPECT_LT(by_time.others[0].finding.coefficient, -0.8);
  for (Series& one : all) one = untimed(one);
  const Correlation by_rows = must(correlate(SeriesSet::of(all), looking_at("300")));
  EXPECT_GT(by_rows.others[0].finding.coefficient, -0.8) << "row by row they are 53 apart";
  EXPECT_EQ(by_rows.step_seconds, 0);
  EXPECT_FALSE(by_rows.first_time);
}

TEST_F(Correlating, SeriesWithAndWithoutTimesDoNotGoTogether) {
  std::vector<Series> all = pump();
  all[2] = untimed(all[2]);
  EXPECT_NE(message(SeriesSet::of(all), looking_at("300"), ErrorKind::kData).find("'flow' has times and 'level'"),
            std::string::npos);
}

TEST_F(Correlating, AnEventMayBeGivenByTimesBothEndsInclusive) {
  const Correlation found = must(correlate(table_, looking_at(minute_text(298) + ".." + minute_text(302))));
  EXPECT_EQ(found.first, 298U);
  EXPECT_EQ(found.last, 302U);
  const Correlation one = must(correlate(table_, looking_at(minute_text(300))));
  EXPECT_EQ(one.first, 300U);
  EXPECT_EQ(one.last, 300U);
}

TEST_F(Correlating, AStretchAtAnEndIsCutThere) {
  const Correlation first = must(correlate(table_, looking_at("2..3"))),
                    last = must(correlate(table_, looking_at("598")));
  EXPECT_EQ(first.stretch.first, 0U);
  EXPECT_EQ(first.stretch.rows, 14U);
  EXPECT_EQ(last.stretch.first + last.stretch.rows, kRows);
}

TEST_F(Correlating, AnUnknownSeriesIsRefusedWithTheNearestName) {
  const std::string near = message(table_, looking_at("300", "presure"));
  EXPECT_NE(near.find("no series 'presure'; did you mean 'pressure'?"), std::string::npos) << near;
  const std::string far = message(table_, looking_at("300", "temperature"));
  EXPECT_NE(far.find("the series are: flow, pressure, level"), std::string::npos) << far;
}

TEST_F(Correlating, EventsThatCannotBeAreRefused) {
  for (const char* event : {"600", "598..600", "5..3", "soon", "2024-05-01T99:00", "..", "-1"})
    EXPECT_NE(message(table_, looking_at(event)).find(event), std::string::npos) << event;
  std::vector<Series> bare;
  for (const Series& one : pump()) bare.push_back(untimed(one));
  EXPECT_NE(message(SeriesSet::of(bare), looking_at(minute_text(300))).find("is a time, but the series has no times"),
            std::string::npos);
}

TEST_F(Correlating, WithoutADetectorTheEventAndItsSeriesMustBeNamed) {
  message(table_, {});
  message(table_, looking_at("300", ""));
  message(table_, looking_at("", "flow"));
}

TEST_F(Correlating, WithADetectorTheMostSevereEventIsLookedAt) {
  std::vector<Series> all = {small_series("a", 0, 300, {100}), small_series("b", 1, 300),
                             small_series("c", 2, 300, {200})};
  for (const std::size_t row : {200, 201, 202}) all[2].rows.values(row, 0) += 30;
  CorrelateRequest request{.detectors = Detectors::shared(small_detector()), .signal = SignalKind::kResiduals};
  const Correlation found = must(correlate(SeriesSet::of(all), request));
  EXPECT_EQ(found.series, "c");
  EXPECT_LE(found.first, 200U);
  EXPECT_GE(found.last, 202U);
  EXPECT_EQ(found.signal, SignalKind::kResiduals);
  request.series = "a";
  EXPECT_EQ(must(correlate(SeriesSet::of(all), request)).first, 100U);
  request.series = "b";
  EXPECT_NE(message(SeriesSet::of(all), request, ErrorKind::kData).find("no event in 'b'"), std::string::npos);
}

TEST_F(Correlating, OneSeriesHasNoOther) {
  EXPECT_NE(message(SeriesSet::of({pump()[0]}), looking_at("300"), ErrorKind::kData).find("at least two"),
            std::string::npos);
}

TEST_F(Correlating, ATableThatCannotBeReadIsLeftOut) {
  folder_of(folder_ / "files", pump());
  write_file(folder_ / "files/bad.csv", "time,value\n");
  const Correlation found = must(correlate(opened(folder_ / "files"), looking_at("300")));
  EXPECT_EQ(found.outcome.failed(), 1U);
  EXPECT_EQ(found.others.size(), 2U);
}

TEST_F(Correlating, AStopEndsIt) {
  for (const std::size_t asked : {0, 1}) {
    Listener listener;
    listener.stop_after = asked;
    EXPECT_EQ(kind_of(correlate(table_, looking_at("300"), listener.observer())), ErrorKind::kInterrupted);
  }
}

}  // namespace
}  // namespace tidegate
