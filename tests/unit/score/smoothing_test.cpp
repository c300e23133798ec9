#include "score/smoothing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

std::vector<double> smoothed(std::string_view spec, std::initializer_list<double> scores) {
  const SmoothingParams params = *parse_smoothing(spec);
  SmoothingState state = make_smoothing_state(params);
  std::vector<double> out;
  for (const double score : scores) out.push_back(smooth(params, state, score));
  return out;
}

std::string problem(std::string_view spec) {
  const auto params = parse_smoothing(spec);
  if (params) return "accepted";
  EXPECT_EQ(params.error().kind, ErrorKind::kUsage);
  EXPECT_EQ(params.error().option, "smoothing");
  return params.error().message();
}

TEST(Smoothing, NoneChangesNothing) { EXPECT_EQ(smoothed("none", {1, 5, 2}), (std::vector<double>{1, 5, 2})); }

TEST(Smoothing, EwmaStartsAtTheFirstScoreAndWeighsBySpan) {
  EXPECT_EQ(smoothed("ewma:3", {4, 0, 8}), (std::vector<double>{4, 2, 5}));  // α = 1/2
  EXPECT_EQ(smoothed("ewma:1", {4, 0, 8}), (std::vector<double>{4, 0, 8}));
}

TEST(Smoothing, MeanIsOverTheLastRowsAndOverWhatThereIsAtFirst) {
  EXPECT_EQ(smoothed("mean:3", {3, 5, 1, 0, 2}), (std::vector<double>{3, 4, 3, 2, 1}));
}

TEST(Smoothing, AHugeScoreLeavesNoRoundingBehind) { EXPECT_EQ(smoothed("mean:2", {1e30, 1, 3}).back(), 2); }

TEST(Smoothing, AMissingScoreGivesNoneAndLeavesTheStateAlone) {
  for (const char* spec : {"none", "ewma:3", "mean:3"}) {
    const auto with = smoothed(spec, {4, kMissingValue, 0}), without = smoothed(spec, {4, 0});
    EXPECT_TRUE(std::isnan(with[1])) << spec;
    EXPECT_EQ(with[2], without[1]) << spec;
    EXPECT_TRUE(std::isnan(smoothed(spec, {kMissingValue}).front())) << spec;
  }
}

TEST(Smoothing, ACentredMeanAsksForTheRowsOnItsRight) {
  EXPECT_EQ(parse_smoothing("centred-mean:7")->rows_ahead(), 3U);
  EXPECT_EQ(parse_smoothing("centred-mean:1")->rows_ahead(), 0U);
  EXPECT_EQ(parse_smoothing("mean:7")->rows_ahead(), 0U);
}

TEST(Smoothing, AForgottenStateBeginsAnew) {
  for (const char* spec : {"ewma:3", "mean:3"}) {
    const SmoothingParams params = *parse_smoothing(spec);
    SmoothingState state = make_smoothing_state(params);
    smooth(params, state, 50);
    forget(state);
    EXPECT_EQ(smooth(params, state, 4), 4) << spec;
  }
}

TEST(Smoothing, WrongSpellingsAreAnsweredWithTheRightOnes) {
  EXPECT_NE(problem("ewna:3").find("did you mean 'ewma'? Known: none, ewma, mean, centred-mean"), std::string::npos);
  EXPECT_NE(problem("ewma").find("write it as ewma:SPAN"), std::string::npos);
  EXPECT_NE(problem("ewma:0.5").find("must lie between 1"), std::string::npos);
  EXPECT_NE(problem("mean:2.5").find("whole number"), std::string::npos);
  EXPECT_NE(problem("none:3").find("takes no number"), std::string::npos);
  EXPECT_NE(problem("centred-mean").find("write it as centred-mean:N"), std::string::npos);
  EXPECT_NE(problem("centred-mean:4").find("odd number; for example centred-mean:5"), std::string::npos);
}

TEST(Smoothing, AResumedStateGoesOnWithTheSameBits) {
  for (const char* spec : {"none", "ewma:5", "mean:4"}) {
    const SmoothingParams params = *parse_smoothing(spec);
    SmoothingState state = make_smoothing_state(params), resumed = make_smoothing_state(params);
    for (const double score : {0.3, 1.7, 0.1, 9.9, 0.2, 0.4}) smooth(params, state, score);
    ByteWriter out;
    put_state(out, state);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    get_state(in, resumed);
    ASSERT_TRUE(in.status());
    for (const double score : {0.7, 3.1, 0.6}) EXPECT_EQ(smooth(params, state, score), smooth(params, resumed, score));
  }
}

TEST(Smoothing, ASnapshotOfAnotherLengthIsRefused) {
  SmoothingState shorter = make_smoothing_state(*parse_smoothing("mean:3"));
  ByteWriter out;
  put_state(out, make_smoothing_state(*parse_smoothing("mean:4")));
  const std::string bytes = out.take();
  ByteReader in(bytes);
  get_state(in, shorter);
  EXPECT_FALSE(in.status());
}

}  // namespace
}  // namespace tidegate
