#include "tidegate/series.h"

#include <gtest/gtest.h>

#include "series_support.h"

namespace tidegate {
namespace {

using testing_support::waves;

TEST(Series, ItsLeadingShareEndsWithAWholeRow) {
  EXPECT_EQ(waves(101, 1).first(0.5), (RowRange{0, 50}));
  EXPECT_EQ(waves(101, 1).first(0), (RowRange{0, 0}));
  EXPECT_EQ(waves(101, 1).first(1), (RowRange{0, 101}));
}

TEST(Series, WithoutRowsHasAnEmptyRange) {
  const Series none = waves(0, 1);
  EXPECT_TRUE(none.all().empty());
  EXPECT_TRUE(none.first(0.5).empty());
  EXPECT_EQ(SeriesPart(none).rows(), 0U);
}

TEST(SeriesPart, MayBeAssignedAnother) {
  const Series a = waves(20, 1), b = waves(30, 1);
  SeriesPart part(a, {5, 10});
  EXPECT_EQ(part.rows(), 5U);
  part = SeriesPart(b);
  EXPECT_EQ(part.series, &b);
  EXPECT_EQ(part.range, (RowRange{0, 30}));
}

}  // namespace
}  // namespace tidegate
