#include "evaluate/candidates.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "base/stopwatch.h"
#include "fit/part_sizes.h"
#include "offline/table_fit.h"
#include "offline/tables.h"
#include "tidegate/config.h"
#include "tidegate/detector.h"

namespace tidegate {
namespace {

constexpr std::size_t kTimedRows = 20000;
/// Deviations. Larger residuals count as this, so that one anomalous row does not decide the likelihood.
constexpr double kCut = 8;

Result<std::size_t> weights_of(const DetectorConfig& config, const ComparedRows& rows) {
  const auto size = detector_size(config, rows.series.channels.size(), rows.learned());
  if (!size) return size.error();
  return size->weights;
}

/// The layers of `config`, each as many times as wide.
std::vector<std::int64_t> widened(const DetectorConfig& config, double factor) {
  std::vector<std::int64_t> hidden;
  for (const std::int64_t units : config.net.hidden)
    hidden.push_back(std::max<std::int64_t>(1, std::lround(static_cast<double>(units) * factor)));
  return hidden;
}

/// Layers as wide as gives about so many weights.
Status fit_size(Candidate& candidate, std::size_t wanted, const ComparedRows& rows) {
  const DetectorConfig base = candidate.config;
  double low = 0, high = 16;
  for (int halving = 0; halving < 24; ++halving) {
    const double factor = (low + high) / 2;
    candidate.config.net.hidden = widened(base, factor);
    const auto weights = weights_of(candidate.config, rows);
    if (!weights) return weights.error();
    candidate.weights = *weights;
    (*weights < wanted ? low : high) = factor;
  }
  return {};
}

double log_density(double residual, double spread) {
  const double z = std::clamp(residual / spread, -kCut, kCut);
  return -z * z / 2 - std::log(spread) - std::log(2 * std::numbers::pi) / 2;
}

/// Sums of squared errors and log densities over the judged rows.
struct ForecastSums {
  std::vector<double> log_densities;
  double squares = 0;

