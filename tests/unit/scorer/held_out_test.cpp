#include "scorer/held_out.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

Values values_of(const MatrixView<const double>& rows) { return {rows.data, rows.data + rows.rows}; }

TEST(HeldOut, TheLaterHalfBeginsEarlyForItsFirstWindow) {
  const Matrix<double> rows = column({0, 1, 2, 3, 4, 5});
  const MatrixView<const double> series[] = {rows};
  const HeldOut halves = held_out_halves(series, 2, 100);
  EXPECT_EQ(values_of(halves.earlier[0]), (Values{0, 1, 2}));
  EXPECT_EQ(values_of(halves.later[0]), (Values{1, 2, 3, 4, 5}));
}

TEST(HeldOut, OnlyTheLastRowsAreUsed) {
  const Matrix<double> rows = column({0, 1, 2, 3, 4, 5});
  const MatrixView<const double> series[] = {rows};
  const HeldOut halves = held_out_halves(series, 9, 2);
  EXPECT_EQ(values_of(halves.earlier[0]), (Values{2, 3}));
  EXPECT_EQ(values_of(halves.later[0]), (Values{2, 3, 4, 5}));
}

TEST(HeldOut, LimitsLieAboveWhatIsGivenOfTheLaterRows) {
  const Scorer range = fitted_on("range", {column({0, 10, 5, 5, 5, 5})});  // a twentieth of 10 outside is 1
  const Matrix<double> later = column({5, 5, 11, 5});
  const MatrixView<const double> rows[] = {later};
  EXPECT_DOUBLE_EQ(held_out_limits(range, rows, 0.1)[0], 1.2 * 2);
  EXPECT_EQ(held_out_limits(range, rows, 100)[0], 100);
}

TEST(HeldOut, WhatNeverLeavesItsPlaceHasTheLeastLimit) {
  const Scorer range = fitted_on("range", {column({0, 10, 5, 5, 5, 5})});
  const Matrix<double> later = column({5, 6, 7});
  const MatrixView<const double> rows[] = {later};
  EXPECT_EQ(held_out_limits(range, rows, 0.1)[0], 0.1);
}

}  // namespace
}  // namespace tidegate
