// A detector's trials put together.
#pragma once
#include <span>

#include "metrics/nab_score.h"
#include "tidegate/benchmark.h"

namespace tidegate {

/// The mean of those that are not NaN; NaN of none.
double mean_of(std::span<const double> values);

/// Means and pooled metrics of some trials, but for NAB's score.
MetricValues overall_metrics(std::span<const Trial> trials);

/// `metrics`, `intervals`, `families` and `failed` of the result, from its trials.
void fill_overall(DetectorResult& result, std::uint64_t seed);

/// One series for NAB's score.
struct NabSeries {
  std::string family;
  NabFile rows;    ///< every scored row
  NabFile starts;  ///< the first row of each event, with its score
};

NabSeries nab_series(const LabelledSeries& series, const JudgedSeries& judged);

/// NAB's score in its profiles, at the best threshold of all series; and with a threshold for each family that is the
/// best of the other families.
void fill_nab(std::span<const NabSeries> all, MetricValues& metrics);

/// NAB's standard score of event starts where each family is judged by the detector, and its threshold, that are best
/// on all other families. `all`: a detector's series each. NaN with fewer than two detectors or families.
double nab_selected(std::span<const std::vector<NabSeries>> all);

/// By VUS-PR, or the UCR score where that is the data set's. Series without any detector's value do not count.
RankResult rank_detectors(std::span<const DetectorResult> detectors, Metric by);

}  // namespace tidegate
