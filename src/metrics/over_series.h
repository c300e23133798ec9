// Numbers of many series put together: means with what is known of them, and whether one detector beats another.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

struct MeanInterval {
  double mean = 0, low = 0, high = 0;
  std::size_t left_out = 0;  ///< NaN entries
};

/// The mean, and the bootstrap's percentile interval that holds it with 95 %: of 2,000 draws of as many series, with
/// replacement, between the means' quantiles 0.025 and 0.975. `values`: one a series. All NaN without values. Series of
/// one source are alike, which no interval knows. Cost: O(2,000 · series). Source: Efron, Tibshirani, "An Introduction
/// to the Bootstrap", 1993.
MeanInterval bootstrap_mean(std::span<const double> values, std::uint64_t seed);

struct SignTest {
  std::size_t wins = 0, losses = 0, ties = 0;  ///< of the first; pairs with NaN are none of them
  double p = 1;  ///< chance of a lead as large, or larger, either way, if both win alike; 1 without wins and losses
};

/// Exact and two-sided, of paired values, ties left out. It asks how often, not by how much. `first`, `second`: one a
/// series. Cost: O(series). Source: Demšar, "Statistical Comparisons of Classifiers over Multiple Data Sets", JMLR
/// 2006.
SignTest sign_test(std::span<const double> first, std::span<const double> second);

struct AverageRanks {
  std::vector<double> ranks;  ///< of each detector, 1 = highest value; NaN without series
  std::size_t series = 0;     ///< that were ranked
  double friedman = 0;        ///< chi-square of k − 1 degrees, 0 where all ranks are equal; NaN without series, or if
                              ///< each ranks all alike
};

/// The mean over series of the detectors' ranks; equal values share theirs. `values` (series, detectors), higher is
/// better. NaN ranks below all; a series that has no value of any detector is left out. `friedman` is corrected for
/// ties. Cost: O(series · detectors · log detectors). Source: Demšar 2006; Friedman 1937.
AverageRanks average_ranks(MatrixView<const double> values);

/// By how much two average ranks must differ to be told apart at 5 %, among all pairs of `detectors` (2 to 20), over
/// `series`. NaN for other numbers, and of no series. Source: Nemenyi 1963; Demšar 2006, whose table this goes on.
double nemenyi_difference(std::size_t detectors, std::size_t series);

}  // namespace tidegate
