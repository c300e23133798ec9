#include "fit/roles.h"
#include "spelled.h"

#include <gtest/gtest.h>

#include "base/missing.h"

namespace tidegate {
namespace {

class Roles : public testing::Test {
 protected:
  Roles() : training_(3, 4) {
    const double columns[4][3] = {
        {1.5, 2.5, kMissingValue}, {0, 1, kMissingValue}, {kMissingValue, kMissingValue, kMissingValue}, {3, 4, 5}};
    for (std::size_t c = 0; c < 4; ++c)
      for (std::size_t t = 0; t < 3; ++t) training_(t, c) = columns[c][t];
  }
  Result<ChannelRoles> assign(std::vector<std::string> inputs_only = {}) const {
    return assign_roles({.inputs_only = std::move(inputs_only)}, channels_, training_);
  }
  Result<ChannelRoles> assign_alone(std::size_t channel) const {
    Matrix<double> column(3, 1);
    for (std::size_t t = 0; t < 3; ++t) column(t, 0) = training_(t, channel);
    return assign_roles({}, {channels_[channel]}, column);
  }

  const std::vector<Channel> channels_ = {{"flow", "l/s"}, {"pump on", ""}, {"unused", ""}, {"level", "m"}};
  Matrix<double> training_;
};

TEST_F(Roles, FlagsAndEmptyChannelsOnlyInformAndTheNotesSayWhich) {
  const auto roles = assign();
  ASSERT_TRUE(roles.has_value());
  EXPECT_EQ(roles->scored, (std::vector<std::size_t>{0, 3}));
  ASSERT_EQ(roles->notes.size(), 2U);
  EXPECT_NE(roles->notes[0].find("no value in the training part: unused."), std::string::npos);
  EXPECT_NE(roles->notes[1].find("between 0 and 1: pump on."), std::string::npos);
}

TEST_F(Roles, InputsTheUserNamesAreNotScoredAndNeedNoNote) {
  const auto roles = assign({"flow", "pump on"});
  ASSERT_TRUE(roles.has_value());
  EXPECT_EQ(roles->scored, (std::vector<std::size_t>{3}));
  EXPECT_EQ(roles->notes.size(), 1U);  // of the empty one
}

TEST_F(Roles, AMisspeltInputIsRefusedWithTheNearestName) {
  const auto roles = assign({"flwo"});
  ASSERT_FALSE(roles.has_value());
  EXPECT_EQ(roles.error().kind, ErrorKind::kUsage);
  EXPECT_NE(roles.error().message(as_flags).find("did you mean 'flow'?"), std::string::npos);
  EXPECT_EQ(roles.error().option, "inputs-only");
}

TEST_F(Roles, AnInputLikeNoneIsRefusedWithAllNames) {
  const auto roles = assign({"temperature of the air"});
  ASSERT_FALSE(roles.has_value());
  EXPECT_NE(roles.error().message(as_flags).find("flow, pump on, unused, level"), std::string::npos);
}

TEST_F(Roles, AFlagAloneIsScored) {
  const auto roles = assign_alone(1);
  ASSERT_TRUE(roles.has_value());
  EXPECT_EQ(roles->scored, (std::vector<std::size_t>{0}));
  EXPECT_TRUE(roles->notes.empty());
}

TEST_F(Roles, FlagsAreScoredIfTheUserLeavesNothingElse) {
  const auto roles = assign({"flow", "level"});
  ASSERT_TRUE(roles.has_value());
  EXPECT_EQ(roles->scored, (std::vector<std::size_t>{1}));
}

TEST_F(Roles, NothingLeftToScoreIsAUsageError) {
  const auto roles = assign({"flow", "pump on", "level"});
  ASSERT_FALSE(roles.has_value());
  EXPECT_EQ(roles.error().kind, ErrorKind::kUsage);
}

TEST_F(Roles, ATrainingPartWithoutValuesIsADataError) {
  const auto roles = assign_alone(2);
  ASSERT_FALSE(roles.has_value());
  EXPECT_EQ(roles.error().kind, ErrorKind::kData);
  EXPECT_NE(roles.error().message(as_flags).find("--train-part"), std::string::npos);
}

TEST(RolesOfManyChannels, NotesNameAFewAndCountTheRest) {
  std::vector<Channel> channels;
  Matrix<double> training(2, 9, 0.0);
  for (std::size_t c = 0; c < 9; ++c) channels.push_back({"c" + std::to_string(c), ""});
  training(1, 8) = 7;
  const auto roles = assign_roles({}, channels, training);
  ASSERT_TRUE(roles.has_value());
  EXPECT_NE(roles->notes[0].find("c0, c1, c2 and 5 more."), std::string::npos) << roles->notes[0];
}

}  // namespace
}  // namespace tidegate
