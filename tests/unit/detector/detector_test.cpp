#include "tidegate/detector.h"

#include <gtest/gtest.h>

#include <fstream>

#include "temporary_folder.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(Detector, MatchesChannelsByNameInAnyOrderAmongOthers) {
  const Detector detector = fitted_detector(waves(kRows, 2));
  const auto columns = detector.match_channels({{"c1", ""}, {"new", ""}, {"c0", ""}});
  ASSERT_TRUE(columns.has_value());
  EXPECT_EQ(*columns, (std::vector<std::size_t>{2, 0}));
}

TEST(Detector, AnAbsentChannelIsNamedBesideBothLists) {
  const Detector detector = fitted_detector(waves(kRows, 2));
  const auto columns = detector.match_channels({{"c0", ""}, {"C1", ""}});
  ASSERT_FALSE(columns.has_value());
  EXPECT_EQ(columns.error().kind, ErrorKind::kModel);
  EXPECT_NE(columns.error().message().find("'c1'"), std::string::npos);
  EXPECT_NE(columns.error().message().find("model: c0, c1\ninput: c0, C1"), std::string::npos);
}

/// The series with its channels in another order, among one more.
Series mixed_up(const Series& series) {
  Series mixed = series;
  mixed.channels = {series.channels[1], {"new", ""}, series.channels[0]};
  mixed.rows.values = Matrix<double>(series.rows.size(), 3);
  for (std::size_t t = 0; t < series.rows.size(); ++t) {
    mixed.rows.values(t, 0) = series.rows.values(t, 1);
    mixed.rows.values(t, 2) = series.rows.values(t, 0);
  }
  return mixed;
}

TEST(Detector, AStreamForAnInputFindsItsChannelsInEveryRow) {
  const Series series = waves(kRows, 2), mixed = mixed_up(series);
  const Detector detector = fitted_detector(series);
  Stream plain = detector.stream();
  auto picking = detector.stream(mixed.channels);
  ASSERT_TRUE(picking.has_value());
  for (std::size_t t = 0; t < kRows; ++t) {
    const Verdict expected = plain.push(series.rows, t);
    const Verdict got = picking->push(mixed.rows.time[t], mixed.rows.values.row(t));
    EXPECT_TRUE(same_bits({expected.score}, {got.score})) << t;
    EXPECT_EQ(got.values[0], series.rows.values(t, 0));
  }
}

TEST(Detector, AStreamForAnInputWithoutAChannelIsRefused) {
  const Detector detector = fitted_detector(waves(kRows, 2));
  const auto refused = detector.stream({{"c0", ""}, {"C1", ""}});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::kModel);
  EXPECT_NE(refused.error().message().find("'c1'"), std::string::npos);
}

TEST(StreamOfADetector, TakesRowsWithoutTime) {
  const Series series = waves(kRows, 1, 5, false);
  const Detector detector = fitted_detector(series);
  Stream by_values = detector.stream(), by_rows = detector.stream();
  for (std::size_t t = 0; t < kRows; ++t) {
    const double a = by_values.push(series.rows.values.row(t)).score, b = by_rows.push(series.rows, t).score;
    EXPECT_TRUE(same_bits({a}, {b})) << t;
  }
}

TEST(Detector, LoadNamesAFileThatIsNotThereOrNotAModel) {
  const TemporaryFolder folder;
  const auto absent = Detector::load(folder / "none.tidegate");
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().kind, ErrorKind::kModel);
  EXPECT_NE(absent.error().message().find("none.tidegate"), std::string::npos);
  std::ofstream(folder / "data.csv") << "time,value\n1,2\n";
  EXPECT_NE(message_of(Detector::load(folder / "data.csv")).find("CSV text"), std::string::npos);
}

TEST(Detector, SavingWhereNothingCanBeWrittenIsAnOutputErrorAndLeavesNothing) {
  const TemporaryFolder folder;
  const Status saved = fitted_detector(waves(kRows, 1)).save(folder / "no such folder" / "m.tidegate");
  ASSERT_FALSE(saved.has_value());
  EXPECT_EQ(saved.error().kind, ErrorKind::kOutput);
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(Detector, ALoadedOneScoresTheSameBits) {
  const TemporaryFolder folder;
  const Series series = waves(300, 2);
  const Detector detector = fitted_detector(series);
  ASSERT_TRUE(detector.save(folder / "m.tidegate").has_value());
  const auto loaded = Detector::load(folder / "m.tidegate");
  ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
  EXPECT_TRUE(same_bits(scores_of(detector, series), scores_of(*loaded, series)));
}

TEST(Detector, WeightsAloneAreNoDetector) {
  const TemporaryFolder folder;
  ASSERT_TRUE(fitted_detector(waves(kRows, 1)).save_weights(folder / "w.safetensors").has_value());
  EXPECT_NE(message_of(Detector::load(folder / "w.safetensors")).find("not a Tidegate model"), std::string::npos);
}

TEST(StreamOfADetector, KeepsItsDetectorAlive) {
  const Series series = waves(300, 1);
  auto detector = std::make_unique<Detector>(fitted_detector(series));
  const auto scores = scores_of(*detector, series);
  Stream stream = detector->stream();
  detector.reset();
  for (std::size_t t = 0; t < 300; ++t) EXPECT_TRUE(same_bits({push_row_of(stream, series, t).score}, {scores[t]}));
  EXPECT_EQ(stream.rows(), 300U);
}

TEST(StreamOfADetector, NamesTheChannelsOfAnEventAndGivesItOnce) {
  DetectorConfig config = tiny_config();
  config.frames.inputs_only = {"c0"};
  Series series = waves(300, 3);
  for (std::size_t t = 250; t < 253; ++t) series.rows.values(t, 2) -= 6;
  Stream stream = fitted_detector(series, config).stream();
  for (std::size_t t = 0; t < 255; ++t) push_row_of(stream, series, t);
  EXPECT_TRUE(stream.take_events().empty());  // it is still open
  stream.finish();
  const std::vector<Event> events = stream.take_events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].start_index, 250U);
  EXPECT_EQ(events[0].direction, "down");
  ASSERT_EQ(events[0].channels.size(), 2U);
  EXPECT_EQ(events[0].channels[0].name, "c2");
  EXPECT_EQ(events[0].channels[1].name, "c1");
  EXPECT_EQ(events[0].start, series.rows.time[250]);
  EXPECT_TRUE(stream.take_events().empty());
}

