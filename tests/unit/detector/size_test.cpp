#include "tidegate/detector.h"

#include <gtest/gtest.h>

#include "explain/evidence.h"

namespace tidegate {
namespace {

DetectorSize size_with(std::int64_t hidden, std::size_t channels = 1, std::size_t rows = 1000) {
  DetectorConfig config;
  config.net.hidden = {hidden};
  return *detector_size(config, channels, rows);
}

TEST(DetectorSize, CountsTheWeightsOfGatesAndHead) {
  EXPECT_EQ(size_with(32).weights, 3U * 32 * (1 + 1) + 3U * 32 * (32 + 1) + 33);
}

TEST(DetectorSize, AUnivariateGru32TakesLessThanAKilobyteInAPool) { EXPECT_LE(size_with(32).pooled, 1024U); }

TEST(DetectorSize, KindsTakeTheEvidenceOfEveryChannelInEverySeries) {
  DetectorConfig config;
  config.explain.kinds = "off";
  for (const std::size_t channels : {1U, 5U}) {
    const DetectorSize without = *detector_size(config, channels, 1000), with = size_with(32, channels);
    EXPECT_EQ(with.pooled - without.pooled, channels * sizeof(ChannelMemory));
    EXPECT_EQ(with.stream - without.stream, channels * sizeof(ChannelMemory));
    EXPECT_EQ(with.kinds, channels * sizeof(ChannelMemory));
    EXPECT_EQ(without.kinds, 0U);
    EXPECT_GT(with.file, without.file);
  }
}

TEST(DetectorSize, GrowsWithRowsOnlyWhereRowsAreKept) {
  EXPECT_GT(size_with(32, 1, 100000).training, size_with(32, 1, 1000).training + 99000 * 12);
  EXPECT_EQ(size_with(32, 1, 100000).stream, size_with(32, 1, 1000).stream);
  EXPECT_EQ(size_with(32, 1, 100000).file, size_with(32, 1, 1000).file);
}

}  // namespace
}  // namespace tidegate
