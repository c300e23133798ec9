#include "threshold/threshold_state.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/missing.h"
#include "random_scores.h"

namespace tidegate {
namespace {

using namespace testing_support;

const std::vector<std::string> kAdaptive = {"spot:1e-3", "dspot:1e-3,30", "dynamic:120"};

ThresholdParams fitted_on(const std::string& spec, std::size_t scores = 600) {
  return *fit_threshold({.threshold = spec}, draw_scores(kKnownScores[0], scores, 1), "the training part");
}

std::string bytes_of(const ThresholdState& state) {
  ByteWriter out;
  put_state(out, state);
  return out.take();
}

Status read(const std::string& bytes, ThresholdState& state) {
  ByteReader in(bytes);
  get_state(in, state);
  return in.status();
}

TEST(ThresholdState, AConstantThresholdHasNone) {
  for (const char* spec : {"fixed:3", "sigma:3", "percentile:99", "mad:6", "iqr:3", "pot:1e-3"}) {
    const ThresholdParams params = fitted_on(spec);
    ThresholdState state = make_threshold_state(params);
    for (const double score : draw_scores(kKnownScores[0], 100, 2)) observe(params, state, score);
    EXPECT_EQ(limit(params, state), params.value) << spec;
    EXPECT_EQ(heap_bytes(state), 0U) << spec;
    EXPECT_EQ(bytes_of(state), "") << spec;
  }
}

TEST(ThresholdState, AnAdaptiveOneMovesAndStaysFiniteAndPositive) {
  for (const std::string& spec : kAdaptive) {
    const ThresholdParams params = fitted_on(spec);
    ThresholdState state = make_threshold_state(params);
    bool moved = false;
    for (const double score : draw_scores(kKnownScores[1], 3000, 2)) {
      observe(params, state, score);
      moved = moved || limit(params, state) != params.value;
      ASSERT_TRUE(std::isfinite(limit(params, state)) && limit(params, state) > 0) << spec;
    }
    EXPECT_TRUE(moved) << spec;
  }
}

TEST(ThresholdState, AbsurdScoresLeaveTheLimitANumber) {
  for (const std::string& spec : kAdaptive) {
    const ThresholdParams params = fitted_on(spec);
    ThresholdState state = make_threshold_state(params);
    for (int round = 0; round < 400; ++round)
      for (const double score : {1e308, 0.0, 5e-324, std::numeric_limits<double>::infinity()}) {
        observe(params, state, score);
        ASSERT_TRUE(std::isfinite(limit(params, state)) && limit(params, state) > 0) << spec;
      }
  }
}

TEST(ThresholdState, AMissingScoreChangesNothing) {
  for (const std::string& spec : kAdaptive) {
    const ThresholdParams params = fitted_on(spec);
    ThresholdState state = make_threshold_state(params);
    const std::string before = bytes_of(state);
    observe(params, state, std::numeric_limits<double>::quiet_NaN());
    EXPECT_EQ(bytes_of(state), before) << spec;
  }
}

TEST(ThresholdState, AResumedOneGoesOnWithTheSameBits) {
  for (const std::string& spec : kAdaptive)
    for (const std::size_t cut : {0UL, 7UL, 500UL}) {
      const ThresholdParams params = fitted_on(spec);
      ThresholdState state = make_threshold_state(params), resumed = make_threshold_state(params);
      for (const double score : draw_scores(kKnownScores[1], cut, 2)) observe(params, state, score);
      ASSERT_TRUE(read(bytes_of(state), resumed)) << spec;
      for (const double score : draw_scores(kKnownScores[1], 2000, 3)) {
        observe(params, state, score);
        observe(params, resumed, score);
        ASSERT_EQ(limit(params, state), limit(params, resumed)) << spec;
      }
    }
}

TEST(ThresholdState, ASnapshotOfAnotherThresholdIsRefused) {
  for (const std::string& spec : kAdaptive)
    for (const std::string other : {"spot:1e-3", "dspot:1e-3,31", "dynamic:121", "sigma:3"}) {
      if (other == spec) continue;
      ThresholdState state = make_threshold_state(fitted_on(spec));
      EXPECT_FALSE(read(bytes_of(make_threshold_state(fitted_on(other))), state)) << spec << " from " << other;
    }
}

TEST(ThresholdState, ASnapshotWithImpossibleNumbersIsRefused) {
  const ThresholdParams params = fitted_on("dspot:1e-3,30");
  const auto refused = [&](auto&& spoil) {
    ThresholdState state = make_threshold_state(params), other = make_threshold_state(params);
    spoil(state.adaptive[0]);
    return !read(bytes_of(state), other).has_value();
  };
  EXPECT_FALSE(refused([](AdaptiveState&) {}));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.limit = 0; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.limit = kMissingValue; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.sum = kMissingValue; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.tail.over = 0; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.tail.excess.scale = -1; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.recent.next = 30; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.recent.filled = 31; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.peaks.next = 5; }));
  EXPECT_TRUE(refused([](AdaptiveState& state) { state.peaks.values[3] = kMissingValue; }));
}

TEST(Ring, IsPutInOrderOnceItIsFull) {
  Ring ring(3, std::vector<double>{1, 2});
  ring.straighten();
  EXPECT_EQ(std::vector<double>(ring.present().begin(), ring.present().end()), (std::vector<double>{1, 2}));
  for (const double value : {3.0, 4.0}) ring.push(value);
  ring.straighten();
  EXPECT_EQ(ring.values, (std::vector<double>{2, 3, 4}));
  ring.push(5);
  ring.straighten();
  EXPECT_EQ(ring.values, (std::vector<double>{3, 4, 5}));
}

}  // namespace
}  // namespace tidegate
