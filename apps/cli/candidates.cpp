#include "cli/candidates.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "cli/fitting.h"
#include "cli/scoring.h"
#include "tidegate/options.h"
#include "tidegate/plant.h"
#include "tidegate/size.h"

namespace tidegate::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPlaces = 6;    // of each kind
constexpr std::size_t kLateRows = 5;  // smoothing may flag an anomaly so much after its end
constexpr std::size_t kTimedRows = 20000;
constexpr double kCut = 8;  // deviations; beyond, an odd row says no more against a net than at it

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

Result<DetectorConfig> config_of(const std::string& name, const Settings& settings) {
  for (const std::string option : {"detector", "cell", "net"})
    if (settings.has(option))
      return fail(ErrorKind::kUsage, "compare takes the detectors from --detectors, not --" + option);
  Settings own = settings;
  if (auto set = own.set("detector", name, "--detectors"); !set) return tl::unexpected(set.error());
  return detector_config(own);
}

Result<std::size_t> weights_of(const DetectorConfig& config, const ComparedRows& rows) {
  const auto size = detector_size(config, rows.series.channels.size(), rows.last - rows.first + 1);
  if (!size) return tl::unexpected(size.error());
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
    if (!weights) return tl::unexpected(weights.error());
    candidate.weights = *weights;
    (*weights < wanted ? low : high) = factor;
  }
  return {};
}

