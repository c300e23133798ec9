#include "series/channel_names.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(ChannelNames, AreThoseOfTheChannelsInTheirOrder) {
  EXPECT_EQ(channel_names({{"flow", "l/s"}, {"pressure", ""}}), (std::vector<std::string>{"flow", "pressure"}));
  EXPECT_TRUE(channel_names({}).empty());
}

}  // namespace
}  // namespace tidegate
