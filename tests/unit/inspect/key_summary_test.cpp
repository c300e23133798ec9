#include "inspect/key_summary.h"

#include <gtest/gtest.h>

#include "unit/series/test_series.h"

namespace tidegate {
namespace {

KeysSummary of_lengths(const std::vector<std::size_t>& lengths) { return summarise_keys(test_keys(lengths)); }

TEST(KeySummary, TellsHowLongTheKeysAre) {
  const KeysSummary keys = of_lengths({30, 1, 4, 9, 7});
  EXPECT_EQ(keys.column, "who");
  EXPECT_EQ(keys.count, 5U);
  EXPECT_EQ(keys.least, 1U);
  EXPECT_EQ(keys.median, 7U);
  EXPECT_EQ(keys.most, 30U);
}

/// Halves of 40, 20, 3, 1 and no rows; the middle row is in the half of 40, whose quarter is the window.
TEST(KeySummary, CountsWhatTheLeadingHalvesGiveToLearnFrom) {
  const KeysSummary keys = of_lengths({80, 41, 6, 3, 1});
  EXPECT_EQ(keys.window, 10U);
  EXPECT_EQ(keys.training_rows, 64U);
  EXPECT_EQ(keys.rows_to_score, 30U + 10U);
  EXPECT_EQ(keys.learning, 3U);
  EXPECT_EQ(keys.validating, 3U);
  EXPECT_EQ(keys.too_short, 3U);
}

TEST(KeySummary, AHalfOfTwoRowsHasNoneLeftToValidate) {
  EXPECT_EQ(of_lengths({4, 5, 6}).learning, 3U);
  EXPECT_EQ(of_lengths({4, 5, 6}).validating, 1U);
}

}  // namespace
}  // namespace tidegate
