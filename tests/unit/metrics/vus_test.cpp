#include "metrics/vus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

#include "base/missing.h"
#include "base/random.h"
#include "metrics/ranking.h"
#include "metrics/runs.h"
#include "unit/metrics/golden_case.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// Area under the precision-recall curve of one window, by its definition: threshold by threshold, row by row.
double plain_area(const LabelledScores& one, std::size_t window) {
  const std::size_t rows = one.scores.size(), reach = window / 2;
  const std::vector<RowRange> runs = runs_of(one.labels);
  std::vector<double> grown(one.labels.begin(), one.labels.end());
  std::vector<std::uint8_t> near(rows);
  for (std::size_t t = 0; t < rows; ++t) {
    for (const RowRange& run : runs) {
      const std::size_t distance = t < run.begin ? run.begin - t : t >= run.end ? t - run.end + 1 : 0;
      if (distance > reach) continue;
      near[t] = 1;
      grown[t] += std::sqrt(1 - static_cast<double>(distance) / static_cast<double>(std::max<std::size_t>(window, 1)));
    }
    grown[t] = std::min(grown[t], 1.0);
  }
  std::vector<double> ranked = one.scores;
  std::ranges::sort(ranked, std::greater());
  double area = 0, before = 0;
  for (std::size_t k = 0; k < 250; ++k) {
    const double threshold =
        ranked[k == 249 ? rows - 1
                        : static_cast<std::size_t>(static_cast<double>(k) * (static_cast<double>(rows - 1) / 249))];
    double hits = 0, positives = 0, flagged = 0, found = 0;
    for (std::size_t t = 0; t < rows; ++t) {
      const bool is_flagged = one.scores[t] >= threshold;
      flagged += is_flagged ? 1 : 0;
      hits += is_flagged ? grown[t] : 0;
      positives += one.labels[t] != 0 ? 1 : is_flagged ? grown[t] / 2 : 0;
    }
    const std::vector<RowRange> wide = runs_of(near);
    for (const RowRange& run : wide)
      found += std::any_of(one.scores.begin() + static_cast<std::ptrdiff_t>(run.begin),
                           one.scores.begin() + static_cast<std::ptrdiff_t>(run.end),
                           [&](double score) { return score >= threshold; })
                   ? 1
                   : 0;
    const double recall = std::min(hits / positives, 1.0) * found / static_cast<double>(wide.size());
    area += (recall - before) * hits / flagged;
    before = recall;
  }
  return area;
}

struct KnownVolume {
  std::size_t window;
  double roc, pr;
};

void expect_volumes(const LabelledScores& one, std::initializer_list<KnownVolume> known) {
  for (const KnownVolume& each : known) {
    const Volume volume = volume_under_surface(one.scores, one.labels, each.window);
    EXPECT_NEAR(volume.roc, each.roc, 5e-9) << each.window;
    EXPECT_NEAR(volume.pr, each.pr, 5e-9) << each.window;
  }
}

TEST(VolumeUnderSurface, GivesTheReferencesValues) {
  expect_volumes(
      golden_case_a(),
      {{0, .60063069, .34898712}, {10, .76753979, .45391899}, {20, .84497394, .56566561}, {100, .93944137, .71919481}});
  expect_volumes(golden_case_b(), {{15, .78260181, .58872551}});
}

// Values of a second program, written apart from this one after the same rule.
TEST(VolumeUnderSurface, RunsThatTouchOnceGrownBecomeOneAndTheirLabelsCountOneAtMost) {
  LabelledScores one{uniform_numbers(300, 11), std::vector<std::uint8_t>(300)};
  label(one, {{20, 30}, {34, 40}, {60, 61}, {81, 90}, {297, 300}});
  expect_volumes(
      one,
      {{0, .41477287, .09604375}, {5, .52563219, .12306303}, {20, .70023322, .22359304}, {60, .81907854, .32802809}});
}

TEST(VolumeUnderSurface, WithoutNormalRowsOnlyTheRocCurveIsUnknown) {
  const Volume volume = volume_under_surface(std::vector<double>{1, 2, 3}, std::vector<std::uint8_t>{1, 1, 1}, 0);
  EXPECT_TRUE(std::isnan(volume.roc));
  EXPECT_EQ(volume.pr, 1);
}

