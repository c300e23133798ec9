#include "fit/label_split.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"

namespace tidegate {
namespace {

bool anomalous(float label) { return label > 0.5F; }

/// Of every cut before a row whether anomalous rows lie next to it on both sides, unknown ones passed over: a row that
/// never came within an event does not end it.
std::vector<bool> cuts_that_tear(std::span<const float> labels) {
  std::vector<bool> tears(labels.size(), false);
  bool before = false;
  for (std::size_t t = 0, known = 0; t < labels.size(); ++t) {
    if (std::isnan(labels[t])) continue;
    const bool now = anomalous(labels[t]);
    for (std::size_t cut = known + 1; before && now && cut <= t; ++cut) tears[cut] = true;
    before = now, known = t;
  }
  return tears;
}

/// Every 1/share-th of the series of one kind, beginning with the middle of the first stretch, but not all.
void take_evenly(std::vector<bool>& taken, const std::vector<bool>& anomalous, bool kind, double share) {
  auto left = std::ranges::count(anomalous, kind);
  double owed = share / 2;
  for (std::size_t i = 0; i < anomalous.size(); ++i) {
    if (anomalous[i] != kind) continue;
    owed += share;
    if (owed < 1 || left <= 1) continue;
    taken[i] = true;
    --left;
    owed -= 1;
  }
}

}  // namespace

std::vector<bool> series_that_validate(const std::vector<bool>& anomalous, double validation) {
  TIDEGATE_EXPECTS(validation >= 0 && validation < 1);
  std::vector<bool> taken(anomalous.size(), false);
  for (const bool kind : {false, true}) take_evenly(taken, anomalous, kind, validation);
  return taken;
}

std::size_t label_split(std::span<const float> labels, double validation) {
  TIDEGATE_EXPECTS(labels.size() >= 2 && validation >= 0 && validation < 1);
  if (validation == 0) return labels.size();
  const auto rows = static_cast<double>(labels.size());
  const auto positives = static_cast<double>(std::ranges::count_if(labels, anomalous));
  const std::vector<bool> tears = cuts_that_tear(labels);
  double after = positives, best = 4;
  std::size_t split = labels.size();
  for (std::size_t cut = 1; cut < labels.size(); ++cut) {
    after -= anomalous(labels[cut - 1]) ? 1 : 0;
    if (cut < 2 || tears[cut]) continue;
    const double share = positives > 0 ? after / positives : validation;
    // A side without an anomaly serves neither training nor validation: worse than any imbalance.
    const double one_sided = positives > 0 && (after == 0 || after == positives) ? 2 : 0;
    const double distance =
        std::abs(share - validation) + std::abs((rows - static_cast<double>(cut)) / rows - validation) + one_sided;
    if (distance < best) best = distance, split = cut;
  }
  return split;
}

}  // namespace tidegate
