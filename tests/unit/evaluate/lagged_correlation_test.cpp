#include "tidegate/evaluate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"
#include "base/random.h"

namespace tidegate {
namespace {

std::vector<double> noise(std::size_t rows, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> values(rows);
  for (double& value : values) value = random.normal();
  return values;
}

/// `values` moved `by` rows later; what comes in is missing.
std::vector<double> later_by(const std::vector<double>& values, std::ptrdiff_t by) {
  std::vector<double> moved(values.size(), kMissingValue);
  for (std::ptrdiff_t t = 0; t < std::ssize(values); ++t)
    if (t - by >= 0 && t - by < std::ssize(values))
      moved[static_cast<std::size_t>(t)] = values[static_cast<std::size_t>(t - by)];
  return moved;
}

struct Pair {
  std::vector<double> a, b;
};

/// Two curves of 40 rows, a value of each missing.
Pair curves() {
  Pair pair;
  for (std::size_t row = 0; row < 40; ++row) {
    const auto t = static_cast<double>(row);
    pair.a.push_back(std::sin(0.7 * t) + 0.05 * t);
    pair.b.push_back(std::cos(0.9 * t) * (1 + 0.1 * t));
  }
  pair.a[17] = pair.b[20] = kMissingValue;
  return pair;
}

void expect_values(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-13) << i;
}

// scipy.stats.pearsonr (SciPy 1.17.1) of the pairs that are there at each lag.
TEST(LaggedCorrelation, IsSciPysCoefficientAtEveryLag) {
  const auto [a, b] = curves();
  expect_values(lagged_correlation(a, b, {12, 12}, 3),
                {-0.5220118792141558, -0.7202162550609137, -0.5214229285617272, 0.11829598945344796, 0.5883814352905679,
                 0.5586497272454803, 0.12141478657813384});
}

// The same at the beginning, where rows before the first are missing.
TEST(LaggedCorrelation, TakesRowsBeyondTheEndsForMissing) {
  const auto [a, b] = curves();
  expect_values(lagged_correlation(a, b, {0, 8}, 4),
                {0.8841675722035744, 0.9880621230123184, 0.8344224960172297, 0.06897854122799191, -0.7104047025393128,
                 -0.9707283432956476, -0.4891591642670341, 0.38526685322192966, 0.9093364553157013});
}

TEST(LaggedCorrelation, ReadsTheOtherSeriesBeyondTheStretchToo) {
  const std::vector<double> a = noise(60, 1), b = later_by(a, 5);
  const std::vector<double> found = lagged_correlation(a, b, {30, 10}, 5);
  EXPECT_NEAR(found[10], 1, 1e-12);
}

TEST(LaggedCorrelation, IsMissingWhereAValueNeverChangesOrTooFewPairsAreThere) {
  std::vector<double> a = noise(20, 1);
  const std::vector<double> flat(20, 0.1);
  for (const double one : lagged_correlation(a, flat, {0, 20}, 2)) EXPECT_TRUE(std::isnan(one));
  for (const double one : lagged_correlation(flat, a, {0, 20}, 2)) EXPECT_TRUE(std::isnan(one));
  std::vector<double> b = noise(20, 2);
  for (std::size_t t = 9; t < 20; ++t) a[t] = kMissingValue;
  EXPECT_TRUE(std::isnan(lagged_correlation(a, b, {0, 20}, 0)[0]));
  EXPECT_FALSE(std::isnan(lagged_correlation(a, b, {0, 18}, 0)[0]));
  EXPECT_TRUE(std::isnan(lagged_correlation(a, b, {0, 2}, 0)[0]));
}

TEST(LaggedCorrelation, KeepsItsDigitsFarFromZero) {
  auto [a, b] = curves();
  const std::vector<double> near = lagged_correlation(a, b, {12, 12}, 3);
  for (double& value : a) value += 1e8;
  for (double& value : b) value -= 1e8;
  const std::vector<double> far = lagged_correlation(a, b, {12, 12}, 3);
  for (std::size_t i = 0; i < near.size(); ++i) EXPECT_NEAR(far[i], near[i], 1e-6);
}

TEST(StrongestLag, TellsWhoMovedFirst) {
  const std::vector<double> a = noise(500, 1);
  for (const std::ptrdiff_t by : {-3, 0, 4}) {
    const LagFinding found = strongest_lag(a, later_by(a, by), {200, 30}, 6);
    EXPECT_EQ(found.lag, by);
    EXPECT_NEAR(found.coefficient, 1, 1e-12);
  }
}

TEST(StrongestLag, FindsTheOtherWayRoundAsWell) {
  const std::vector<double> a = noise(500, 1);
  std::vector<double> b = later_by(a, -2);
  for (double& value : b) value = -value;
  const LagFinding found = strongest_lag(a, b, {200, 30}, 6);
  EXPECT_EQ(found.lag, -2);
  EXPECT_NEAR(found.coefficient, -1, 1e-12);
}

/// The definition, stretch by stretch.
LagFinding by_hand(const Pair& pair, RowStretch stretch, std::size_t max_lag, double strength) {
  LagFinding found;
  std::size_t as_strong = 0;
  for (std::size_t t = 0; t + stretch.rows <= pair.a.size(); ++t) {
    const std::size_t away = t > stretch.first ? t - stretch.first : stretch.first - t;
    double best = kMissingValue;
    for (const double one : lagged_correlation(pair.a, pair.b, {t, stretch.rows}, max_lag))
      best = std::fmax(best, std::abs(one));
    if (away < stretch.rows + max_lag || std::isnan(best)) continue;
    ++found.stretches_elsewhere;
    if (best >= strength - 1e-9) ++as_strong;
  }
  found.share_elsewhere = static_cast<double>(as_strong) / static_cast<double>(found.stretches_elsewhere);
  return found;
}

TEST(StrongestLag, CountsTheStretchesElsewhereThatAreAsStrong) {
  Pair pair{noise(307, 3), noise(307, 4)};
  for (std::size_t t = 40; t < 60; ++t) pair.a[t] = kMissingValue;  // no coefficient for some
  for (std::size_t t = 250; t < 290; ++t) pair.b[t] = 7;            // constant
  pair.a[100] = pair.b[102] = 1e9;                                  // leaves no trace in later stretches
  for (std::size_t t = 150; t < 200; ++t) pair.b[t] += 1e8;
  for (const std::size_t first : {0, 130, 290}) {
    const RowStretch stretch{first, 17};
    const LagFinding found = strongest_lag(pair.a, pair.b, stretch, 4);
    const LagFinding expected = by_hand(pair, stretch, 4, std::abs(found.coefficient));
    EXPECT_EQ(found.stretches_elsewhere, expected.stretches_elsewhere) << first;
    EXPECT_NEAR(found.share_elsewhere, expected.share_elsewhere, 1e-12) << first;
  }
}

TEST(StrongestLag, ACommonBumpIsRareAndPlainNoiseIsNot) {
  Pair pair{noise(1000, 5), noise(1000, 6)};
  const LagFinding plain = strongest_lag(pair.a, pair.b, {500, 21}, 5);
  EXPECT_GT(plain.share_elsewhere, 0.05);
  pair.a[510] += 12, pair.b[507] += 12;
  const LagFinding bump = strongest_lag(pair.a, pair.b, {500, 21}, 5);
  EXPECT_EQ(bump.lag, -3);
  EXPECT_LT(bump.share_elsewhere, 0.002);
}

TEST(StrongestLag, ACommonRhythmIsStrongEverywhereAndSoNotRare) {
  Pair pair{noise(1000, 7), noise(1000, 8)};
  for (std::size_t t = 0; t < 1000; ++t) {
    const double wave = std::sin(0.26 * static_cast<double>(t));
    pair.a[t] = 0.05 * pair.a[t] + wave, pair.b[t] = 0.05 * pair.b[t] + wave;
  }
  double share = 0;
  for (const std::size_t first : {100, 300, 500, 700, 900}) {
    const LagFinding found = strongest_lag(pair.a, pair.b, {first, 26}, 5);
    EXPECT_GT(found.coefficient, 0.98) << first;
    share += found.share_elsewhere / 5;
  }
  EXPECT_GT(share, 0.2);
}

TEST(StrongestLag, SaysNothingOfNothing) {
  const std::vector<double> a = noise(50, 1), missing(50, kMissingValue);
  const LagFinding none = strongest_lag(a, missing, {10, 20}, 3);
  EXPECT_TRUE(std::isnan(none.coefficient));
  EXPECT_TRUE(std::isnan(none.share_elsewhere));
  const LagFinding alone = strongest_lag(a, a, {0, 50}, 3);
  EXPECT_EQ(alone.stretches_elsewhere, 0U);
  EXPECT_TRUE(std::isnan(alone.share_elsewhere));
}

std::vector<Timestamp> seconds(std::initializer_list<int> counts) {
  std::vector<Timestamp> times;
  for (const int count : counts) times.emplace_back(std::chrono::seconds(count));
  return times;
}

TEST(HeldAt, GivesTheLatestValueThatIsNotLater) {
  const std::vector<double> held =
      held_at(seconds({-1, 0, 5, 10, 19, 20, 45, 46, 100}), seconds({0, 10, 20, 30}), std::vector<double>{1, 2, 3, 4});
  const std::vector<double> expected = {kMissingValue, 1, 1, 2, 2, 3, 4, kMissingValue, kMissingValue};
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_TRUE(held[i] == expected[i] || (std::isnan(held[i]) && std::isnan(expected[i]))) << i;
}

TEST(HeldAt, PassesByRowsThatCameLate) {
  const std::vector<double> held =
      held_at(seconds({10, 20, 30}), seconds({0, 10, 20, 5, 30}), std::vector<double>{1, 2, 3, 99, 4});
  EXPECT_EQ(held, (std::vector<double>{2, 3, 4}));
}

TEST(UsualStep, IsTheMedianOfWhatGoesForward) {
  EXPECT_EQ(usual_step(seconds({0, 10, 20, 20, 5, 15, 400})), std::chrono::seconds(10));
  EXPECT_EQ(usual_step(seconds({7})), Duration(0));
}

}  // namespace
}  // namespace tidegate
