#include "fit/told_labels.h"

#include <gtest/gtest.h>

#include "series_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

constexpr std::size_t kReach = 5;

Series labelled(std::size_t rows, const std::vector<std::size_t>& anomalous) {
  Series series = waves(rows, 1);
  series.rows.label.assign(rows, 0);
  for (const std::size_t row : anomalous) series.rows.label[row] = 1;
  return series;
}

struct Told {
  TrainingFrames frames;
  ToldLabels labels;
};

Told told(std::span<const SeriesPart> parts, std::size_t reach = kReach) {
  auto frames = training_frames(parts, {}, 8);
  if (!frames) ADD_FAILURE() << frames.error().message();
  return {*frames, told_labels(parts, *frames, reach)};
}

Told told(const Series& series, std::size_t reach = kReach) {
  const SeriesPart part{series, {0, series.rows.size()}};
  return told({&part, 1}, reach);
}

/// Rows told to be anomalous.
std::vector<std::size_t> positive(const std::vector<float>& labels) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < labels.size(); ++row)
    if (labels[row] == 1) rows.push_back(row);
  return rows;
}

using Indices = std::vector<std::size_t>;

TEST(ToldLabels, OfTheRowAreItsOwn) {
  EXPECT_EQ(positive(told(labelled(50, {10, 11, 30}), 1).labels.rows[0]), (Indices{10, 11, 30}));
}

TEST(ToldLabels, OfAWindowReachAsManyRowsAsTheWindowHas) {
  const Told window = told(labelled(50, {10, 12, 48}));
  EXPECT_EQ(positive(window.labels.rows[0]), (Indices{10, 11, 12, 13, 14, 15, 16, 48, 49}));
  for (std::size_t t = 0; t < 50; ++t) EXPECT_EQ(window.labels.frames(t, 0), window.labels.rows[0][t]);
}

TEST(ToldLabels, AMissingRowTakesItsPlaceInTheWindowAndIsNoAnomaly) {
  Series series = labelled(50, {10});
  for (std::size_t t = 12; t < 50; ++t) series.rows.time[t] += std::chrono::minutes(2);
  const Told window = told(series);
  EXPECT_EQ(positive(window.labels.rows[0]), (Indices{10, 11, 12}));
  EXPECT_TRUE(std::isnan(window.labels.frames(12, 0)));
  EXPECT_TRUE(std::isnan(window.labels.frames(13, 0)));
  EXPECT_EQ(window.labels.frames(14, 0), 1);
  EXPECT_EQ(window.labels.frames(15, 0), 0);
}

TEST(ToldLabels, ALongGapEndsTheMemory) {
  Series series = labelled(50, {10});
  for (std::size_t t = 11; t < 50; ++t) series.rows.time[t] += std::chrono::hours(9);
  EXPECT_EQ(positive(told(series, 8).labels.rows[0]), (Indices{10}));
}

TEST(ToldLabels, TimeThatBeginsAnewBeforeEndsItToo) {
  Series series = labelled(400, {29, 38, 39});
  for (std::size_t t = 30; t < 400; ++t) series.rows.time[t] -= std::chrono::minutes(25);
  const Told window = told(series, 8);  // the axis begins anew with the tenth late row, 39
  EXPECT_EQ(window.frames.frames.late, 9U);
  EXPECT_EQ(window.labels.frames(29, 0), 1);
  EXPECT_EQ(window.labels.frames(30, 0), 1);  // row 39, by its own label
  EXPECT_EQ(positive(window.labels.rows[0]), (Indices{29, 38, 39, 40, 41, 42, 43, 44, 45, 46}));
  series.rows.label[39] = 0;
  EXPECT_EQ(told(series, 8).labels.frames(30, 0), 0) << "row 29 is forgotten";
}

TEST(ToldLabels, NothingIsCarriedFromOneSeriesToTheNextOrFromRowsBeforeThePart) {
  const Series a = labelled(50, {49}), b = labelled(50, {18, 30});
  const std::vector<SeriesPart> parts = {{a, {0, 50}}, {b, {20, 50}}};
  const Told window = told(parts);
  EXPECT_EQ(positive(window.labels.rows[0]), (Indices{49}));
  ASSERT_EQ(window.labels.rows[1].size(), 30U);
  EXPECT_EQ(positive(window.labels.rows[1]), (Indices{10, 11, 12, 13, 14}));
  EXPECT_EQ(window.labels.frames(60, 0), 1);
}

TEST(ToldLabels, WithoutLabelsNothingIsKnown) {
  const Told nothing = told(waves(50, 1));
  for (const float label : nothing.labels.rows[0]) EXPECT_TRUE(std::isnan(label));
}

}  // namespace
}  // namespace tidegate
