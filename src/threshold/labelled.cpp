#include "threshold/labelled.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "base/f1.h"
#include "base/text.h"

namespace tidegate {
namespace {

/// What a limit makes of the labelled rows; it lies half-way between two scores, so that neither is at its edge.
struct Cut {
  double value = std::numeric_limits<double>::quiet_NaN();
  double precision = 0, recall = 0;

  double f1() const { return f1_of(precision, recall); }
};

struct LabelledScore {
  double score;
  bool anomalous;
};

std::vector<LabelledScore> falling(std::span<const double> scores, std::span<const double> labels) {
  std::vector<LabelledScore> rows;
  for (std::size_t i = 0; i < scores.size(); ++i) rows.push_back({scores[i], labels[i] > 0.5});
  std::ranges::sort(rows, std::ranges::greater(), &LabelledScore::score);
  return rows;
}

/// All cuts between different scores, the highest first, and the one below all; but for those that are no limit.
std::vector<Cut> cuts(std::span<const double> scores, std::span<const double> labels) {
  const std::vector<LabelledScore> rows = falling(scores, labels);
  const auto positives = static_cast<double>(std::ranges::count(rows, true, &LabelledScore::anomalous));
  std::vector<Cut> all;
  double hits = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    hits += rows[i].anomalous ? 1 : 0;
    const bool last = i + 1 == rows.size();
    if (!last && rows[i + 1].score == rows[i].score) continue;
    const double value = last ? rows[i].score : std::midpoint(rows[i].score, rows[i + 1].score);
    if (!std::isfinite(value) || value <= 0) continue;
    all.push_back({value, hits / static_cast<double>(i + 1), hits / positives});
  }
  return all;
}

std::string quality(const Cut& cut) {
  return " (precision " + round_text(cut.precision, 2) + ", recall " + round_text(cut.recall, 2) + ")";
}

/// Why there is no such threshold: the most that can be reached of what was asked for.
FittedThreshold out_of_reach(const std::vector<Cut>& all, double Cut::*asked, std::string_view name) {
  FittedThreshold none{.value = std::numeric_limits<double>::quiet_NaN(), .words = "no score is above 0"};
  if (all.empty()) return none;
  const Cut& best = *std::ranges::max_element(all, {}, asked);
  // Rounded down: 0.8996 asked for as 0.9 cannot be reached.
  none.words =
      "no threshold reaches a " + std::string(name) + " above " + round_text(std::floor(best.*asked * 1e4) / 1e4, 4);
  return none;
}

FittedThreshold best_f1(std::span<const double>, std::span<const double> scores, std::span<const double> labels) {
  const std::vector<Cut> all = cuts(scores, labels);
  if (all.empty()) return out_of_reach(all, &Cut::precision, "F1");
  const Cut& best = *std::ranges::max_element(all, {}, &Cut::f1);
  return {best.value, "chosen for the best F1, " + round_text(best.f1(), 2) + quality(best)};
}

FittedThreshold precision(std::span<const double> p, std::span<const double> scores, std::span<const double> labels) {
  const std::vector<Cut> all = cuts(scores, labels);
  Cut best;
  for (const Cut& cut : all)
    if (cut.precision >= p[0] && cut.recall > best.recall) best = cut;
  if (std::isnan(best.value)) return out_of_reach(all, &Cut::precision, "precision");
  return {best.value, "chosen for a precision of at least " + round_text(p[0]) + quality(best)};
}

FittedThreshold recall(std::span<const double> r, std::span<const double> scores, std::span<const double> labels) {
  const std::vector<Cut> all = cuts(scores, labels);
  const auto found = std::ranges::find_if(all, [&](const Cut& cut) { return cut.recall >= r[0]; });
  if (found == all.end()) return out_of_reach(all, &Cut::recall, "recall");
  return {found->value, "chosen for a recall of at least " + round_text(r[0]) + quality(*found)};
}

constexpr std::string_view kLabelledPromise = "holds for rows like those it was chosen on";

}  // namespace

constinit const ThresholdRule kBestF1Threshold = {.name = "best-f1",
                                                  .form = "best-f1",
                                                  .arguments = {},
                                                  .argument_count = 0,
                                                  .promise = kLabelledPromise,
                                                  .fit_labelled = best_f1};
constinit const ThresholdRule kPrecisionThreshold = {.name = "precision",
                                                     .form = "precision:P",
                                                     .arguments = {{{.limits = {1e-6, 1}}}},
                                                     .promise = kLabelledPromise,
                                                     .fit_labelled = precision};
constinit const ThresholdRule kRecallThreshold = {.name = "recall",
                                                  .form = "recall:R",
                                                  .arguments = {{{.limits = {1e-6, 1}}}},
                                                  .promise = kLabelledPromise,
                                                  .fit_labelled = recall};

}  // namespace tidegate
