#include "benchmark/overall.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/missing.h"
#include "benchmark/series_metrics.h"
#include "metrics/over_series.h"

namespace tidegate {
namespace {

bool is_nab(Metric metric) { return metric >= Metric::kNabRows && metric <= Metric::kNabStartsLogo; }

std::vector<double> column(std::span<const Trial> trials, Metric metric) {
  std::vector<double> values;
  for (const Trial& trial : trials) values.push_back(trial.metrics[metric]);
  return values;
}

EventTally sum_of(std::span<const Trial> trials, EventTally Trial::*tally) {
  EventTally sum;
  for (const Trial& trial : trials) {
    sum.found += (trial.*tally).found;
    sum.wrong += (trial.*tally).wrong;
    sum.missed += (trial.*tally).missed;
  }
  return sum;
}

/// False events of all series for each 10,000 of all their normal rows.
double false_per_10k(std::span<const Trial> trials) {
  double events = 0, rows = 0;
  for (const Trial& trial : trials) {
    events += static_cast<double>(trial.false_events);
    rows += static_cast<double>(trial.normal_rows);
  }
  return rows == 0 ? kMissingValue : 1e4 * events / rows;
}

/// A detector's files of one family, and of all others.
struct LeftOut {
  std::vector<NabFile> family, others;
};

LeftOut leave_out(std::span<const NabSeries> all, const std::string& family, NabFile NabSeries::*file) {
  LeftOut left;
  for (const NabSeries& one : all) (one.family == family ? left.family : left.others).push_back(one.*file);
  return left;
}

std::set<std::string> families_of(std::span<const NabSeries> all) {
  std::set<std::string> families;
  for (const NabSeries& one : all) families.insert(one.family);
  return families;
}

/// 100 = every window at its first row and nothing else; 0 = nothing flagged.
double normalised(double raw, std::span<const NabSeries> all, const NabProfile& profile) {
  double windows = 0;
  for (const NabSeries& one : all) windows += static_cast<double>(one.rows.windows.size());
  if (windows == 0) return kMissingValue;
  return 100 * (raw + windows * profile.missed) / (windows * (profile.found + profile.missed));
}

/// The score with a threshold for each group that is the best of all others.
double leave_one_group_out(std::span<const NabSeries> all, NabFile NabSeries::*file, const NabProfile& profile) {
  const std::set<std::string> families = families_of(all);
  if (families.size() < 2) return kMissingValue;
  double raw = 0;
  for (const std::string& family : families) {
    const LeftOut left = leave_out(all, family, file);
    raw += nab_score_at(left.family, profile, nab_score(left.others, profile).threshold).raw;
  }
  return normalised(raw, all, profile);
}

}  // namespace

double mean_of(std::span<const double> values) {
  double sum = 0;
  std::size_t count = 0;
  for (const double value : values)
    if (!std::isnan(value)) sum += value, ++count;
  return count == 0 ? kMissingValue : sum / static_cast<double>(count);
}

MetricValues overall_metrics(std::span<const Trial> trials) {
  MetricValues metrics;
  for (const MetricInfo& info : metric_infos())
    if (info.over == OverSeries::kMean) metrics[info.metric] = mean_of(column(trials, info.metric));
  fill_event_metrics(sum_of(trials, &Trial::events), sum_of(trials, &Trial::like_length), metrics);
  metrics[Metric::kFalsePer10k] = false_per_10k(trials);
  return metrics;
}

void fill_overall(DetectorResult& result, std::uint64_t seed) {
  const MetricValues before = result.metrics;
  result.metrics = overall_metrics(result.trials);
  for (const MetricInfo& info : metric_infos()) {
    if (is_nab(info.metric)) result.metrics[info.metric] = before[info.metric];
    if (info.over != OverSeries::kMean) continue;
    const MeanInterval mean = bootstrap_mean(column(result.trials, info.metric), seed);
    result.intervals[static_cast<std::size_t>(info.metric)] = {mean.low, mean.high};
  }
  std::map<std::string, std::vector<Trial>> families;
  result.failed = 0;
  for (const Trial& trial : result.trials) {
    families[trial.family].push_back(trial);
    result.failed += trial.failure.empty() ? 0 : 1;
  }
  result.families.clear();
  for (const auto& [family, trials] : families)
    result.families.push_back({family, trials.size(), overall_metrics(trials)});
}

NabSeries nab_series(const LabelledSeries& series, const JudgedSeries& judged) {
  const std::size_t begin = series.judged().begin;
  NabSeries nab;
  nab.family = series.family;
  for (const LabelledAnomaly& anomaly : series.anomalies) nab.rows.windows.push_back(anomaly.rows);
  nab.rows.scores.assign(series.rows(), kMissingValue);
  nab.starts = nab.rows;
  std::ranges::copy(judged.score, nab.rows.scores.begin() + static_cast<std::ptrdiff_t>(begin));
  for (const Event& event : judged.events)
    nab.starts.scores[begin + event.start_index] = judged.score[event.start_index];
  return nab;
}

void fill_nab(std::span<const NabSeries> all, MetricValues& metrics) {
  std::vector<NabFile> rows, starts;
  for (const NabSeries& one : all) {
    rows.push_back(one.rows);
    starts.push_back(one.starts);
  }
  metrics[Metric::kNabRows] = nab_score(rows, kNabStandard).normalised;
  metrics[Metric::kNabRowsLowFp] = nab_score(rows, kNabLowFalsePositives).normalised;
  metrics[Metric::kNabRowsLowFn] = nab_score(rows, kNabLowFalseNegatives).normalised;
  metrics[Metric::kNabRowsLogo] = leave_one_group_out(all, &NabSeries::rows, kNabStandard);
  metrics[Metric::kNabStarts] = nab_score(starts, kNabStandard).normalised;
  metrics[Metric::kNabStartsLowFp] = nab_score(starts, kNabLowFalsePositives).normalised;
  metrics[Metric::kNabStartsLowFn] = nab_score(starts, kNabLowFalseNegatives).normalised;
  metrics[Metric::kNabStartsLogo] = leave_one_group_out(all, &NabSeries::starts, kNabStandard);
}

double nab_selected(std::span<const std::vector<NabSeries>> all) {
  if (all.size() < 2) return kMissingValue;
  const std::set<std::string> families = families_of(all.front());
  if (families.size() < 2) return kMissingValue;
  double raw = 0;
  for (const std::string& family : families) {
    double best = -std::numeric_limits<double>::infinity(), of_family = 0;
    for (const std::vector<NabSeries>& detector : all) {
      const LeftOut left = leave_out(detector, family, &NabSeries::starts);
      const NabScore elsewhere = nab_score(left.others, kNabStandard);
      if (elsewhere.raw <= best) continue;
      best = elsewhere.raw;
      of_family = nab_score_at(left.family, kNabStandard, elsewhere.threshold).raw;
    }
    raw += of_family;
  }
  return normalised(raw, all.front(), kNabStandard);
}

RankResult rank_detectors(std::span<const DetectorResult> detectors, Metric by) {
  RankResult result{.metric = by, .average = {}, .critical_difference = 0};
  if (detectors.size() < 2 || detectors.front().trials.size() < 2) return result;
  Matrix<double> values(detectors.front().trials.size(), detectors.size());
  for (std::size_t d = 0; d < detectors.size(); ++d)
    for (std::size_t s = 0; s < values.rows(); ++s) values(s, d) = detectors[d].trials[s].metrics[by];
  const AverageRanks ranks = average_ranks(values);
  if (ranks.series == 0) return result;
  result.average = ranks.ranks;
  const double difference = nemenyi_difference(detectors.size(), ranks.series);
  result.critical_difference = std::isnan(difference) ? 0 : difference;
  return result;
}

}  // namespace tidegate
