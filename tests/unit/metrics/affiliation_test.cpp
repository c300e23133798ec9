#include "metrics/affiliation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "metrics/runs.h"
#include "unit/metrics/golden_case.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Reports = std::vector<RowRange>;

TEST(Affiliation, GivesTheReferencesValues) {
  const Reports truth = {{3, 4}, {7, 10}};
  const Affiliation example = affiliation(Reports{{4, 5}, {8, 9}}, truth, 10);
  EXPECT_NEAR(example.precision, .82, 0.005);
  EXPECT_NEAR(example.recall, .84, 0.005);
  const LabelledScores a = golden_case_a();
  EXPECT_NEAR(affiliation(runs_of(flags_above(a.scores, 0.6)), runs_of(a.labels), 1000).f1, .88960164, 1e-7);
}

/// By drawing from a fine grid, straight from the definition, for one anomaly.
Affiliation drawn(const Reports& reported, const RowRange& truth, std::size_t rows) {
  constexpr std::size_t kFine = 40;
  const auto place = [](std::size_t i) { return (static_cast<double>(i) + 0.5) / kFine; };
  const auto distance = [](double x, const RowRange& range) {
    return std::max({static_cast<double>(range.begin) - x, x - static_cast<double>(range.end), 0.0});
  };
  const auto to_report = [&](double x) {
    double nearest = 1e9;
    for (const RowRange& one : reported) nearest = std::min(nearest, distance(x, one));
    return nearest;
  };
  const std::size_t count = rows * kFine;
  double precision = 0, flagged = 0, recall = 0, anomalous = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = place(i), of_truth = distance(x, truth), of_report = to_report(x);
    double no_nearer = 0, as_far = 0;
    for (std::size_t j = 0; j < count; ++j) {
      no_nearer += distance(place(j), truth) >= of_truth ? 1 : 0;
      as_far += std::abs(place(j) - x) >= of_report ? 1 : 0;
    }
    if (of_report == 0) precision += no_nearer / static_cast<double>(count), flagged += 1;
    if (of_truth == 0) recall += as_far / static_cast<double>(count), anomalous += 1;
  }
  return {precision / flagged, recall / anomalous, 0};
}

TEST(Affiliation, IsWhatDrawingAtRandomGives) {
  for (const RowRange& truth : {RowRange{10, 18}, RowRange{20, 24}})  // more room behind, more room before
    for (const Reports& reported :
         {Reports{{1, 3}, {9, 12}, {20, 21}}, Reports{{0, 2}}, Reports{{11, 15}, {16, 30}}, Reports{{25, 30}}}) {
      const Affiliation exact = affiliation(reported, Reports{truth}, 30), grid = drawn(reported, truth, 30);
      EXPECT_NEAR(exact.precision, grid.precision, 0.003) << reported.front().begin << " of " << truth.begin;
      EXPECT_NEAR(exact.recall, grid.recall, 0.003) << reported.front().begin << " of " << truth.begin;
    }
}

TEST(Affiliation, ReportsThatAreTheAnomaliesHaveAll) {
  const Reports truth = {{0, 5}, {50, 60}, {95, 100}};
  EXPECT_EQ(affiliation(truth, truth, 100).f1, 1);
}

TEST(Affiliation, ReportingEverythingFindsAllAndHasThePrecisionOfChance) {
  const Affiliation everything = affiliation(Reports{{0, 1000}}, Reports{{500, 501}}, 1000);
  EXPECT_EQ(everything.recall, 1);
  EXPECT_NEAR(everything.precision, 0.5, 0.01);
}

TEST(Affiliation, WithoutReportsOrAnomalies) {
  const Affiliation silent = affiliation({}, Reports{{3, 5}}, 10);
  EXPECT_TRUE(std::isnan(silent.precision));
  EXPECT_EQ(silent.recall, 0);
  EXPECT_TRUE(std::isnan(affiliation(Reports{{3, 5}}, {}, 10).recall));
}

}  // namespace
}  // namespace tidegate