/// Every third row is missing, and all others are flagged: each pair of them is an event.
class StreamOfManyEvents : public testing::Test {
 protected:
  StreamOfManyEvents() {
    for (std::size_t t = 2; t < series_.rows.size(); t += 3) series_.rows.values(t, 0) = kMissingValue;
  }
  static DetectorConfig config() {
    DetectorConfig config = tiny_config();
    config.threshold.threshold = "fixed:0.000001";
    config.event.merge_gap = 1;
    return config;
  }

  Series series_ = waves(600, 1);
  const Detector detector_ = fitted_detector(waves(600, 1), config());
};

TEST_F(StreamOfManyEvents, KeepsAllThatAreNotTaken) {
  Stream patient = detector_.stream(), eager = detector_.stream();
  std::vector<std::size_t> starts, taken;
  for (std::size_t t = 0; t < 600; ++t) {
    push_row_of(patient, series_, t);
    push_row_of(eager, series_, t);
    for (const Event& event : eager.take_events()) taken.push_back(event.start_index);
  }
  for (const Event& event : patient.take_events()) starts.push_back(event.start_index);
  EXPECT_GT(starts.size(), 150U);
  EXPECT_EQ(starts, taken);
  EXPECT_EQ(patient.lost_events(), 0U);
}

TEST_F(StreamOfManyEvents, HandsThemToACallbackAsTheyCloseAndNoneIsLeft) {
  Stream calling = detector_.stream(), reference = detector_.stream();
  std::vector<std::size_t> called, expected;
  for (std::size_t t = 0; t < 600; ++t) {
    push_row_of(calling, series_, t);
    push_row_of(reference, series_, t);
    if (t == 300) {  // those that wait come at once
      calling.on_event([&called](const Event& event) { called.push_back(event.start_index); });
      EXPECT_FALSE(called.empty());
    }
    for (const Event& event : reference.take_events()) expected.push_back(event.start_index);
    if (t >= 300) {
      ASSERT_EQ(called, expected) << "row " << t;
    }
  }
  calling.finish();
  reference.finish();
  for (const Event& event : reference.take_events()) expected.push_back(event.start_index);
  EXPECT_EQ(called, expected);
  EXPECT_TRUE(calling.take_events().empty());
}

TEST_F(StreamOfManyEvents, HandsOverWhatASnapshotBrings) {
  Stream before = detector_.stream(), after = detector_.stream();
  for (std::size_t t = 0; t < 200; ++t) push_row_of(before, series_, t);
  std::size_t called = 0;
  after.on_event([&called](const Event&) { ++called; });
  ASSERT_TRUE(after.restore(before.snapshot()).has_value());
  EXPECT_GT(called, 40U);
  EXPECT_EQ(called, before.take_events().size());
}

TEST(StreamOfADetector, GivesAnEventTheZoneOfTheRowAtItsPeak) {
  Series series = waves(300, 1);
  series.rows.values(250, 0) += 40;
  Stream stream = fitted_detector(series).stream();
  for (std::size_t t = 0; t < 300; ++t)
    stream.push(&series.rows.time[t], series.rows.values.row(t), t <= 250 ? 60 : 120);
  stream.finish();
  const auto events = stream.take_events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].utc_offset_minutes, 60);
}

TEST(StreamOfADetector, ASnapshotOfAnotherIsRefusedAndTheStreamGoesOn) {
  const Series series = waves(300, 1);
  const Detector detector = fitted_detector(series);
  DetectorConfig config = tiny_config();
  config.training.seed = 9;
  const Detector other = fitted_detector(series, config);
  Stream stream = detector.stream();
  for (std::size_t t = 0; t < 150; ++t) push_row_of(stream, series, t);
  EXPECT_FALSE(stream.restore(other.stream().snapshot()).has_value());
  EXPECT_EQ(stream.rows(), 150U);
  EXPECT_EQ(push_row_of(stream, series, 150).score, scores_of(detector, series)[150]);
}

}  // namespace
}  // namespace tidegate
