#include "metrics/vus.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "base/contracts.h"
#include "base/f1.h"
#include "base/missing.h"
#include "metrics/runs.h"

namespace tidegate {
namespace {

constexpr std::size_t kThresholds = 250;
using PerThreshold = std::array<double, kThresholds>;  ///< the highest threshold first

/// Of each row the first threshold that flags it.
std::vector<std::uint8_t> levels_of(std::span<const double> scores) {
  std::vector<double> ranked(scores.begin(), scores.end());
  for (double& score : ranked)
    if (std::isnan(score)) score = -std::numeric_limits<double>::infinity();
  const std::vector<double> filled = ranked;
  std::ranges::sort(ranked, std::greater());
  PerThreshold thresholds;
  const double step = static_cast<double>(scores.size() - 1) / (kThresholds - 1);
  for (std::size_t k = 0; k + 1 < kThresholds; ++k)
    thresholds[k] = ranked[static_cast<std::size_t>(static_cast<double>(k) * step)];
  thresholds.back() = ranked.back();
  std::vector<std::uint8_t> levels;
  levels.reserve(scores.size());
  for (const double score : filled)
    levels.push_back(
        static_cast<std::uint8_t>(std::ranges::lower_bound(thresholds, score, std::greater()) - thresholds.begin()));
  return levels;
}

/// Counts by the first threshold become counts of all rows flagged.
PerThreshold summed_up(PerThreshold counts) {
  for (std::size_t k = 1; k < kThresholds; ++k) counts[k] += counts[k - 1];
  return counts;
}

/// The runs grown by `reach` rows to either side; those that touch become one.
std::vector<RowRange> grown_runs(std::span<const RowRange> runs, std::size_t reach, std::size_t rows) {
  std::vector<RowRange> grown;
  for (const RowRange& run : runs) {
    const RowRange wide{run.begin - std::min(run.begin, reach), std::min(run.end + reach, rows)};
    if (!grown.empty() && wide.begin < grown.back().end)
      grown.back().end = wide.end;
    else
      grown.push_back(wide);
  }
  return grown;
}

/// Adds to each row what one window's labels of all runs sum up to there.
void add_grown_labels(std::span<const RowRange> runs, std::size_t window, std::span<double> grown) {
  for (const RowRange& run : runs)
    for (std::size_t distance = 1; distance <= window / 2; ++distance) {
      const double label = std::sqrt(1 - static_cast<double>(distance) / static_cast<double>(window));
      if (run.end - 1 + distance < grown.size()) grown[run.end - 1 + distance] += label;
      if (run.begin >= distance) grown[run.begin - distance] += label;
    }
}

double recall_of(double hits, double positives) { return std::min(hits / positives, 1.0); }

/// One window's curves over what all windows share.
class Curves {
 public:
  Curves(std::span<const double> scores, std::span<const std::uint8_t> labels)
      : levels_(levels_of(scores)), runs_(runs_of(labels)), grown_(scores.size(), 0.0) {
    PerThreshold flagged{}, hits{};
    for (std::size_t t = 0; t < scores.size(); ++t) {
      ++flagged[levels_[t]];
      if (labels[t] != 0) ++hits[levels_[t]];
    }
    flagged_ = summed_up(flagged);
    hits_ = summed_up(hits);
  }

  Volume areas(std::size_t window) {
    const std::vector<RowRange> wide = grown_runs(runs_, window / 2, levels_.size());
    const PerThreshold grown = grown_labels(window, wide), found = share_found(wide);
    const double rows = static_cast<double>(levels_.size()), anomalous = hits_.back();
    Volume area{0, 0};
    double recall_before = 0, false_before = 0;
    for (std::size_t k = 0; k < kThresholds; ++k) {
      const double hits = hits_[k] + grown[k], positives = anomalous + grown[k] / 2;
      const double recall = recall_of(hits, positives) * found[k];
      const double false_rate = (flagged_[k] - hits) / (rows - positives);
      area.roc += (false_rate - false_before) * (recall + recall_before) / 2;
      area.pr += (recall - recall_before) * hits / flagged_[k];
      recall_before = recall, false_before = false_rate;
    }
    area.roc += (1 - false_before) * (1 + recall_before) / 2;
    return area;
  }

