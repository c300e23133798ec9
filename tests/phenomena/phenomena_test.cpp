// Artificial series with known truth: what a trained detector must find, and how it must put it.
#include <gtest/gtest.h>

#include "series_support.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

using namespace testing_support;

constexpr std::size_t kTrainingRows = 1000, kAt = 1300;

DetectorConfig config() {
  DetectorConfig config = quick_config();
  config.training.epochs = 40;
  return config;
}

std::vector<Event> events_of(const Series& series, const DetectorConfig& config) {
  const auto detector = Detector::train(series, {0, kTrainingRows}, config);
  EXPECT_TRUE(detector.has_value()) << (detector ? "" : detector.error().message());
  Stream stream = detector->stream();
  for (std::size_t t = 0; t < series.rows.size(); ++t) push_row_of(stream, series, t);
  stream.finish();
  std::vector<Event> events;
  for (Event& event : stream.take_events())
    if (event.peak_index >= kTrainingRows) events.push_back(std::move(event));
  return events;
}

/// What the strongest event between two rows is called.
std::string kind_between(const std::vector<Event>& events, std::size_t from, std::size_t to) {
  const Event* strongest = nullptr;
  for (const Event& event : events)
    if (event.start_index <= to && event.end_index >= from && (strongest == nullptr || event.score > strongest->score))
      strongest = &event;
  return strongest == nullptr ? "not detected" : strongest->kind;
}

bool found(const std::vector<Event>& events, std::size_t from, std::size_t to) {
  return std::any_of(events.begin(), events.end(),
                     [&](const Event& e) { return e.start_index <= to && e.end_index >= from; });
}

TEST(Phenomena, ANormalSeriesHasNoEvents) { EXPECT_LE(events_of(waves(2000, 1), config()).size(), 1U); }

TEST(Phenomena, ASpikeIsFoundWithItsDirectionExpectedValueAndBand) {
  Series series = waves(2000, 1);
  const double normal = series.rows.values(kAt, 0);
  series.rows.values(kAt, 0) += 1.5;
  const auto events = events_of(series, config());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].peak_index, kAt);
  EXPECT_EQ(events[0].direction, "up");
  EXPECT_NEAR(events[0].channels[0].expected, normal, 0.4);
  EXPECT_GT(events[0].channels[0].value, events[0].channels[0].upper);
  EXPECT_GT(events[0].severity, 0);
}

TEST(Phenomena, AStuckSensorIsFound) {
  Series series = waves(2000, 1);
  for (std::size_t t = kAt; t < kAt + 20; ++t) series.rows.values(t, 0) = series.rows.values(kAt, 0);
  EXPECT_TRUE(found(events_of(series, config()), kAt, kAt + 20));
}

TEST(Phenomena, ALevelShiftIsFound) {
  Series series = waves(2000, 1);
  for (std::size_t t = kAt; t < 2000; ++t) series.rows.values(t, 0) += 1;
  EXPECT_TRUE(found(events_of(series, config()), kAt, kAt + 5));
}

TEST(Phenomena, AGrownVarianceIsFound) {
  Series series = waves(2000, 1);
  Random random(1);
  for (std::size_t t = kAt; t < kAt + 50; ++t) series.rows.values(t, 0) += 0.4 * random.normal();
  EXPECT_TRUE(found(events_of(series, config()), kAt, kAt + 50));
}

TEST(Phenomena, ABrokenRhythmInsideTheNormalRangeIsFound) {
  Series series = waves(2000, 1);
  for (std::size_t t = kAt; t < kAt + 12; ++t) series.rows.values(t, 0) = -series.rows.values(t, 0);
  EXPECT_TRUE(found(events_of(series, config()), kAt, kAt + 12));
}

