#include <gtest/gtest.h>

#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(SetSizeOf, AFileIsOneSeriesOfItsRowsAndChannels) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "wide.csv", wide_csv({small_series("a"), small_series("b", 1)}));
  const SetSize size = must(set_size(opened(file), small_config()));
  EXPECT_EQ(size.rows, kSmallRows);
  EXPECT_EQ(size.channels, 2U);
  EXPECT_EQ(size.series, 1U);
  EXPECT_EQ(size.detector, "gru-forecaster 4");
  EXPECT_EQ(size.size.weights, must(detector_size(small_config(), 2, kSmallRows)).weights);
  EXPECT_EQ(size.size.training, must(detector_size(small_config(), 2, kSmallRows)).training);
}

TEST(SetSizeOf, AFolderCountsItsFilesAndTheFirstStandsForAll) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "files", {small_series("c"), small_series("a", 0, 70), small_series("b")});
  const SetSize size = must(set_size(set, small_config()));
  EXPECT_EQ(size.series, 3U);
  EXPECT_EQ(size.rows, 70U);
}

TEST(SetSizeOf, ChannelsAreSeriesOfOneChannel) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "wide.csv", wide_csv({small_series("a"), small_series("b", 1)}));
  const SetSize size = must(set_size(opened(file, each_channel()), small_config()));
  EXPECT_EQ(size.series, 2U);
  EXPECT_EQ(size.channels, 1U);
}

TEST(SetSizeOf, ATableCountsItsIds) {
  const SeriesSet set = SeriesSet::of({long_series({small_series("a"), small_series("b", 1), small_series("c", 2)})});
  const SetSize size = must(set_size(set, small_config()));
  EXPECT_EQ(size.series, 3U);
  EXPECT_EQ(size.rows, 3 * kSmallRows);
}

TEST(SetSizeOf, TheWindowThatIsChosenForIdsFollowsTheirLength) {
  std::vector<Series> all;
  for (std::size_t s = 0; s < 20; ++s) all.push_back(small_series("id" + std::to_string(s), s, 40));
  DetectorConfig automatic = small_config(), ten = small_config();
  automatic.training.chunk = ten.training.chunk = 0;  // learned in windows
  automatic.net.window = 0, ten.net.window = 10;      // a quarter of an id's rows
  const SeriesSet set = SeriesSet::of({long_series(all)});
  EXPECT_EQ(must(set_size(set, automatic)).size.training, must(set_size(set, ten)).size.training);
  ten.net.window = 64;  // what so many rows of one series would get
  EXPECT_NE(must(set_size(set, automatic)).size.training, must(set_size(set, ten)).size.training);
}

TEST(SetSizeOf, AFittedDetectorIsOneSeriesWithoutTraining) {
  const Detector detector = small_detector();
  const SetSize size = set_size(detector);
  EXPECT_EQ(size.rows, 0U);
  EXPECT_EQ(size.channels, 1U);
  EXPECT_EQ(size.series, 1U);
  EXPECT_EQ(size.detector, "gru-forecaster 4");
  EXPECT_EQ(size.size.weights, detector.info().parameters);
  EXPECT_EQ(size.size.training, 0U);
}

TEST(SetSizeOf, OptionsAndFilesThatAreWrongAreErrors) {
  const TemporaryFolder folder;
  DetectorConfig config = small_config();
  config.net.hidden = {0};
  EXPECT_EQ(kind_of(set_size(SeriesSet::of({small_series("a")}), config)), ErrorKind::kUsage);
  EXPECT_EQ(kind_of(set_size(opened(folder / "none.csv"), small_config())), ErrorKind::kData);
}

}  // namespace
}  // namespace tidegate
