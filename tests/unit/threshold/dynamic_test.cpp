#include "threshold/dynamic.h"

#include <gtest/gtest.h>

#include "random_scores.h"
#include "threshold/hundman.h"
#include "threshold/threshold_state.h"

namespace tidegate {
namespace {

using namespace testing_support;

class DynamicThreshold : public testing::Test {
 protected:
  void observe_all(const std::vector<double>& scores) {
    for (const double score : scores) observe(params_, state_, score);
  }

  const std::vector<double> calibration_ = draw_scores(kKnownScores[3], 400, 1);
  const ThresholdParams params_ = *fit_threshold({.threshold = "dynamic:300"}, calibration_, "the training part");
  ThresholdState state_ = make_threshold_state(params_);
};

TEST_F(DynamicThreshold, BeginsWithTheLastCalibrationScores) {
  EXPECT_EQ(params_.adaptive.recent, std::vector<double>(calibration_.end() - 300, calibration_.end()));
  EXPECT_EQ(params_.value, hundman_threshold(params_.adaptive.recent, dynamic_buffer(300)).limit);
}

TEST_F(DynamicThreshold, ProportionsAreThosePublishedForAHistoryOfThatLength) {
  EXPECT_EQ(dynamic_interval(2100), 70U);
  EXPECT_EQ(dynamic_buffer(2100), 100U);
}

TEST_F(DynamicThreshold, IsReckonedAnewAfterEveryThirtiethOfTheHistory) {
  std::vector<double> scores = draw_scores(kKnownScores[3], 1000, 2);
  for (double& score : scores) score /= 2;  // what is never capped
  std::vector<double> history = params_.adaptive.recent;
  for (std::size_t t = 0; t < scores.size(); ++t) {
    const double before = limit(params_, state_);
    observe(params_, state_, scores[t]);
    history.push_back(scores[t]);
    const auto newest = std::span(history).last(300);
    const double expected = (t + 1) % 10 == 0 ? hundman_threshold(newest, dynamic_buffer(300)).limit : before;
    ASSERT_EQ(limit(params_, state_), expected) << "row " << t;
  }
}

TEST_F(DynamicThreshold, OneAbsurdValueDoesNotDeafenIt) {
  observe(params_, state_, 1e200);
  observe_all(draw_scores(kKnownScores[3], 50, 3));
  EXPECT_LT(limit(params_, state_), 3 * params_.value);
}

TEST_F(DynamicThreshold, ANewRegimeBecomesNormal) {
  std::vector<double> higher = draw_scores(kKnownScores[3], 3000, 4);
  for (double& score : higher) score += 20;
  observe_all(higher);
  EXPECT_GT(limit(params_, state_), 22);
}

TEST_F(DynamicThreshold, ScoresThatBecomeConstantStayBelow) {
  observe_all(std::vector<double>(1000, 0.5));
  EXPECT_DOUBLE_EQ(limit(params_, state_), 1.5);
}

}  // namespace
}  // namespace tidegate
