#include "fit/label_split.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace tidegate {
namespace {

std::vector<float> with_events(std::size_t rows, const std::vector<std::pair<std::size_t, std::size_t>>& events) {
  std::vector<float> labels(rows, 0.0F);
  for (const auto& [first, last] : events)
    for (std::size_t t = first; t <= last; ++t) labels[t] = 1;
  return labels;
}

TEST(LabelSplit, TakesTheShareAskedForWhereEventsAllowIt) {
  const auto labels = with_events(1000, {{100, 119}, {300, 319}, {500, 519}, {700, 719}, {900, 919}});
  const std::size_t split = label_split(labels, 0.2);
  EXPECT_GE(split, 720U);
  EXPECT_LE(split, 900U);
}

TEST(LabelSplit, NeverCutsAnEventInTwo) {
  const auto labels = with_events(1000, {{100, 150}, {780, 830}});
  const std::size_t split = label_split(labels, 0.2);
  EXPECT_TRUE(split <= 780 || split > 830) << split;
  EXPECT_GT(split, 150U);
}

TEST(LabelSplit, ARowThatNeverCameWithinAnEventDoesNotPartIt) {
  auto labels = with_events(1000, {{100, 150}, {780, 830}});
  for (std::size_t t = 798; t < 803; ++t) labels[t] = std::numeric_limits<float>::quiet_NaN();
  const std::size_t split = label_split(labels, 0.2);
  EXPECT_TRUE(split <= 780 || split > 830) << split;
}

TEST(LabelSplit, GivesBothSidesAnEventWhereThereAreTwo) {
  const std::size_t split = label_split(with_events(1000, {{10, 20}, {200, 210}}), 0.2);
  EXPECT_GT(split, 20U);
  EXPECT_LE(split, 200U);
}

TEST(LabelSplit, WithoutEventsOrWithOneItIsTheShareOfRowsAsFarAsTheEventAllows) {
  EXPECT_EQ(label_split(with_events(1000, {}), 0.25), 750U);
  const std::size_t split = label_split(with_events(1000, {{700, 900}}), 0.2);
  EXPECT_TRUE(split <= 700 || split > 900) << split;
}

TEST(LabelSplit, ValidatesOnNothingIfNothingIsAskedFor) { EXPECT_EQ(label_split(with_events(50, {{3, 4}}), 0), 50U); }

TEST(LabelSplit, UnknownLabelsAreNoEvents) {
  std::vector<float> labels(100, std::numeric_limits<float>::quiet_NaN());
  EXPECT_EQ(label_split(labels, 0.5), 50U);
}

TEST(SeriesThatValidate, AreTheShareAskedForOfBothKinds) {
  std::vector<bool> anomalous(100, false);
  for (std::size_t i = 0; i < 100; i += 10) anomalous[i] = true;
  const std::vector<bool> validates = series_that_validate(anomalous, 0.2);
  int odd = 0, normal = 0;
  for (std::size_t i = 0; i < 100; ++i) (anomalous[i] ? odd : normal) += validates[i] ? 1 : 0;
  EXPECT_EQ(odd, 2);
  EXPECT_EQ(normal, 18);
}

TEST(SeriesThatValidate, LeaveSomeOfEachKindToLearnFrom) {
  const std::vector<bool> validates = series_that_validate({true, false, true, false}, 0.9);
  EXPECT_FALSE(validates[0] && validates[2]);
  EXPECT_FALSE(validates[1] && validates[3]);
}

TEST(SeriesThatValidate, AreNoneIfNothingIsAskedFor) {
  for (const bool validates : series_that_validate(std::vector<bool>(20, true), 0)) EXPECT_FALSE(validates);
}

}  // namespace
}  // namespace tidegate
