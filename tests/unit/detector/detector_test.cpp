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