TEST(Phenomena, TheChannelThatIsOffHasTheLargestShare) {
  Series series = waves(2000, 3);
  series.rows.values(kAt, 1) -= 1.5;
  const auto events = events_of(series, config());
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].channels[0].name, "c1");
  EXPECT_EQ(events[0].direction, "down");
  double sum = 0;
  for (const EventChannel& channel : events[0].channels) sum += channel.share;
  EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(Phenomena, TheOtherDirectionIsLetPass) {
  Series series = waves(2000, 1);
  series.rows.values(kAt, 0) -= 2;
  DetectorConfig only_up = config();
  only_up.event.direction = Direction::kUp;
  EXPECT_FALSE(found(events_of(series, only_up), kAt, kAt));
}

// ---- kinds: a clear example of each ----

/// Waves whose channel 0 is changed in the `rows` rows from kAt on.
template <class Change>
std::string kind_of_changed(std::size_t rows, Change&& change) {
  Series series = waves(2000, 1);
  for (std::size_t k = 0; k < rows; ++k) series.rows.values(kAt + k, 0) = change(series.rows.values(kAt + k, 0), k);
  return kind_between(events_of(series, config()), kAt, kAt + rows);
}

TEST(Kinds, OneHighValueIsASpike) {
  EXPECT_EQ(kind_of_changed(1, [](double value, std::size_t) { return value + 1.5; }), "spike");
}

TEST(Kinds, OneLowValueIsADip) {
  EXPECT_EQ(kind_of_changed(1, [](double value, std::size_t) { return value - 1.5; }), "dip");
}

TEST(Kinds, ALastingOffsetIsALevelShift) {
  EXPECT_EQ(kind_of_changed(100, [](double value, std::size_t) { return value + 1; }), "level-shift");
}

TEST(Kinds, AGrowingOffsetIsATrend) {
  EXPECT_EQ(kind_of_changed(100, [](double value, std::size_t k) { return value + 0.04 * static_cast<double>(k); }),
            "trend");
}

TEST(Kinds, AddedNoiseIsVariance) {
  Random random(1);
  EXPECT_EQ(kind_of_changed(50, [&](double value, std::size_t) { return value + 0.5 * random.normal(); }), "variance");
}

TEST(Kinds, ARepeatedValueIsStuck) {
  double held = 0;
  EXPECT_EQ(kind_of_changed(30, [&](double value, std::size_t k) { return held = k == 0 ? value : held; }), "stuck");
}

TEST(Kinds, AFallToAFloorIsADropout) {
  EXPECT_EQ(kind_of_changed(30, [](double, std::size_t) { return -5.0; }), "dropout");
}

TEST(Kinds, AFallBeforeValuesGoMissingIsADropout) {
  EXPECT_EQ(kind_of_changed(20, [](double, std::size_t k) { return k < 2 ? -5.0 : kMissingValue; }), "dropout");
}

TEST(Kinds, WavesOfTwiceTheSpeedAreARhythm) {
  const Series other = waves(2000, 1);
  EXPECT_EQ(kind_of_changed(50, [&](double, std::size_t k) { return other.rows.values(kAt + 2 * k, 0); }), "rhythm");
}

TEST(Kinds, ChannelsThatPartCompanyAreACorrelation) {
  Series series = waves(2000, 1);
  Random random(3);
  Matrix<double> values(2000, 3);
  double common = 0, own = 0;
  for (std::size_t t = 0; t < 2000; ++t) {
    common = 0.9 * common + random.normal();
    own = t < kAt ? common : 0.9 * own + random.normal();
    const bool parted = t >= kAt && t < kAt + 60;
    for (std::size_t c = 0; c < 3; ++c) values(t, c) = (c == 2 && parted ? own : common) + 0.2 * random.normal();
  }
  series.rows.values = values;
  series.channels = {{"a", ""}, {"b", ""}, {"c", ""}};
  EXPECT_EQ(kind_between(events_of(series, config()), kAt, kAt + 60), "correlation");
}

