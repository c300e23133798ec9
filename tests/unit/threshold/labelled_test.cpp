#include "threshold/labelled.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "spelled.h"
#include "threshold/threshold.h"

namespace tidegate {
namespace {

const std::vector<double> kScores = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0.5}, kLabels = {1, 1, 0, 1, 0, 0, 1, 0, 0, 0};

ThresholdParams chosen(const std::string& spec, const std::vector<double>& scores = kScores,
                       const std::vector<double>& labels = kLabels) {
  const auto fitted = fit_threshold({.threshold = spec}, scores, "the validation part", labels);
  EXPECT_TRUE(fitted.has_value()) << fitted.error().message();
  return *fitted;
}

std::string problem_with_labels(const std::string& spec, const std::vector<double>& labels) {
  const auto fitted = fit_threshold({.threshold = spec}, kScores, "the validation part", labels);
  return fitted ? "accepted" : fitted.error().message(as_flags);
}

TEST(LabelledThreshold, BestF1LiesHalfWayBelowTheLastRowWorthFlagging) {
  // Down to 6: precision 3/4, recall 3/4, F1 0.75; down to 8: 1, 1/2, 0.67.
  EXPECT_EQ(chosen("best-f1").value, 5.5);
}

TEST(LabelledThreshold, PrecisionFlagsAsManyAsItMay) {
  EXPECT_EQ(chosen("precision:1").value, 7.5);
  EXPECT_EQ(chosen("precision:0.75").value, 5.5);
  EXPECT_EQ(chosen("precision:0.5").value, 2.5);
}

TEST(LabelledThreshold, RecallIsTheHighestLimitThatFindsEnough) {
  EXPECT_EQ(chosen("recall:0.5").value, 7.5);
  EXPECT_EQ(chosen("recall:0.75").value, 5.5);
  EXPECT_EQ(chosen("recall:1").value, 2.5);
}

TEST(LabelledThreshold, ARecallThatOnlyALimitOfNothingWouldReachIsRefusedWithWhatCanBeHad) {
  // Half of the anomalous rows score 0, which no limit above 0 reaches.
  const auto refused = fit_threshold({.threshold = "recall:1"}, std::vector<double>{3, 2, 0, 0}, "the validation part",
                                     std::vector<double>{1, 0, 1, 0});
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message(as_flags).find(
                "'recall:1' cannot be reached: on the validation part no threshold reaches a recall above 0.5;"),
            std::string::npos)
      << refused.error().message();
}

TEST(LabelledThreshold, EqualScoresAreFlaggedTogether) {
  EXPECT_EQ(chosen("recall:0.5", {3, 3, 3, 1}, {1, 0, 1, 0}).value, 2);
  EXPECT_EQ(chosen("recall:1", {3, 3, 3, 3}, {1, 0, 1, 0}).value, 3);
}

TEST(LabelledThreshold, UnknownLabelsAndMissingScoresTakeNoPart) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(chosen("best-f1", {9, 8, 7, none, 1}, {1, none, 1, 0, 0}).value, 4);
}

TEST(LabelledThreshold, WordsTellWhatWasReachedAndWhere) {
  EXPECT_EQ(chosen("best-f1").words,
            "chosen for the best F1, 0.75 (precision 0.75, recall 0.75) of 10 labelled scores of the validation part; "
            "holds for rows like those it was chosen on");
}

TEST(LabelledThreshold, WithoutLabelsOfBothKindsOrOutOfReachItIsRefused) {
  EXPECT_NE(problem_with_labels("best-f1", {}).find("--label"), std::string::npos);
  EXPECT_NE(
      problem_with_labels("best-f1", std::vector<double>(10, 0)).find("all labels in the validation part are normal"),
      std::string::npos);
  EXPECT_NE(problem_with_labels("recall:0.9", std::vector<double>(10, 1)).find("anomalous"), std::string::npos);
  EXPECT_NE(
      problem_with_labels("precision:0.9", {0, 0, 0, 0, 0, 0, 0, 0, 0, 1})
          .find(
              "'precision:0.9' cannot be reached: on the validation part no threshold reaches a precision above 0.1;"),
      std::string::npos)
      << problem_with_labels("precision:0.9", {0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  EXPECT_NE(problem_with_labels("best-f1:3", kLabels).find("takes no number"), std::string::npos);
  EXPECT_NE(problem_with_labels("precision:2", kLabels).find("precision:P"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
