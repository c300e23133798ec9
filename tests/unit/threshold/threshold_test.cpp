#include "threshold/threshold.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tidegate {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Result<ThresholdParams> fit(const std::string& spec, std::vector<double> scores) {
  return fit_threshold({.threshold = spec}, scores, "the training part");
}

std::string problem(const std::string& spec, std::vector<double> scores = {1, 2, 3}) {
  const auto fitted = fit(spec, std::move(scores));
  return fitted ? "accepted" : fitted.error().message;
}

TEST(Threshold, MissingScoresAreLeftOut) {
  EXPECT_EQ(fit("sigma:2", {kNan, 1, kNan, 3})->value, fit("sigma:2", {1, 3})->value);
  EXPECT_EQ(fit("percentile:50", {kNan, 1, kNan, 3})->value, 2);
}

TEST(Threshold, WordsSayWhatItIsOnWhichRowsAndWhatItPromises) {
  std::vector<double> scores(4800, 1);
  scores[7] = 2;
  EXPECT_EQ(
      fit("sigma:6", scores)->words,
      "mean + 6 standard deviations of 4,800 scores of the training part; promises nothing about the rate of false "
      "alarms");
  EXPECT_EQ(fit("percentile:99.5", {1, 2})->words.substr(0, 51), "99.5th percentile of 2 scores of the training part;");
  EXPECT_EQ(fit("fixed:3.5", {})->words.substr(0, 25), "fixed at 3.5 by the user;");
}

TEST(Threshold, ConstantScoresStayBelowWhateverTheRule) {
  for (const char* spec : {"sigma:6", "sigma:0", "percentile:50", "percentile:99"})
    for (const double score : {0.0, 1e-300, 0.8, 1e12}) {
      EXPECT_GT(fit(spec, std::vector<double>(50, score))->value, 1.5 * score) << spec << " " << score;
      EXPECT_GE(fit(spec, {score})->value, 1) << spec << " " << score;
    }
}

TEST(Threshold, WithoutScoresOnlyAFixedOneCanBeFitted) {
  EXPECT_EQ(fit("fixed:2", {kNan})->value, 2);
  for (const char* spec : {"sigma:6", "percentile:99"}) {
    EXPECT_NE(problem(spec, {kNan, kNan}).find("no scores of the training part"), std::string::npos);
    EXPECT_EQ(fit(spec, {}).error().kind, ErrorKind::kData);
  }
}

TEST(Threshold, AResultBeyondAllNumbersIsAnError) {
  EXPECT_NE(problem("sigma:6", {1e200, 0}).find("finite positive"), std::string::npos);
}

TEST(Threshold, WrongSpellingsAreAnsweredWithTheRightOnes) {
  EXPECT_NE(problem("sigm:6").find("did you mean 'sigma'? Known: fixed, percentile, sigma"), std::string::npos);
  EXPECT_NE(problem("sigma").find("write it as sigma:K"), std::string::npos);
  for (const char* spec : {"percentile:0", "percentile:100", "percentile:-1", "sigma:-1", "fixed:0", "fixed:-3"})
    EXPECT_NE(problem(spec).find("must lie between"), std::string::npos) << spec;
  EXPECT_EQ(fit("percentile:100", {1}).error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace tidegate
