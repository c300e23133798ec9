#include "metrics/ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/contracts.h"
#include "base/f1.h"
#include "base/missing.h"

namespace tidegate {
namespace {

/// All rows with one score, and those with a higher one.
struct Tier {
  double score;
  double anomalous, normal;              ///< rows with this score
  double anomalous_above, normal_above;  ///< rows with this score and more
};

/// The highest score first; rows without a score last, as if it were −infinity.
std::vector<Tier> tiers(std::span<const double> scores, std::span<const std::uint8_t> labels) {
  TIDEGATE_EXPECTS(scores.size() == labels.size());
  std::vector<std::pair<double, bool>> rows;
  rows.reserve(scores.size());
  for (std::size_t t = 0; t < scores.size(); ++t)
    rows.emplace_back(std::isnan(scores[t]) ? -std::numeric_limits<double>::infinity() : scores[t], labels[t] != 0);
  std::ranges::sort(rows, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Tier> all;
  for (const auto& [score, anomalous] : rows) {
    if (all.empty() || all.back().score != score) {
      const double above = all.empty() ? 0 : all.back().anomalous_above;
      const double normal_above = all.empty() ? 0 : all.back().normal_above;
      all.push_back({score, 0, 0, above, normal_above});
    }
    Tier& tier = all.back();
    (anomalous ? tier.anomalous : tier.normal) += 1;
    (anomalous ? tier.anomalous_above : tier.normal_above) += 1;
  }
  return all;
}

RowQuality quality_of(double hits, double flagged, double anomalous, double threshold) {
  RowQuality quality{flagged > 0 ? hits / flagged : 0, anomalous > 0 ? hits / anomalous : kMissingValue, 0, threshold};
  quality.f1 = f1_of(quality.precision, quality.recall);
  return quality;
}

}  // namespace

RowQuality row_quality(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels) {
  TIDEGATE_EXPECTS(flags.size() == labels.size());
  double hits = 0, flagged = 0, anomalous = 0;
  for (std::size_t t = 0; t < flags.size(); ++t) {
    hits += flags[t] != 0 && labels[t] != 0 ? 1 : 0;
    flagged += flags[t] != 0 ? 1 : 0;
    anomalous += labels[t] != 0 ? 1 : 0;
  }
  return quality_of(hits, flagged, anomalous, kMissingValue);
}

double auc_roc(std::span<const double> scores, std::span<const std::uint8_t> labels) {
  const std::vector<Tier> all = tiers(scores, labels);
  if (all.empty() || all.back().anomalous_above == 0 || all.back().normal_above == 0) return kMissingValue;
  double won = 0;
  for (const Tier& tier : all)
    won += tier.normal * (tier.anomalous_above - tier.anomalous) + tier.normal * tier.anomalous / 2;
  return won / (all.back().anomalous_above * all.back().normal_above);
}

double average_precision(std::span<const double> scores, std::span<const std::uint8_t> labels) {
  const std::vector<Tier> all = tiers(scores, labels);
  if (all.empty() || all.back().anomalous_above == 0) return kMissingValue;
  double area = 0;
  for (const Tier& tier : all)
    area += tier.anomalous * tier.anomalous_above / (tier.anomalous_above + tier.normal_above);
  return area / all.back().anomalous_above;
}

RowQuality best_f1(std::span<const double> scores, std::span<const std::uint8_t> labels) {
  const std::vector<Tier> all = tiers(scores, labels);
  RowQuality best{kMissingValue, kMissingValue, kMissingValue, kMissingValue};
  if (all.empty() || all.back().anomalous_above == 0) return best;
  for (const Tier& tier : all) {
    if (std::isinf(tier.score) && tier.score < 0) break;
    const RowQuality here = quality_of(tier.anomalous_above, tier.anomalous_above + tier.normal_above,
                                       all.back().anomalous_above, tier.score);
    if (std::isnan(best.f1) || here.f1 > best.f1) best = here;
  }
  return best;
}

}  // namespace tidegate
