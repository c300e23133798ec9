#include "chain/chain.h"

#include <gtest/gtest.h>

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

using Chain = FittedWaves;

TEST_F(Chain, WarmsUpForAWindowAndShowsValuesMeanwhile) {
  for (std::size_t t = 0; t < 10; ++t) {
    const Verdict verdict = push(t);
    EXPECT_EQ(verdict.phase, Phase::kWarmup);
    EXPECT_TRUE(std::isnan(verdict.score));
    EXPECT_EQ(verdict.values[1], series_.rows.values(t, 1));
    EXPECT_TRUE(verdict.expected.empty());
  }
  EXPECT_TRUE(push(10).scored());
}

TEST_F(Chain, ExpectsWhatTheNetPredictsFromTheScaledRows) {
  AlignedVector<float> state(chain_.net.state_size()), y(chain_.net.output_stride()), scratch(state.size());
  std::vector<float> x(2);
  for (std::size_t t = 0; t < 150; ++t) {
    const Verdict verdict = push(t);
    for (std::size_t c = 0; c < 2; ++c) {
      const double center = chain_.scaler.center[c], scale = chain_.scaler.scale[c];
      if (t >= 10) {
        EXPECT_EQ(verdict.expected[c], center + scale * static_cast<double>(y[c])) << "row " << t;
      }
      x[c] = static_cast<float>((series_.rows.values(t, c) - center) / scale);
    }
    chain_.net.step(chain_.parameters.data(), *chain_.kernels, x.data(), state.data(), y.data(), scratch.data());
  }
}

TEST_F(Chain, TheExpectedValueComesFromTheRowsBeforeAlone) {
  push_until(50);
  ChainState other = state_;
  const std::vector<double> normal{push(50).expected[0]};
  const std::vector<double> absurd = {1e6, -1e6};
  EXPECT_EQ(push_row(chain_, other, &series_.rows.time[50], absurd).expected[0], normal[0]);
}

TEST_F(Chain, ALateOrRepeatedRowLeavesNoTrace) {
  push_until(40);
  ChainState undisturbed = state_;
  EXPECT_EQ(push(39).phase, Phase::kDuplicate);
  EXPECT_EQ(push(12).phase, Phase::kLate);
  EXPECT_EQ(push(40).score, push_row(chain_, undisturbed, &series_.rows.time[40], series_.rows.values.row(40)).score);
}

TEST_F(Chain, AShortGapIsTheSameAsRowsWithoutValues) {
  push_until(40);
  ChainState told = state_;
  const std::vector<double> nothing = {kMissingValue, kMissingValue};
  for (std::size_t t = 40; t < 45; ++t)
    EXPECT_EQ(push_row(chain_, told, &series_.rows.time[t], nothing).phase, Phase::kMissing);
  for (std::size_t t = 45; t < 60; ++t) {
    const std::vector<double> score = push_rows(chain_, told, series_, t, t);
    EXPECT_EQ(push(t).score, score.front()) << "row " << t;
  }
}

TEST_F(Chain, WithFeaturesTooAShortGapIsTheSameAsRowsWithoutValues) {
  DetectorConfig config = tiny_config();
  config.features.features = {"calendar", "fourier", "rolling:6", "difference"};
  const FittedChain chain = fitted_chain(series_, config);
  ChainState jumped(chain), told(chain);
  const std::vector<double> nothing = {kMissingValue, kMissingValue};
  for (std::size_t t = 0; t < 45; ++t)
    push_row(chain, told, &series_.rows.time[t], t < 40 ? series_.rows.values.row(t) : std::span(nothing));
  push_rows(chain, jumped, series_, 0, 39);
  EXPECT_TRUE(same_bits(push_rows(chain, jumped, series_, 45, 60), push_rows(chain, told, series_, 45, 60)));
}

TEST_F(Chain, AfterALongGapFeaturesAreThoseOfAFreshStream) {
  DetectorConfig config = tiny_config();
  config.features.features = {"calendar", "rolling:30", "difference"};
  const FittedChain chain = fitted_chain(series_, config);
  ChainState old(chain), fresh(chain);
  push_rows(chain, old, series_, 0, 49);
  push_rows(chain, old, series_, 100, 120);
  push_rows(chain, fresh, series_, 100, 120);
  EXPECT_EQ(old.input, fresh.input);
}

TEST_F(Chain, AGapLongerThanAWindowBeginsAnew) {
  push_until(50);
  EXPECT_EQ(push(61).phase, Phase::kWarmup);  // 11 rows are missing, 10 are filled in
  EXPECT_EQ(state_.run, 1U);
}

TEST_F(Chain, AGapOfAWindowIsStillFilledIn) {
  push_until(50);
  EXPECT_TRUE(push(60).scored());
}

TEST_F(Chain, OneMissingChannelLeavesTheOtherItsScore) {
  push_until(50);
  const std::vector<double> half = {kMissingValue, series_.rows.values(50, 1)};
  const Verdict verdict = push_row(chain_, state_, &series_.rows.time[50], half);
  EXPECT_TRUE(std::isfinite(verdict.score));
  EXPECT_EQ(verdict.share[0], 0);
  EXPECT_TRUE(std::isfinite(verdict.expected[0]));
}

TEST(ChainOfInputsOnly, AnInputIsSeenButHasNoScore) {
  DetectorConfig config = tiny_config();
  config.frames.inputs_only = {"c0"};
  const Series series = waves(300, 2);
  const FittedChain chain = fitted_chain(series, config);
  ChainState state(chain);
  push_rows(chain, state, series, 0, 99);
  ChainState other = state;
  const std::vector<double> wild = {50, series.rows.values(100, 1)};
  const Verdict verdict = push_row(chain, state, &series.rows.time[100], wild);
  EXPECT_EQ(verdict.phase, Phase::kNormal);
  ASSERT_EQ(verdict.values.size(), 1U);
  EXPECT_EQ(verdict.values[0], series.rows.values(100, 1));
  push_rows(chain, other, series, 100, 100);
  EXPECT_NE(push_rows(chain, state, series, 101, 101), push_rows(chain, other, series, 101, 101));
}

}  // namespace
}  // namespace tidegate
