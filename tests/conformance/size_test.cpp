// What `detector_size` tells beforehand, against what is really taken.
#include "tidegate/detector.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "choices.h"
#include "conformance/allocations.h"
#include "series_support.h"
#include "temporary_folder.h"
#include "tidegate/stream_pool.h"

namespace tidegate {
namespace {

using namespace testing_support;

struct Sizes {
  const char* cell;
  std::vector<std::int64_t> hidden;
  std::size_t channels, rows;
  std::int64_t chunk = 25;
  const char* threshold = "sigma:8";
  std::vector<std::string> features = {"none"};
  const char* transform = "none";
  const char* kinds = "on";
  const char* smoothing = "ewma:5";
  const char* overlap = "last";  ///< another one: of an autoencoder
};

class ToldSize : public testing::TestWithParam<Sizes> {
 protected:
  DetectorConfig config() const {
    DetectorConfig config = quick_config();
    config.net.cell = choice<CellKind>(GetParam().cell);
    config.net.hidden = GetParam().hidden;
    config.training.epochs = 2;
    config.training.chunk = GetParam().chunk;
    config.threshold.threshold = GetParam().threshold;
    config.features.features = GetParam().features;
    config.transform.transform = choice<TransformKind>(GetParam().transform);
    config.explain.kinds = choice<Switch>(GetParam().kinds);
    config.score.smoothing = GetParam().smoothing;
    config.score.overlap = choice<Overlap>(GetParam().overlap);
    if (config.score.overlap != Overlap::kLast) config.net.net = NetKind::kAutoencoder;
    return config;
  }
  Series series() const { return waves(GetParam().rows, GetParam().channels); }
  DetectorSize told() const { return *detector_size(config(), GetParam().channels, GetParam().rows); }
  Detector fitted() const { return *Detector::train(series(), {0, GetParam().rows}, config()); }
};

void expect_within(std::size_t told, std::size_t taken, double least, double most) {
  const double share = static_cast<double>(told) / static_cast<double>(taken);
  EXPECT_GE(share, least) << told << " told, " << taken << " taken";
  EXPECT_LE(share, most) << told << " told, " << taken << " taken";
}

TEST_P(ToldSize, TrainingTakesAtMostWhatIsToldAndNotMuchLess) {
  const Series rows = series();
  const DetectorConfig chosen = config();
  forget_peak();
  const std::size_t before = allocations().live_bytes;
  ASSERT_TRUE(Detector::train(rows, {0, GetParam().rows}, chosen).has_value());
  expect_within(told().training, allocations().peak_bytes - before, 1.0, 2.0);
}

TEST_P(ToldSize, AStreamTakesWhatIsTold) {
  const Detector detector = fitted();
  const std::size_t before = allocations().live_bytes;
  const Stream stream = detector.stream();
  expect_within(told().stream, allocations().live_bytes - before, 0.8, 1.1);
  EXPECT_EQ(detector_size(detector).stream, told().stream);
}

TEST_P(ToldSize, ASeriesOfAPoolTakesWhatIsTold) {
  const Detector detector = fitted();
  const std::size_t before = allocations().live_bytes;
  const StreamPool pool(detector, 2000);
  expect_within(told().pooled, (allocations().live_bytes - before) / 2000, 0.8, 1.1);
  EXPECT_EQ(pool.bytes_per_series(), told().pooled);
}

TEST_P(ToldSize, AModelFileIsAsLargeAsTold) {
  const TemporaryFolder folder;
  const auto file = folder / "model.tidegate";
  ASSERT_TRUE(fitted().save(file).has_value());
  expect_within(told().file, std::filesystem::file_size(file), 0.8, 1.2);
}

INSTANTIATE_TEST_SUITE_P(
    Detectors, ToldSize,
    testing::Values(Sizes{"gru", {32}, 1, 2000}, Sizes{"lstm", {16, 24}, 3, 5000}, Sizes{"rnn", {8}, 20, 20000},
                    Sizes{"gru", {128}, 2, 500}, Sizes{"rnn", {8}, 1, 5000, 0},
                    Sizes{"gru", {8}, 1, 2000, 25, "spot:1e-3"}, Sizes{"gru", {8}, 2, 5000, 25, "dspot:1e-3,500"},
                    Sizes{"gru", {8}, 1, 4000, 25, "dynamic"},
                    Sizes{"gru", {32}, 2, 3000, 25, "sigma:8", {"calendar", "difference"}},
                    Sizes{"gru", {8}, 3, 5000, 25, "sigma:8", {"rolling:50", "rolling:9"}},
                    Sizes{"gru", {8}, 3, 5000, 25, "sigma:8", {"none"}, "log"},
                    Sizes{"gru", {8}, 4, 2000, 25, "sigma:8", {"none"}, "none", "off"},
                    Sizes{"gru", {8}, 2, 2000, 25, "sigma:8", {"none"}, "none", "on", "centred-mean:31"},
                    Sizes{"gru", {8}, 2, 2000, 25, "sigma:8", {"none"}, "none", "on", "none", "median"}));

/// Of fourier three periods are told, the waves have one; what looks for them takes more than the training itself.
TEST(ToldSize, OfFourierIsAtMostThatOfThreePeriods) {
  const Series rows = waves(5000, 1);
  DetectorConfig config = quick_config();
  config.training.epochs = 1;
  config.features.features = {"fourier"};
  const DetectorSize told = *detector_size(config, 1, 5000);
  forget_peak();
  const std::size_t before = allocations().live_bytes;
  const auto detector = Detector::train(rows, {0, 5000}, config);
  ASSERT_TRUE(detector.has_value());
  expect_within(told.training, allocations().peak_bytes - before, 1.0, 2.0);
  EXPECT_EQ(detector->info().features.size(), 4U);
  const DetectorSize really = detector_size(*detector);
  EXPECT_LE(really.stream, told.stream);
  EXPECT_LE(really.weights, told.weights);
}

/// Of what a scorer learns as much as there can be is told.
TEST(ToldSize, OfScorersThatRememberTheTrainingPart) {
  const TemporaryFolder folder;
  const auto file = folder / "model.tidegate";
  for (const char* scorer : {"linear", "pca", "sub-pca:25", "neighbour:25", "isolation-forest:20"}) {
    SCOPED_TRACE(scorer);
    DetectorConfig config = quick_config();
    config.score.scorers = {scorer};
    const DetectorSize told = *detector_size(config, 3, 3000);
    const auto detector = Detector::train(waves(3000, 3), {0, 3000}, config);
    ASSERT_TRUE(detector.has_value()) << detector.error().message();
    const DetectorSize really = detector_size(*detector);
    const std::size_t before = allocations().live_bytes;
    const Stream stream = detector->stream();
    expect_within(told.stream, allocations().live_bytes - before, 0.8, 1.1);
    EXPECT_EQ(really.stream, told.stream);
    ASSERT_TRUE(detector->save(file).has_value());
    expect_within(told.file, std::filesystem::file_size(file), 0.8, 3.0);  // random trees end before they are full
    expect_within(told.detector, really.detector, 0.8, 3.0);
  }
}

TEST(ToldSize, RefusesWhatTrainingRefuses) {
  DetectorConfig config;
  config.training.batch = 0;
  EXPECT_EQ(detector_size(config, 1, 1000).error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace tidegate