  void add(double residual, double spread) {
    log_densities.push_back(log_density(residual, spread));
    squares += residual * residual;
  }
  void into(Measured& measured) const {
    measured.log_densities = log_densities;
    measured.error = log_densities.empty() ? std::numeric_limits<double>::quiet_NaN()
                                           : std::sqrt(squares / static_cast<double>(log_densities.size()));
  }
};

void add_row(ForecastSums& sums, const DetectorInfo& info, const std::vector<std::size_t>& scored,
             const Verdict& verdict) {
  for (std::size_t o = 0; o < scored.size() && o < verdict.expected.size(); ++o) {
    const double scale = info.scale[scored[o]], residual = (verdict.values[o] - verdict.expected[o]) / scale;
    if (!std::isnan(residual) && o < info.residual_deviation.size())
      sums.add(residual, info.residual_deviation[o] / scale);
  }
}

/// The rows as they are: forecasts, events and which rows were flagged.
Status run_clean(const Detector& detector, const ComparedRows& rows, Measured& measured, std::vector<bool>& flagged) {
  const bool forecasts = detector.info().forecasts;
  const auto scored = detector.info().scored_channels();
  ForecastSums sums;
  flagged.assign(rows.series.rows.size(), false);
  for (const ComparedPart& part : rows.parts) {
    auto stream = detector.stream(rows.series.channels);
    if (!stream) return stream.error();
    const auto count_events = [&] {
      for (const Event& event : stream->take_events()) measured.events += event.peak_index >= part.learned ? 1 : 0;
    };
    const auto keep = [&](const Verdict& verdict) {
      if (!verdict.scored()) return;
      const std::size_t t = part.begin + verdict.row;
      flagged[t] = verdict.phase == Phase::kAnomalous;
      if (t >= part.judged_from() && forecasts) add_row(sums, detector.info(), scored, verdict);
      count_events();
    };
    stream->part_events_at(part.learned);
    for (std::size_t t = part.begin; t < part.end; ++t) keep(stream->push(rows.series.rows, t));
    stream->finish(keep);
    count_events();
  }
  sums.into(measured);
  return {};
}

/// The fastest of three passes over some thousand rows.
double time_of_a_row(const Detector& detector, const ComparedRows& rows) {
  double best = std::numeric_limits<double>::infinity();
  for (int pass = 0; pass < 3; ++pass) {
    std::size_t count = 0;
    double seconds = 0;
    for (const ComparedPart& part : rows.parts) {
      auto stream = detector.stream(rows.series.channels);
      if (!stream || count == kTimedRows) break;
      const std::size_t end = std::min(part.end, part.begin + kTimedRows - count);
      const Stopwatch watch;
      for (std::size_t t = part.begin; t < end; ++t) stream->push(rows.series.rows, t);
      seconds += watch.seconds();
      count += end - part.begin;
    }
    best = std::min(best, seconds * 1e9 / static_cast<double>(std::max<std::size_t>(count, 1)));
  }
  return best;
}

}  // namespace

PlantedFinds Measured::all_finds() const {
  PlantedFinds all;
  for (const auto& [kind, one] : finds) {
    all.planted += one.planted;
    all.found += one.found;
  }
  return all;
}

double Measured::log_likelihood() const {
  if (log_densities.empty()) return std::numeric_limits<double>::quiet_NaN();
  return std::accumulate(log_densities.begin(), log_densities.end(), 0.0) / static_cast<double>(log_densities.size());
}

Result<std::vector<Candidate>> candidates(const std::vector<Contestant>& contestants, const ComparedRows& rows) {
  std::vector<Candidate> all;
  for (const Contestant& one : contestants) {
    Candidate candidate{one.name, one.config, 0};
    const auto weights = weights_of(candidate.config, rows);
    if (!weights) return weights.error();
    candidate.weights = *weights;
    if (!all.empty() && candidate.weights > 0)  // without a network there is nothing to size
      if (auto sized = fit_size(candidate, all.front().weights, rows); !sized) return sized.error();
    all.push_back(std::move(candidate));
  }
  return all;
}

std::size_t longest_warmup(const std::vector<Candidate>& all, const ComparedRows& rows) {
  std::vector<std::size_t> lengths;
  for (const SeriesPart& part : rows.training()) lengths.push_back(part.rows());
  const std::int64_t automatic =
      rows.keyed() ? automatic_window_of_keys(middle_length(lengths)) : automatic_window(rows.learned());
  std::int64_t longest = 0;
  for (const Candidate& one : all)
    longest = std::max(longest, one.config.net.window == 0 ? automatic : one.config.net.window);
  return static_cast<std::size_t>(longest);
}

Result<Measured> measure(const Candidate& candidate, const ComparedRows& rows, std::size_t warmup,
                         const Observer& observer) {
  const Stopwatch watch;
  const TrainingControl control = training_control({.config = candidate.config}, observer);
  const auto detector = Detector::train(rows.training(), candidate.config, control);
  if (!detector) return wrap(detector.error(), candidate.name);
  if (detector->info().history.interrupted) return interrupted_error();
  Measured measured;
  measured.name = candidate.name;
  measured.hidden = detector->info().has_network ? option_text(candidate.config, "hidden") : "";
  measured.weights = detector->info().parameters;
  measured.seconds = watch.seconds();
  measured.epochs = detector->info().history.training.size();
  measured.stream_bytes = detector_size(*detector).stream;
  std::vector<bool> flagged;
  if (auto done = run_clean(*detector, rows, measured, flagged); !done) return done.error();
  auto finds = plant_all(*detector, rows, warmup, flagged, observer);
  if (!finds) return finds.error();
  measured.finds = std::move(*finds);
  measured.step_ns = time_of_a_row(*detector, rows);
  return measured;
}

namespace {

/// The changes of a channel from row to row, in units of `scale`.
template <class Take>
void walk_changes(const ComparedRows& rows, std::size_t channel, double scale, Take&& take) {
  const auto& values = rows.series.rows.values;
  for (const ComparedPart& part : rows.parts)
    for (std::size_t t = part.begin + 1; t < part.end; ++t)
      if (const double step = (values(t, channel) - values(t - 1, channel)) / scale; !std::isnan(step))
        take(step, t < part.judged_from());
}

}  // namespace

Measured value_before(const ComparedRows& rows) {
  Measured measured;
  measured.name = "value before";
  ForecastSums sums;
  for (std::size_t c = 0; c < rows.series.channels.size(); ++c) {
    const double scale = deviation(rows, c);
    if (!(scale > 0)) continue;
    double squares = 0, count = 0;
    walk_changes(rows, c, scale, [&](double step, bool learned) {
      if (learned) squares += step * step, ++count;
    });
    const double spread = std::max(count > 0 ? std::sqrt(squares / count) : 1, 0.01);
    walk_changes(rows, c, scale, [&](double step, bool learned) {
      if (!learned) sums.add(step, spread);
    });
  }
  sums.into(measured);
  return measured;
}

}  // namespace tidegate