/// What everybody sees, by scorers that need no training worth the name.
DetectorConfig composite() {
  DetectorConfig config = quick_config();
  EXPECT_TRUE(set_option(config, "detector", "composite"));
  return config;
}

TEST(Phenomena, ANormalSeriesHasNoEventsOfTheComposite) { EXPECT_TRUE(events_of(waves(2000, 3), composite()).empty()); }

TEST(Phenomena, AFrozenSensorIsStuckAsLongAsItIsFrozenAndNoLonger) {
  Series series = waves(2000, 3);
  for (std::size_t t = kAt; t < kAt + 200; ++t) series.rows.values(t, 1) = series.rows.values(kAt, 1);
  const auto events = events_of(series, composite());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, "stuck");
  EXPECT_EQ(events[0].scorer, "stuck");
  EXPECT_EQ(events[0].channels[0].name, "c1");
  EXPECT_LE(events[0].start_index, kAt + 10);
  EXPECT_EQ(events[0].end_index, kAt + 199);
}

TEST(Phenomena, ASilentSensorAmongOthersIsADropout) {
  Series series = waves(2000, 3);
  for (std::size_t t = kAt; t < kAt + 50; ++t) series.rows.values(t, 2) = kMissingValue;
  const auto events = events_of(series, composite());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, "dropout");
  EXPECT_EQ(events[0].channels[0].name, "c2");
  EXPECT_EQ(events[0].start_index, kAt);
  EXPECT_EQ(events[0].end_index, kAt + 49);
}

TEST(Phenomena, RowsWithoutAnyValueAreADropoutWhileTheyLast) {
  Series series = waves(2000, 1);
  for (std::size_t t = kAt; t < kAt + 50; ++t) series.rows.values(t, 0) = kMissingValue;
  const auto events = events_of(series, composite());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, "dropout");
  EXPECT_EQ(events[0].start_index, kAt);
  EXPECT_EQ(events[0].end_index, kAt + 49);
}

TEST(Phenomena, RowsThatNeverCameAreReportedByTheRowThatEndsTheSilence) {
  for (const std::size_t silent : {5UL, 500UL}) {  // shorter and longer than a gap that is walked through
    Series series = waves(2000, 1);
    for (std::size_t t = kAt; t < series.rows.size(); ++t) series.rows.time[t] += std::chrono::minutes(silent);
    const auto events = events_of(series, composite());
    ASSERT_EQ(events.size(), 1U) << silent;
    EXPECT_EQ(events[0].scorer, "missing");
    EXPECT_EQ(events[0].start_index, kAt);
    EXPECT_EQ(events[0].score, static_cast<double>(silent));
  }
}

TEST(Phenomena, ACounterThatLeavesZeroIsOutOfRange) {
  Series series = waves(2000, 2);
  for (std::size_t t = 0; t < series.rows.size(); ++t) series.rows.values(t, 1) = t >= kAt && t < kAt + 5 ? 1 : 0;
  const auto events = events_of(series, composite());
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].scorer, "range");
  EXPECT_EQ(events[0].channels[0].name, "c1");
  EXPECT_EQ(events[0].start_index, kAt);
  EXPECT_EQ(events[0].end_index, kAt + 4);
  EXPECT_EQ(events[0].direction, "up");
}

TEST(Phenomena, ANetworkWithScorersBesideItFindsWhatBothFind) {
  Series series = waves(2000, 2);
  series.rows.values(kAt, 0) += 1.5;
  for (std::size_t t = kAt + 300; t < kAt + 400; ++t) series.rows.values(t, 1) = kMissingValue;
  DetectorConfig both = config();
  both.score.scorers = {"net", "missing"};
  const auto events = events_of(series, both);
  ASSERT_GE(events.size(), 2U);
  EXPECT_TRUE(found(events, kAt, kAt));
  EXPECT_EQ(events.front().scorer, "forecast");
  EXPECT_EQ(events.back().scorer, "missing");
}

}  // namespace
}  // namespace tidegate
