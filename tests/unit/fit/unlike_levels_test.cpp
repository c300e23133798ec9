#include "fit/unlike_levels.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

/// Two series of 20 rows around −1 and 1 that go up and down by `swing`.
Matrix<float> two_levels(float swing) {
  Matrix<float> scaled(40, 1);
  for (std::size_t t = 0; t < 40; ++t) scaled(t, 0) = (t < 20 ? -1.0F : 1.0F) + (t % 2 == 0 ? swing : -swing);
  return scaled;
}

const std::vector<SeriesRows> kBoth = {{0, 20}, {20, 40}};

TEST(UnlikeLevels, SeriesNextToFlatAreCounted) {
  const std::string note = unlike_levels_note(two_levels(0.05F), 1, kBoth, false);
  EXPECT_TRUE(note.starts_with("2 of the series vary less")) << note;
  EXPECT_NE(note.find("train separate detectors"), std::string::npos) << note;
}

TEST(UnlikeLevels, OneOfThemVariesInTheSingular) {
  Matrix<float> scaled = two_levels(0.05F);
  for (std::size_t t = 0; t < 20; ++t) scaled(t, 0) *= t % 2 == 0 ? 2.0F : 0.1F;
  const std::string note = unlike_levels_note(scaled, 1, kBoth, true);
  EXPECT_TRUE(note.starts_with("1 of the series varies less")) << note;
  EXPECT_NE(note.find("it is almost constant, so anomalies in it may"), std::string::npos) << note;
}

TEST(UnlikeLevels, KeysCannotBeTrainedApart) {
  const std::string note = unlike_levels_note(two_levels(0.05F), 1, kBoth, true);
  EXPECT_TRUE(note.starts_with("2 of the series vary less")) << note;
  EXPECT_EQ(note.find("train separate detectors"), std::string::npos) << note;
}

TEST(UnlikeLevels, AreNotThoseThatVaryOrNeverChange) {
  EXPECT_EQ(unlike_levels_note(two_levels(0.5F), 1, kBoth, false), "");
  EXPECT_EQ(unlike_levels_note(two_levels(0), 1, kBoth, false), "");
}

}  // namespace
}  // namespace tidegate