TEST(VolumeUnderSurface, IsTheMeanOfWhatTheDefinitionGives) {
  Random random(11);
  for (int again = 0; again < 20; ++again) {
    LabelledScores one{std::vector<double>(300), std::vector<std::uint8_t>(300)};
    for (double& score : one.scores) score = std::floor(random.uniform() * 40);  // with ties
    // Runs that do not touch once grown: then the definition needs no rule for those that do.
    for (std::size_t begin = 5; begin + 60 < 300; begin += 60)
      for (std::size_t t = begin; t < begin + 1 + static_cast<std::size_t>(random.uniform() * 20); ++t)
        one.labels[t] = 1;
    double sum = 0;
    for (std::size_t window = 0; window <= 30; ++window) sum += plain_area(one, window);
    EXPECT_NEAR(volume_under_surface(one.scores, one.labels, 30).pr, sum / 31, 1e-12);
  }
}

TEST(VolumeUnderSurface, ScoresThatAreTheLabelsHaveAllOfIt) {
  LabelledScores one{std::vector<double>(500), std::vector<std::uint8_t>(500)};
  label(one, {{200, 260}});
  raise(one, {{200, 260}}, 1);
  EXPECT_NEAR(volume_under_surface(one.scores, one.labels, 0).pr, 1, 1e-12);
}

TEST(VolumeUnderSurface, WithoutAnomaliesNothingCanBeSaid) {
  const std::vector<double> scores = {1, 2, 3};
  EXPECT_TRUE(std::isnan(volume_under_surface(scores, std::vector<std::uint8_t>{0, 0, 0}, 5).pr));
  EXPECT_TRUE(std::isnan(volume_under_surface({}, {}, 5).roc));
}

TEST(VolumeUnderSurface, RowsWithoutAScoreRankLast) {
  LabelledScores one = golden_case_a();
  for (std::size_t t = 0; t < 100; ++t) one.scores[t] = -1;
  const Volume low = volume_under_surface(one.scores, one.labels, 20);
  for (std::size_t t = 0; t < 100; ++t) one.scores[t] = kMissingValue;
  EXPECT_EQ(volume_under_surface(one.scores, one.labels, 20).pr, low.pr);
}

TEST(VolumeOfFlags, GivesTheReferencesValues) {
  const LabelledScores a = golden_case_a();
  const FlagVolume volume = volume_of_flags(flags_above(a.scores, 0.6), a.labels, 20);
  EXPECT_NEAR(volume.recall, .53618732, 5e-9);
  EXPECT_NEAR(volume.precision, .8089057, 5e-8);
  EXPECT_NEAR(volume.f1, .64482224, 5e-9);
}

TEST(VolumeOfFlags, WithoutAWindowIsThatOfRows) {
  const LabelledScores a = golden_case_a();
  const auto flags = flags_above(a.scores, 0.6);
  const FlagVolume volume = volume_of_flags(flags, a.labels, 0);
  const RowQuality rows = row_quality(flags, a.labels);
  EXPECT_EQ(volume.recall, rows.recall);
  EXPECT_EQ(volume.precision, rows.precision);
  EXPECT_EQ(volume.f1, rows.f1);
}

TEST(VolumeOfFlags, WithoutFlagsOrAnomalies) {
  const std::vector<std::uint8_t> none = {0, 0, 0}, one = {0, 1, 0};
  EXPECT_EQ(volume_of_flags(none, one, 2).recall, 0);
  EXPECT_EQ(volume_of_flags(none, one, 2).precision, 0);
  EXPECT_EQ(volume_of_flags(none, one, 2).f1, 0);
  EXPECT_TRUE(std::isnan(volume_of_flags(one, none, 2).precision));
}

TEST(VolumeWindow, IsThePeriodOfTheSeries) {
  std::vector<double> wave(3000);
  for (std::size_t t = 0; t < wave.size(); ++t) wave[t] = std::sin(2 * std::numbers::pi * static_cast<double>(t) / 48);
  EXPECT_EQ(volume_window(wave), 48U);
}

std::vector<double> pulses(std::size_t period) {
  std::vector<double> values(20'000);
  for (std::size_t t = 0; t < values.size(); t += period) values[t] = 1;
  return values;
}

TEST(VolumeWindow, LiesBetween6And303) {
  EXPECT_EQ(volume_window(pulses(5)), 125U);
  EXPECT_EQ(volume_window(pulses(6)), 6U);
  EXPECT_EQ(volume_window(pulses(303)), 303U);
  EXPECT_EQ(volume_window(pulses(304)), 125U);
}

TEST(VolumeWindow, Is125WhereNoPeriodShows) {
  std::vector<double> slope(1000);
  for (std::size_t t = 0; t < slope.size(); ++t) slope[t] = static_cast<double>(t);
  EXPECT_EQ(volume_window(slope), 125U);
  EXPECT_EQ(volume_window(std::vector<double>{}), 125U);
  EXPECT_EQ(volume_window(std::vector<double>{1, 2}), 125U);
}

}  // namespace
}  // namespace tidegate
