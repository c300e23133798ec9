#include "threshold/hundman.h"

#include <gtest/gtest.h>

#include <vector>

namespace tidegate {
namespace {

/// 1, 3, 1, 3 …: mean 2, deviation 1.
std::vector<double> zigzag(std::size_t rows = 1000) {
  std::vector<double> scores(rows);
  for (std::size_t t = 0; t < rows; ++t) scores[t] = t % 2 == 0 ? 1 : 3;
  return scores;
}

/// Two rows each.
std::vector<double> with_spikes(const std::vector<std::pair<std::size_t, double>>& spikes) {
  std::vector<double> scores = zigzag();
  for (const auto& [row, height] : spikes) scores[row] = scores[row + 1] = height;
  return scores;
}

// Values: the rules of errors.py put down anew in Python.
TEST(HundmanThreshold, OneSequenceIsPartedFromTheRestByTheLargestZThatStillDoes) {
  std::vector<double> scores = zigzag();
  std::fill_n(scores.begin() + 500, 10, 30);
  const HundmanThreshold found = hundman_threshold(scores);
  EXPECT_EQ(found.z, 9);
  EXPECT_NEAR(found.epsilon, 28.904792956941474, 1e-9);
  EXPECT_EQ(found.normal, 3);
  EXPECT_EQ(found.limit, found.epsilon);
}

TEST(HundmanThreshold, FewAndShortSequencesAreWorthMoreThanMany) {
  const HundmanThreshold found = hundman_threshold(with_spikes({{200, 20}, {500, 8}, {800, 7.5}}), 10);
  EXPECT_EQ(found.z, 11.5);
  EXPECT_NEAR(found.epsilon, 17.363158348305213, 1e-9);
  EXPECT_EQ(found.normal, 8);
}

TEST(HundmanThreshold, ASequenceLessThanThirteenPerCentAboveTheNextScoreIsPruned) {
  const HundmanThreshold found = hundman_threshold(with_spikes({{150, 20}, {450, 19}, {750, 18}}), 10);
  EXPECT_EQ(found.z, 10.5);
  EXPECT_NEAR(found.epsilon, 19.424123397551465, 1e-9);
  EXPECT_EQ(found.normal, 20);
  EXPECT_NEAR(found.limit, 20 / 0.87, 1e-9);
}

TEST(HundmanThreshold, PruningStopsAtTheFirstGapFromBelow) {
  const HundmanThreshold kept = hundman_threshold(with_spikes({{150, 5}, {450, 5.5}, {750, 9}}), 10);
  EXPECT_EQ(kept.normal, 5.5);
  EXPECT_NEAR(kept.epsilon, 8.948114415323591, 1e-9);
  EXPECT_EQ(kept.limit, kept.epsilon);
  const HundmanThreshold pruned = hundman_threshold(with_spikes({{150, 4.5}, {450, 4.6}, {750, 5.2}}), 10);
  EXPECT_EQ(pruned.z, 3);
  EXPECT_EQ(pruned.normal, 5.2);
  EXPECT_NEAR(pruned.limit, 5.2 / 0.87, 1e-9);
}

TEST(HundmanThreshold, MoreThanFiveSequencesAreNone) {
  std::vector<std::pair<std::size_t, double>> five;
  for (std::size_t row = 100; row < 700; row += 150) five.emplace_back(row, 9);
  five.emplace_back(700, 9);
  EXPECT_LT(hundman_threshold(with_spikes(five), 10).epsilon, 9);
  five.emplace_back(850, 9);
  EXPECT_EQ(hundman_threshold(with_spikes(five), 10).z, 12);
}

TEST(HundmanThreshold, WhatHasNoOutliersGetsTwelveDeviations) {
  const HundmanThreshold found = hundman_threshold(zigzag());
  EXPECT_EQ(found.z, 12);
  EXPECT_DOUBLE_EQ(found.epsilon, 14);
}

TEST(HundmanThreshold, ASingleRowWithoutABufferIsNoSequence) {
  std::vector<double> scores = zigzag();
  scores[500] = 40;
  const HundmanThreshold alone = hundman_threshold(scores, 1);
  EXPECT_LT(alone.epsilon, 40);
  EXPECT_EQ(alone.normal, 3);  // flagged, so not normal, though no sequence either
}

TEST(HundmanThreshold, ConstantScoresStayBelow) {
  for (const double score : {0.0, 1.0, 1e12}) {
    EXPECT_GT(hundman_threshold(std::vector<double>(300, score)).limit, score);
    EXPECT_GE(hundman_threshold(std::vector<double>(300, score)).limit, 1);
  }
}

}  // namespace
}  // namespace tidegate