double deviation(const ComparedRows& rows, std::size_t channel) {
  double mean = 0, squares = 0, count = 0;
  for (std::size_t t = rows.first; t <= rows.last; ++t) {
    const double value = rows.series.rows.values(t, channel);
    if (std::isnan(value)) continue;
    const double before = value - mean;
    mean += before / ++count;
    squares += before * (value - mean);
  }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

double log_density(double residual, double spread) {
  const double z = std::clamp(residual / spread, -kCut, kCut);
  return -z * z / 2 - std::log(spread) - std::log(2 * std::numbers::pi) / 2;
}

/// Sums of squared errors and log densities over the judged rows.
struct Foresight {
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

void add_row(Foresight& foresight, const DetectorInfo& info, const std::vector<std::size_t>& scored,
             const Verdict& verdict) {
  for (std::size_t o = 0; o < scored.size() && o < verdict.expected.size(); ++o) {
    const double scale = info.scale[scored[o]], residual = (verdict.values[o] - verdict.expected[o]) / scale;
    if (!std::isnan(residual) && o < info.residual_deviation.size())
      foresight.add(residual, info.residual_deviation[o] / scale);
  }
}

/// The rows as they are: foresight, events and which rows were flagged.
Status run_clean(const Detector& detector, const ComparedRows& rows, Measured& measured, std::vector<bool>& flagged) {
  auto scorer = Scorer::create(detector, rows.series.channels);
  if (!scorer) return tl::unexpected(scorer.error());
  const bool foresees = detector.config().net.net == "forecaster" && detector.config().net.target == "next";
  const auto scored = detector.info().scored_channels();
  Foresight foresight;
  std::vector<Event> events;
  const auto keep_events = [&] {
    for (Event& event : scorer->take_events())
      if (event.peak_index > rows.last) events.push_back(std::move(event));
  };
  flagged.assign(rows.series.rows.size(), false);
  for (std::size_t t = 0; t < rows.series.rows.size(); ++t) {
    const Verdict verdict = scorer->push(rows.series.rows, t);
    flagged[t] = verdict.phase == Phase::kAnomalous;
    if (t > rows.last && verdict.scored() && foresees) add_row(foresight, detector.info(), scored, verdict);
    keep_events();
  }
  scorer->finish();
  keep_events();
  measured.events = events.size();
  foresight.into(measured);
  return {};
}

/// Whether an anomaly that stands in `changed` is flagged where nothing was before.
Result<bool> is_found(const Detector& detector, const std::vector<Channel>& channels, const Rows& changed,
                      const PlantedAnomaly& anomaly, const std::vector<bool>& flagged) {
  auto scorer = Scorer::create(detector, channels);
  if (!scorer) return tl::unexpected(scorer.error());
  const std::size_t before = 4 * detector.info().warmup_rows + 4;
  const std::size_t end = std::min(anomaly.first + anomaly.rows + kLateRows, changed.size());
  for (std::size_t t = anomaly.first > before ? anomaly.first - before : 0; t < end; ++t) {
    const bool anomalous = scorer->push(changed, t).phase == Phase::kAnomalous;
    if (t >= anomaly.first && anomalous && !flagged[t]) return true;
    scorer->take_events();
  }
  return false;
}

/// Plants into `scratch`, which is as it was afterwards.
Result<bool> finds(const Detector& detector, const std::vector<Channel>& channels, Rows& scratch,
                   const PlantedAnomaly& anomaly, const std::vector<bool>& flagged) {
  std::vector<double> kept;
  for (std::size_t k = 0; k < anomaly.rows; ++k) kept.push_back(scratch.values(anomaly.first + k, anomaly.channel));
  plant(anomaly, anomaly.first, scratch.values);
  const auto found = is_found(detector, channels, scratch, anomaly, flagged);
  for (std::size_t k = 0; k < anomaly.rows; ++k) scratch.values(anomaly.first + k, anomaly.channel) = kept[k];
  return found;
}

/// Heights of the kinds, in deviations of the channel: within what a person would see in a plot.
double height_of(const std::string& kind) {
  if (kind == "level-shift") return 2;
  return kind == "variance" ? 1 : 3;
}

Status plant_all(const Detector& detector, const ComparedRows& rows, const std::vector<bool>& flagged,
                 Measured& measured) {
  const auto columns = detector.match_channels(rows.series.channels);
  if (!columns) return tl::unexpected(columns.error());
  std::vector<std::size_t> channels;  // of the input
  std::vector<double> deviations;
  for (const std::size_t c : detector.info().scored_channels()) {
    channels.push_back((*columns)[c]);
    deviations.push_back(deviation(rows, channels.back()));
  }
  Rows scratch = rows.series.rows;
  for (const std::string& kind : plantable_kinds()) {
    PlantedFinds finds_of_kind;
    for (std::size_t i = 0; i < kPlaces; ++i) {
      if (interrupted()) return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
      const std::size_t which = i % channels.size(), length = planted_rows(kind);
      const std::size_t at = rows.last + 1 + (2 * i + 1) * rows.judged() / (2 * kPlaces);
      if (at + length > rows.series.rows.size()) continue;
      const PlantedAnomaly anomaly{kind, channels[which], at, length, height_of(kind) * deviations[which]};
      const auto found = finds(detector, rows.series.channels, scratch, anomaly, flagged);
      if (!found) return tl::unexpected(found.error());
      ++finds_of_kind.planted;
      finds_of_kind.found += *found ? 1 : 0;
    }
    measured.finds.emplace_back(kind, finds_of_kind);
  }
  return {};
}

/// The fastest of three passes over some thousand rows.
double time_of_a_row(const Detector& detector, const ComparedRows& rows) {
  const std::size_t count = std::min(rows.series.rows.size(), kTimedRows);
  double best = std::numeric_limits<double>::infinity();
  for (int pass = 0; pass < 3; ++pass) {
    auto scorer = Scorer::create(detector, rows.series.channels);
    if (!scorer) return best;
    const auto start = Clock::now();
    for (std::size_t t = 0; t < count; ++t) scorer->push(rows.series.rows, t);
    best = std::min(best, seconds_since(start) * 1e9 / static_cast<double>(count));
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

Result<std::vector<Candidate>> candidates(const Settings& settings, const ComparedRows& rows) {
  std::vector<std::string> names = settings.list("detectors");
  if (names.empty()) names = {"gru-forecaster", "lstm-forecaster", "rnn-forecaster"};
  std::vector<Candidate> all;
  for (const std::string& name : names) {
    auto config = config_of(name, settings);
    if (!config) return tl::unexpected(config.error());
    Candidate candidate{name, std::move(*config), 0};
    const auto weights = weights_of(candidate.config, rows);
    if (!weights) return tl::unexpected(weights.error());
    candidate.weights = *weights;
    if (!all.empty())
      if (auto sized = fit_size(candidate, all.front().weights, rows); !sized) return tl::unexpected(sized.error());
    all.push_back(std::move(candidate));
  }
  return all;
}

Result<Measured> measure(const Candidate& candidate, const ComparedRows& rows, const Console& console) {
  const auto start = Clock::now();
  const auto detector = fit_with(candidate.config, rows.series, rows.first, rows.last, console);
  if (!detector) return wrap(detector.error(), candidate.name);
  if (detector->info().history.interrupted) return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
  Measured measured;
  measured.name = candidate.name;
  measured.hidden = option_text(candidate.config, "hidden");
  measured.weights = detector->info().parameters;
  measured.seconds = seconds_since(start);
  measured.epochs = detector->info().history.training.size();
  measured.stream_bytes = detector_size(*detector).stream;
  std::vector<bool> flagged;
  if (auto done = run_clean(*detector, rows, measured, flagged); !done) return tl::unexpected(done.error());
  if (auto done = plant_all(*detector, rows, flagged, measured); !done) return tl::unexpected(done.error());
  measured.step_ns = time_of_a_row(*detector, rows);
  return measured;
}

Measured value_before(const ComparedRows& rows) {
  Measured measured;
  measured.name = "value before";
  Foresight foresight;
  const auto& values = rows.series.rows.values;
  for (std::size_t c = 0; c < values.cols(); ++c) {
    const double scale = deviation(rows, c);
    if (!(scale > 0)) continue;
    double squares = 0, count = 0;
    for (std::size_t t = rows.first + 1; t <= rows.last; ++t)
      if (const double step = (values(t, c) - values(t - 1, c)) / scale; !std::isnan(step))
        squares += step * step, ++count;
    const double spread = std::max(count > 0 ? std::sqrt(squares / count) : 1, 0.01);
    for (std::size_t t = rows.last + 1; t < values.rows(); ++t)
      if (const double step = (values(t, c) - values(t - 1, c)) / scale; !std::isnan(step)) foresight.add(step, spread);
  }
  foresight.into(measured);
  return measured;
}

}  // namespace tidegate::cli