 private:
  /// What normal rows near a run count, by threshold; `wide`: the grown runs.
  PerThreshold grown_labels(std::size_t window, std::span<const RowRange> wide) {
    add_grown_labels(runs_, window, grown_);
    PerThreshold sums{};
    std::size_t next = 0;
    for (const RowRange& one : wide)
      for (std::size_t t = one.begin; t < one.end; ++t) {
        if (next < runs_.size() && t == runs_[next].begin) {  // anomalous rows count as they are
          std::fill(grown_.begin() + static_cast<std::ptrdiff_t>(t),
                    grown_.begin() + static_cast<std::ptrdiff_t>(runs_[next].end), 0.0);
          t = runs_[next++].end - 1;
          continue;
        }
        sums[levels_[t]] += std::min(grown_[t], 1.0);
        grown_[t] = 0;
      }
    return summed_up(sums);
  }

  /// Of the grown runs, by threshold, how many have a flagged row.
  PerThreshold share_found(std::span<const RowRange> wide) const {
    PerThreshold first{};
    for (const RowRange& run : wide)
      ++first[*std::min_element(levels_.begin() + static_cast<std::ptrdiff_t>(run.begin),
                                levels_.begin() + static_cast<std::ptrdiff_t>(run.end))];
    PerThreshold found = summed_up(first);
    for (double& share : found) share /= static_cast<double>(wide.size());
    return found;
  }

  std::vector<std::uint8_t> levels_;
  std::vector<RowRange> runs_;
  std::vector<double> grown_;  ///< 0 between calls
  PerThreshold flagged_, hits_;
};

}  // namespace

Volume volume_under_surface(std::span<const double> scores, std::span<const std::uint8_t> labels, std::size_t window) {
  TIDEGATE_EXPECTS(scores.size() == labels.size());
  if (std::ranges::all_of(labels, [](std::uint8_t label) { return label == 0; })) return {kMissingValue, kMissingValue};
  Curves curves(scores, labels);
  Volume sum{0, 0};
  for (std::size_t w = 0; w <= window; ++w) {
    const Volume area = curves.areas(w);
    sum.roc += area.roc;
    sum.pr += area.pr;
  }
  const auto windows = static_cast<double>(window + 1);
  return {sum.roc / windows, sum.pr / windows};
}

FlagVolume volume_of_flags(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels,
                           std::size_t window) {
  TIDEGATE_EXPECTS(flags.size() == labels.size());
  double anomalous = 0, found = 0;
  std::vector<std::size_t> beside;  // flagged rows that are normal
  for (std::size_t t = 0; t < flags.size(); ++t) {
    if (labels[t] != 0) anomalous += 1;
    if (flags[t] != 0 && labels[t] != 0) found += 1;
    if (flags[t] != 0 && labels[t] == 0) beside.push_back(t);
  }
  if (anomalous == 0) return {kMissingValue, kMissingValue, kMissingValue};
  const double flagged = found + static_cast<double>(beside.size());
  if (flagged == 0) return {0, 0, 0};
  const std::vector<RowRange> runs = runs_of(labels);
  std::vector<double> grown(flags.size(), 0.0);
  FlagVolume sum{0, 0, 0};
  for (std::size_t w = 0; w <= window; ++w) {
    add_grown_labels(runs, w, grown);  // to those of narrower windows
    double near = 0;
    for (const std::size_t t : beside) near += std::min(grown[t], 1.0);
    const double recall = recall_of(found + near, anomalous + near / 2), precision = (found + near) / flagged;
    sum.recall += recall;
    sum.precision += precision;
    sum.f1 += f1_of(precision, recall);
  }
  const auto windows = static_cast<double>(window + 1);
  return {sum.recall / windows, sum.precision / windows, sum.f1 / windows};
}

std::size_t volume_window(std::span<const double> values) {
  constexpr std::size_t kRows = 20'000, kLags = 400, kFirst = 3, kLast = 300, kOtherwise = 125;
  values = values.first(std::min(values.size(), kRows));
  const auto rows = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / rows;
  std::vector<double>
      correlation;  // of lags from 3 on; the variance they would be divided by does not change which is highest
  for (std::size_t lag = kFirst; lag <= std::min(kLags, values.size() - std::min<std::size_t>(values.size(), 1));
       ++lag) {
    double sum = 0;
    for (std::size_t t = lag; t < values.size(); ++t) sum += (values[t] - mean) * (values[t - lag] - mean);
    correlation.push_back(sum);
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i + 1 < correlation.size(); ++i) {
    const bool is_peak = correlation[i] > correlation[i - 1] && correlation[i] > correlation[i + 1];
    if (is_peak && (best == 0 || correlation[i] >= correlation[best])) best = i;
  }
  return best < kFirst || best > kLast ? kOtherwise : best + kFirst;
}

}  // namespace tidegate
