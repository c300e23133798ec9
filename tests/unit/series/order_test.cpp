#include "series/order.h"

#include <gtest/gtest.h>

#include "spelled.h"
#include "unit/series/test_series.h"

namespace tidegate {
namespace {

Series with_times(const std::vector<std::int64_t>& seconds) {
  return test_series(std::vector<double>(seconds.size(), 1.0), seconds);
}

Status check_whole(const Series& series) { return check_order(SeriesPart(series)); }

TEST(Order, LateRowsAndDuplicatesAreCounted) {
  const TimeOrder order = time_order(with_times({0, 1, 1, 5, 3, 4, 5, 6}).rows.time);
  EXPECT_EQ(order.late, 2U);
  EXPECT_EQ(order.first_late, 4U);
  EXPECT_EQ(order.duplicates, 2U);
  EXPECT_EQ(order.first_duplicate, 2U);
  EXPECT_EQ(time_order({}).first_late, kNoRow);
}

TEST(Order, ATenthOfLateRowsIsBorne) {
  EXPECT_TRUE(check_whole(with_times({0, 1, 2, 3, 4, 5, 6, 7, 8, 2})));
  EXPECT_TRUE(check_whole(with_times({5, 5, 5, 5})));
}

TEST(Order, MoreIsAnErrorThatNamesTheFirstLateRow) {
  const Status order = check_whole(with_times({9, 8, 7, 6}));
  ASSERT_FALSE(order);
  EXPECT_EQ(order.error().kind, ErrorKind::kData);
  EXPECT_EQ(order.error().message(as_flags),
            "test.csv: time runs backwards in 3 of 4 rows, first in row 1 (line 3 of a CSV with a header), "
            "from 1970-01-01T00:00:09Z to 1970-01-01T00:00:08Z\n"
            "sort the file by column 'time', or use the order of rows with --time none");
}

TEST(Order, OneStampInTheFutureMakesNineRowsLate) {
  std::vector<std::int64_t> seconds;
  for (std::int64_t t = 0; t < 200; ++t) seconds.push_back(t == 50 ? 1'000'000 : t);
  EXPECT_EQ(time_order(with_times(seconds).rows.time).late, 9U);
  EXPECT_TRUE(check_whole(with_times(seconds)));
}

TEST(Order, RowsBesideThePartDoNotCount) {
  const Series series = with_times({9, 8, 7, 0, 1, 2, 3, 2, 1});
  EXPECT_TRUE(check_order({series, {3, 7}}));
  EXPECT_FALSE(check_order({series, {3, 9}}));
}

}  // namespace
}  // namespace tidegate
