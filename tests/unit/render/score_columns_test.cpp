#include "render/score_columns.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tidegate {
namespace {

TEST(ScoreColumns, EachChannelHasFiveInTheOrderOfTheContract) {
  EXPECT_EQ(detail_names(std::vector<std::string>{"a"}),
            (std::vector<std::string>{"a", "a.expected", "a.lower", "a.upper", "a.share"}));
}

TEST(ScoreColumns, FieldsARowDoesNotBringAreMissing) {
  const std::array values = {1.0, 2.0}, share = {0.25, 0.75};
  ScoredRow row;
  row.values = values;
  row.share = share;
  std::vector<double> seen;
  visit_details(row, 2, [&seen](double value) { seen.push_back(value); });
  ASSERT_EQ(seen.size(), 10U);
  EXPECT_EQ(seen[0], 1);
  EXPECT_EQ(seen[5], 2);
  EXPECT_EQ(seen[9], 0.75);
  for (const std::size_t i : {1U, 2U, 3U, 6U, 7U, 8U}) EXPECT_TRUE(std::isnan(seen[i])) << i;
}

TEST(ScoreColumns, AKeyColumnNamedLikeAFieldOfOursIsCalledKey) {
  EXPECT_EQ(key_field("account"), "account");
  EXPECT_EQ(key_field("score"), "key");
  EXPECT_EQ(key_field(""), "");
}

}  // namespace
}  // namespace tidegate
