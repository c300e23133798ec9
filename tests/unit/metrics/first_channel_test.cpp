#include "metrics/first_channel.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tidegate {
namespace {

using Ranges = std::vector<RowRange>;
using Channels = std::vector<std::size_t>;

TEST(FirstChannel, IsRightWhereItIsAmongTheAnomalysChannels) {
  const Ranges labelled = {{10, 20}, {30, 40}, {50, 60}}, reported = {{12, 13}, {35, 45}, {55, 56}};
  const FirstChannel result =
      first_channel(reported, Channels{4, 0, kNoRow}, labelled, std::vector<Channels>{{1, 4}, {1, 4}, {0}});
  EXPECT_EQ(result.right, 1U);
  EXPECT_EQ(result.judged, 3U);
  EXPECT_EQ(result.share(), 1 / 3.0);
}

TEST(FirstChannel, TheFirstEventThatSharesARowIsJudged) {
  const Ranges labelled = {{10, 20}}, reported = {{0, 5}, {12, 13}, {15, 16}};
  EXPECT_EQ(first_channel(reported, Channels{7, 3, 7}, labelled, std::vector<Channels>{{7}}).right, 0U);
  EXPECT_EQ(first_channel(reported, Channels{3, 7, 3}, labelled, std::vector<Channels>{{7}}).right, 1U);
}

TEST(FirstChannel, MissedAnomaliesAndThoseOfUnknownChannelsAreNotJudged) {
  const Ranges labelled = {{10, 20}, {30, 40}}, reported = {{12, 13}};
  const FirstChannel result = first_channel(reported, Channels{0}, labelled, std::vector<Channels>{{}, {0}});
  EXPECT_EQ(result.judged, 0U);
  EXPECT_TRUE(std::isnan(result.share()));
}

}  // namespace
}  // namespace tidegate
