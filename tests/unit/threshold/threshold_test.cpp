#include "threshold/threshold.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/missing.h"

namespace tidegate {
namespace {

Result<ThresholdParams> fit(const std::string& spec, std::vector<double> scores) {
  return fit_threshold({.threshold = spec}, scores, "the training part");
}

std::string problem(const std::string& spec, std::vector<double> scores = {1, 2, 3}) {
  const auto fitted = fit(spec, std::move(scores));
  if (fitted) return "accepted";
  EXPECT_EQ(fitted.error().option, "threshold");
  return fitted.error().message();
}

TEST(Threshold, MissingScoresAreLeftOut) {
  EXPECT_EQ(fit("sigma:2", {kMissingValue, 1, kMissingValue, 3})->value, fit("sigma:2", {1, 3})->value);
  EXPECT_EQ(fit("percentile:50", {kMissingValue, 1, kMissingValue, 3})->value, 2);
}

TEST(Threshold, WordsSayWhatItIsOnWhichRowsAndWhatItPromises) {
  std::vector<double> scores(4800, 1);
  scores[7] = 2;
  EXPECT_EQ(
      fit("sigma:6", scores)->words,
      "mean + 6 standard deviations of 4,800 scores of the training part; promises nothing about the rate of false "
      "alarms");
  EXPECT_EQ(fit("percentile:99.5", {1, 2})->words.substr(0, 51), "99.5th percentile of 2 scores of the training part;");
  EXPECT_EQ(fit("percentile:92", {1, 2})->words.substr(0, 16), "92nd percentile ");
  EXPECT_EQ(fit("percentile:1", {1, 2})->words.substr(0, 15), "1st percentile ");
  EXPECT_EQ(fit("fixed:3.5", {})->words.substr(0, 13), "fixed at 3.5;") << "who fixed it may be a net's default";
}

TEST(Threshold, ConstantScoresStayBelowWhateverTheRule) {
  for (const char* spec : {"sigma:6", "sigma:0", "percentile:50", "percentile:99", "mad:6", "iqr:0", "pot:1e-4",
                           "spot:1e-4", "dspot:1e-4", "dynamic"})
    for (const double score : {0.0, 1e-300, 0.8, 1e12}) {
      EXPECT_GT(fit(spec, std::vector<double>(50, score))->value, 1.5 * score) << spec << " " << score;
      EXPECT_GE(fit(spec, {score})->value, 1) << spec << " " << score;
    }
}

TEST(Threshold, WithoutScoresOnlyAFixedOneCanBeFitted) {
  EXPECT_EQ(fit("fixed:2", {kMissingValue})->value, 2);
  for (const char* spec :
       {"sigma:6", "percentile:99", "mad:6", "iqr:3", "pot:1e-4", "spot:1e-4", "dspot:1e-4,9", "dynamic"}) {
    EXPECT_NE(problem(spec, {kMissingValue, kMissingValue}).find("the training part has no scores"), std::string::npos);
    EXPECT_EQ(fit(spec, {}).error().kind, ErrorKind::kData);
  }
}

TEST(Threshold, AResultBeyondAllNumbersIsAnError) {
  EXPECT_NE(problem("sigma:6", {1e200, 0}).find("finite positive"), std::string::npos);
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const char* spec : {"mad:6", "iqr:3", "pot:1e-4", "spot:1e-4", "dspot:1e-4", "dynamic"})
    EXPECT_NE(problem(spec, {1, 2, kInfinity, 3, kInfinity, kInfinity}).find("finite positive"), std::string::npos)
        << spec;
}

TEST(Threshold, AnyTwoScoresThatDifferAreEnoughForAnyRule) {
  for (const char* spec :
       {"sigma:6", "percentile:99", "mad:6", "iqr:3", "pot:1e-4", "spot:1e-4", "dspot:1e-4", "dynamic"})
    EXPECT_GT(fit(spec, {1, 2})->value, 1) << spec;
}

TEST(Threshold, WordsOfThoseThatLearnSayWhatTheyBeginWith) {
  std::vector<double> scores;
  for (int i = 0; i < 90; ++i) scores.push_back(i % 10);
  EXPECT_EQ(fit("spot:1e-3", scores)->words.substr(0, 104),
            "initially exceeded with probability 0.001 by an exponential tail over 8 of 9 peaks (too few for more) of");
  EXPECT_NE(
      fit("spot:1e-3", scores)->words.find("of 90 scores of the training part; then learned from the stream's own"),
      std::string::npos);
  EXPECT_NE(fit("dspot:1e-3,40", scores)->words.find("the mean of the last 40 normal scores plus an excess, initially"),
            std::string::npos);
  EXPECT_NE(fit("dynamic", scores)->words.find("dynamic over the last 2,100 scores, initially 12 standard deviations"),
            std::string::npos);
}

TEST(Threshold, NumbersLeftOutTakeTheirDefault) {
  std::vector<double> scores;
  for (int i = 0; i < 900; ++i) scores.push_back(i * i % 97);
  EXPECT_EQ(fit("dspot:1e-3", scores)->value, fit("dspot:1e-3,200", scores)->value);
  EXPECT_EQ(fit("dynamic", scores)->value, fit("dynamic:2100", scores)->value);
  EXPECT_EQ(adaptation_of("dspot:1e-3")->memory, 200U);
  EXPECT_EQ(adaptation_of("spot:1e-3")->memory, 0U);
  EXPECT_EQ(adaptation_of("dynamic")->memory, 2100U);
  EXPECT_EQ(adaptation_of("mad:6")->kind, Adaptation::kNone);
}

TEST(Threshold, WrongSpellingsAreAnsweredWithTheRightOnes) {
  EXPECT_NE(problem("sigm:6").find("did you mean 'sigma'? Known: fixed, percentile, sigma, mad, iqr, pot, spot, "
                                   "dspot, dynamic"),
            std::string::npos);
  EXPECT_NE(problem("sigma").find("write it as sigma:K"), std::string::npos);
  for (const char* spec : {"percentile:0", "percentile:100", "percentile:-1", "sigma:-1", "fixed:0", "fixed:-3"})
    EXPECT_NE(problem(spec).find("must lie between"), std::string::npos) << spec;
  EXPECT_EQ(fit("percentile:100", {1}).error().kind, ErrorKind::kUsage);
}

TEST(Threshold, EachNewSpellingIsCheckedBeforeThereAreScores) {
  const auto words = [](const std::string& spec) {
    const Status known = check_threshold({.threshold = spec});
    return known ? "accepted" : known.error().message();
  };
  for (const char* spec :
       {"mad:6", "iqr:1.5", "pot:1e-4", "spot:0.05", "dspot:1e-4", "dspot:1e-4,10", "dynamic", "dynamic:300"})
    EXPECT_EQ(words(spec), "accepted");
  for (const char* spec : {"mad:-1", "iqr:1e7", "pot:0", "pot:0.2", "pot:-1e-4", "spot:1", "dspot:2", "dspot:1e-4,1",
                           "dspot:1e-4,10001", "dynamic:99", "dynamic:10001"})
    EXPECT_NE(words(spec).find("must lie between"), std::string::npos) << spec << ": " << words(spec);
  for (const char* spec : {"mad", "iqr", "iqr:", "pot", "spot:", "dspot", "dspot:1e-4,", "dspot:,10", "dynamic:"})
    EXPECT_NE(words(spec).find("a number is missing; write it as"), std::string::npos) << spec << ": " << words(spec);
  for (const char* spec : {"mad:x", "pot:1e-4x", "spot:nan", "dspot:1e-4,x", "dynamic:inf"})
    EXPECT_NE(words(spec).find("is not a number"), std::string::npos) << spec << ": " << words(spec);
  for (const char* spec : {"dspot:1e-4,9.5", "dynamic:300.5"})
    EXPECT_NE(words(spec).find("must be a whole number"), std::string::npos) << spec << ": " << words(spec);
  for (const char* spec : {"mad:6,7", "pot:1e-4,1", "spot:1e-4,200", "dspot:1e-4,20,3", "dynamic:300,2", "fixed:3,"})
    EXPECT_NE(words(spec).find("takes at most"), std::string::npos) << spec << ": " << words(spec);
}

}  // namespace
}  // namespace tidegate
