#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/text.h"
#include "evaluate/candidates.h"
#include "offline/tables.h"

namespace tidegate {
namespace {

constexpr std::size_t kLeastJudged = 60;

std::string number(double value, const char* form = "%.3f") {
  if (std::isnan(value)) return "–";
  char text[40];
  std::snprintf(text, sizeof text, form, value);
  return text;
}

/// The mean difference of two nets' log densities and its standard error, from ten stretches in a row.
struct Difference {
  double mean = 0, error = 0;

  bool clear() const { return std::abs(mean) > 2 * error; }
};

Difference difference(const Measured& a, const Measured& b) {
  constexpr std::size_t kStretches = 10;
  const std::size_t count = std::min(a.log_densities.size(), b.log_densities.size());
  if (count < kStretches) return {};
  std::vector<double> means;
  for (std::size_t s = 0; s < kStretches; ++s) {
    double sum = 0;
    const std::size_t begin = s * count / kStretches, end = (s + 1) * count / kStretches;
    for (std::size_t i = begin; i < end; ++i) sum += a.log_densities[i] - b.log_densities[i];
    means.push_back(sum / static_cast<double>(end - begin));
  }
  Difference result;
  for (const double mean : means) result.mean += mean / kStretches;
  for (const double mean : means) result.error += (mean - result.mean) * (mean - result.mean);
  result.error = std::sqrt(result.error / (kStretches * (kStretches - 1)));
  return result;
}

/// Finds more of what was planted by more than chance would give, or else forecasts clearly better.
bool is_better(const Measured& a, const Measured& b) {
  const double found_a = static_cast<double>(a.all_finds().found), found_b = static_cast<double>(b.all_finds().found);
  const double gap = found_a - found_b;
  if (std::abs(gap) > 2 * std::sqrt(std::max(found_a + found_b, 1.0) / 4)) return gap > 0;
  const Difference forecast = difference(a, b);
  return forecast.clear() && forecast.mean > 0;
}

/// The cheapest of those no other one is better than.
const Measured& recommended(const std::vector<Measured>& all) {
  const Measured* best = nullptr;
  for (const Measured& one : all) {
    const bool beaten = std::ranges::any_of(all, [&](const Measured& other) { return is_better(other, one); });
    if (!beaten && (best == nullptr || one.step_ns < best->step_ns)) best = &one;
  }
  return best == nullptr ? *std::ranges::max_element(all, {}, &Measured::log_likelihood) : *best;
}

std::string found_text(const Measured& one) {
  const PlantedFinds all = one.all_finds();
  return std::to_string(all.found) + " of " + std::to_string(all.planted);
}

/// Why the recommended one, against each of the others.
std::string against(const Measured& best, const Measured& other) {
  const Difference forecast = difference(best, other);
  std::string text = other.name + " finds " + found_text(other);
  if (const auto a = best.all_finds().found, b = other.all_finds().found; b > a)
    text += " (the difference is within chance)";
  if (best.log_densities.empty() || other.log_densities.empty()) return text;
  if (!forecast.clear())
    text += " and forecasts equally well";
  else
    text += std::string(" and forecasts ") + (forecast.mean > 0 ? "worse by " : "better by ") +
            number(std::abs(forecast.mean)) + " ± " + number(forecast.error) + " nats per value";
  return text + ", at " + number(other.step_ns / best.step_ns, "%.1f") + " times the cost per row";
}

std::string advice(const std::vector<Measured>& all, const Measured& baseline) {
  const Measured& best = recommended(all);
  const bool none = std::ranges::all_of(all, [](const Measured& one) { return one.all_finds().found == 0; });
  std::string text = "Recommended: " + best.name + "; it finds " + found_text(best) + " planted anomalies";
  if (none) text = "No net finds any planted anomaly; the best of them is " + best.name;
  for (const Measured& other : all)
    if (&other != &best) text += "; " + against(best, other);
  text += ".";
  if (best.error > 0.9 * baseline.error)
    text += "\nNone forecasts much better than the value before (error " + number(best.error) + " against " +
            number(baseline.error) + "); a simple rule may be enough here.";
  return text;
}

/// Rows without a score cannot be judged, and the first of every key have none.
Status check_judged(const ComparedRows& rows, std::size_t warmup) {
  const std::size_t judged = rows_to_plant_in(rows, warmup);
  if (judged >= kLeastJudged) return {};
  const std::string where =
      rows.keyed() ? "after the training parts and the first " + plural(warmup, "row") + " of each series (the window)"
                   : "after the training part";
  const std::string smaller = option_named("train-part") + (rows.keyed() ? " or " + option_named("train-keys") : "");
  return fail(ErrorKind::kData, std::to_string(judged) + " rows are left " + where + ", and " +
                                    std::to_string(kLeastJudged) + " are needed for the evaluation")
      .at({.source = rows.series.source})
      .about("train-part")
      .remedy("give more rows or a smaller " + smaller);
}

Comparison described(const ComparedRows& rows) {
  Comparison comparison;
  comparison.source = rows.series.source;
  comparison.key_column = rows.series.key_column;
  comparison.learned_rows = rows.learned();
  comparison.judged_rows = rows.judged();
  comparison.learned_series = rows.learned_keys();
  comparison.judged_series = rows.judged_keys();
  return comparison;
}

}  // namespace

Result<Comparison> compare(const SeriesSet& set, const CompareRequest& request, const Observer& observer) {
  if (set.is_collection())
    return fail(ErrorKind::kUsage, "compare takes one file, but there are many series").remedy("give one file");
  const auto table = read_noted(set, 0, set.reading(), observer);
  if (!table) return table.error();
  const auto rows = compared_rows(*table, request);
  if (!rows) return rows.error();
  const auto chosen = candidates(request.detectors, *rows);
  if (!chosen) return chosen.error();
  const std::size_t warmup = longest_warmup(*chosen, *rows);
  if (auto enough = check_judged(*rows, warmup); !enough) return enough.error();
  Comparison comparison = described(*rows);
  for (const Candidate& candidate : *chosen) {
    auto measured = measure(candidate, *rows, warmup, observer);
    if (!measured) return measured.error();
    comparison.detectors.push_back(std::move(*measured));
  }
  comparison.value_before = value_before(*rows);
  comparison.recommended = static_cast<std::size_t>(&recommended(comparison.detectors) - comparison.detectors.data());
  comparison.advice = advice(comparison.detectors, comparison.value_before);
  return comparison;
}

}  // namespace tidegate
