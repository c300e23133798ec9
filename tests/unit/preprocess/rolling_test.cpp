#include "preprocess/rolling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <deque>

#include "base/missing.h"
#include "base/random.h"

namespace tidegate {
namespace {

std::vector<double> figures(const RollingSummary& s) { return {s.mean, s.deviation, s.lowest, s.highest}; }

std::vector<double> after(std::size_t window, std::initializer_list<float> values) {
  RollingState state = make_rolling_state(window);
  RollingSummary last;
  for (const float value : values) last = push_rolling(state, value);
  return figures(last);
}

/// The definition, in two passes over the values present.
std::vector<double> by_definition(const std::deque<float>& window) {
  double mean = 0, squares = 0, count = 0, low = INFINITY, high = -INFINITY;
  for (const float v : window)
    if (!std::isnan(v)) mean += static_cast<double>(v), ++count;
  if (count == 0) return {0, 0, 0, 0};
  mean /= count;
  for (const float v : window) {
    if (std::isnan(v)) continue;
    squares += (static_cast<double>(v) - mean) * (static_cast<double>(v) - mean);
    low = std::min(low, static_cast<double>(v));
    high = std::max(high, static_cast<double>(v));
  }
  return {mean, std::sqrt(squares / count), low, high};
}

TEST(Rolling, TellsOfTheLastRowsOnly) {
  const auto last = after(3, {100, 1, 2, 6});
  EXPECT_NEAR(last[0], 3, 1e-12);
  EXPECT_NEAR(last[1], 2.160246899469287, 1e-12);  // numpy.std([1, 2, 6])
  EXPECT_EQ(last[2], 1);
  EXPECT_EQ(last[3], 6);
}

TEST(Rolling, BeforeTheWindowIsFullTellsOfWhatThereIs) {
  EXPECT_EQ(after(5, {4}), (std::vector<double>{4, 0, 4, 4}));
  EXPECT_EQ(after(5, {4, 8}), (std::vector<double>{6, 2, 4, 8}));
}

TEST(Rolling, AMissingValueTakesAPlaceButCountsForNothing) {
  EXPECT_EQ(after(3, {4, kMissingValue, 8}), (std::vector<double>{6, 2, 4, 8}));
  EXPECT_EQ(after(3, {4, kMissingValue, 8, kMissingValue, kMissingValue}), (std::vector<double>{8, 0, 8, 8}));
  EXPECT_EQ(after(2, {4, kMissingValue, kMissingValue}), (std::vector<double>{0, 0, 0, 0}));
  EXPECT_EQ(after(2, {4, kMissingValue, kMissingValue, 5}), (std::vector<double>{5, 0, 5, 5}));
}

TEST(Rolling, KeepsToTheDefinitionOverThousandsOfRowsWithJumpsAndHoles) {
  for (const std::size_t window : {1UL, 2UL, 7UL, 100UL}) {
    RollingState state = make_rolling_state(window);
    std::deque<float> recent;
    Random random(3);
    for (std::size_t t = 0; t < 3000; ++t) {
      const auto level = static_cast<float>(t % 500 == 250 ? 1e4 : t % 1000 < 500 ? 0 : 5);
      const bool hole = random.uniform() < 0.1 || (t > 700 && t < 850);
      const float value = static_cast<float>(hole ? kMissingValue : level + random.normal());
      recent.push_back(value);
      if (recent.size() > window) recent.pop_front();
      const auto told = figures(push_rolling(state, value)), wanted = by_definition(recent);
      for (std::size_t i = 0; i < 4; ++i) ASSERT_NEAR(told[i], wanted[i], 1e-3) << window << ", row " << t;
      ASSERT_EQ(told[2], wanted[2]);
      ASSERT_EQ(told[3], wanted[3]);
    }
  }
}

TEST(Rolling, AnAbsurdValueIsForgottenAfterTwoWindows) {
  RollingState state = make_rolling_state(10);
  for (std::size_t t = 0; t < 10; ++t) push_rolling(state, t == 3 ? 1e6F : 1e-3F);
  RollingSummary last;
  for (std::size_t t = 0; t < 20; ++t) last = push_rolling(state, 1e-3F);
  EXPECT_EQ(last.deviation, 0);
  EXPECT_EQ(last.highest, static_cast<double>(1e-3F));
}

TEST(Rolling, AClearedOneIsAsNew) {
  RollingState state = make_rolling_state(4);
  for (const float value : {3.0F, 9.0F, static_cast<float>(kMissingValue), 2.0F, 5.0F}) push_rolling(state, value);
  clear(state);
  EXPECT_EQ(figures(push_rolling(state, 7)), (std::vector<double>{7, 0, 7, 7}));
}

TEST(Rolling, ComesBackFromASnapshotAndIsCheckedOnTheWay) {
  RollingState state = make_rolling_state(4), back = make_rolling_state(4), other = make_rolling_state(5);
  for (const float value : {3.0F, 9.0F, static_cast<float>(kMissingValue), 2.0F, 5.0F}) push_rolling(state, value);
  ByteWriter out;
  put_state(out, state);
  const std::string bytes = out.take();
  ByteReader in(bytes), again(bytes);
  get_state(in, back);
  ASSERT_TRUE(in.status().has_value());
  EXPECT_EQ(figures(push_rolling(back, 1)), figures(push_rolling(state, 1)));
  get_state(again, other);
  EXPECT_FALSE(again.ok());
  state.next = 9;
  put_state(out, state);
  const std::string wrong = out.take();
  ByteReader third(wrong);
  get_state(third, back);
  EXPECT_FALSE(third.ok());
}

}  // namespace
}  // namespace tidegate
