#include "benchmark/operator_cases.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace tidegate {
namespace {

const OperatorCase& case_of(std::string_view name) {
  for (const OperatorCase& one : operator_cases())
    if (one.name == name) return one;
  throw std::runtime_error("no such case");
}

TEST(OperatorCases, EachHasANameOfItsOwnAndExpectsEventsBehindTheTrainingPart) {
  std::set<std::string_view> names;
  for (const OperatorCase& one : operator_cases()) {
    EXPECT_TRUE(names.insert(one.name).second) << one.name;
    EXPECT_LT(one.training_rows, one.rows) << one.name;
    for (const ExpectedEvent& event : one.expected) {
      EXPECT_GE(event.rows.begin, one.training_rows) << one.name;
      EXPECT_LT(event.rows.begin, event.rows.end) << one.name;
      EXPECT_LE(event.rows.end, one.rows) << one.name;
    }
  }
}

TEST(OperatorCases, ASeriesIsAlwaysTheSame) {
  const Series once = operator_series(case_of("quiet")), again = operator_series(case_of("quiet"));
  EXPECT_TRUE(std::ranges::equal(once.rows.values.flat(), again.rows.values.flat()));
}

TEST(OperatorCases, AFrozenSensorRepeatsItsValueAndMovesAgain) {
  const Series series = operator_series(case_of("frozen-noise"));
  for (std::size_t row = 3000; row < 3200; ++row) ASSERT_EQ(series.rows.values(row, 0), series.rows.values(2999, 0));
  EXPECT_NE(series.rows.values(3200, 0), series.rows.values(3199, 0));
}

TEST(OperatorCases, RowsThatDoNotComeLeaveAGapInTime) {
  const Series series = operator_series(case_of("missing-rows"));
  EXPECT_EQ(series.rows.size(), 4800U);
  EXPECT_EQ(series.rows.time[3000] - series.rows.time[2999], 201 * std::chrono::minutes(1));
}

TEST(OperatorCases, ACounterRisesAndBeginsAnew) {
  const Series series = operator_series(case_of("counter-restart"));
  EXPECT_GT(series.rows.values(3099, 0), 1e6);
  EXPECT_EQ(series.rows.values(3100, 0), 0);
  EXPECT_GT(series.rows.values(4999, 0), series.rows.values(3101, 0));
}

TEST(OperatorCases, TheWeeklyLoadRunsEveryMondayButOne) {
  const Series series = operator_series(case_of("load-not-run"));
  for (std::size_t week = 0; week < 14; ++week)
    EXPECT_EQ(series.rows.values(168 * week + 5, 0) > 600, week != 11) << week;
}

}  // namespace
}  // namespace tidegate
