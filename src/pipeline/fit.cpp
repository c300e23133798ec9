#include "pipeline/fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"
#include "base/sha256.h"
#include "base/text.h"
#include "model/nets/weights.h"
#include "model/training/trainer.h"
#include "pipeline/model_file.h"
#include "pipeline/options.h"
#include "pipeline/roles.h"
#include "pipeline/training_frames.h"
#include "pipeline/weights_file.h"
#include "tidegate/options.h"
#include "tidegate/version.h"

namespace tidegate {
namespace {

constexpr double kNoClip = 1e6;             // the option's largest value
constexpr double kAnyScores[] = {1, 2, 3};  // to find a misspelt threshold before training, not after

/// The rows of a fit and what becomes of them, stage by stage.
struct Fit {
  std::span<const SeriesPart> parts;
  const TrainingControl& control;
  FittedChain chain;
  TrainingFrames rows;
  Matrix<float> scaled;

  const std::vector<Channel>& channels() const { return parts.front().series.channels; }
  std::string source() const {
    const std::string& first = parts.front().series.source;
    return parts.size() == 1 ? first : first + " and " + count_text(parts.size() - 1) + " more";
  }
  /// Of the longest series.
  std::size_t longest() const {
    std::size_t rows_of_one = 0;
    for (const SeriesPart& part : parts) rows_of_one = std::max(rows_of_one, part.rows());
    return rows_of_one;
  }
};

Status check_parts(std::span<const SeriesPart> parts) {
  TIDEGATE_EXPECTS(!parts.empty());
  for (const SeriesPart& part : parts)
    if (part.first > part.last || part.last >= part.series.rows.size())
      return fail(ErrorKind::kUsage, "rows " + std::to_string(part.first) + " to " + std::to_string(part.last) +
                                         " are no part of a series of " + plural(part.series.rows.size(), "row"));
  return {};
}

Status check_rows(const Fit& fit, std::size_t rows, const std::string& of_which = "") {
  const auto window = static_cast<std::size_t>(fit.chain.config.net.window);
  const std::size_t needed = std::max(kLeastTrainingRows, window + kLeastScores);
  if (rows >= needed) return {};
  const std::string part = fit.parts.size() == 1 ? "the training part" : "the longest training part";
  return fail(ErrorKind::kData, fit.source() + ": " + part + " has " + plural(rows, "row") + of_which +
                                    ", but a window of " + std::to_string(window) + " needs at least " +
                                    std::to_string(needed) + "; give more rows (--train-part) or a shorter --window");
}

Status place_rows(Fit& fit) {
  FittedChain& chain = fit.chain;
  auto rows = training_frames(fit.parts, chain.config.frames, static_cast<std::size_t>(chain.config.net.window));
  if (!rows) return tl::unexpected(rows.error());
  fit.rows = std::move(*rows);
  if (auto enough = check_rows(fit, fit.rows.longest, " without late and repeated ones"); !enough) return enough;
  chain.axis = fit.rows.axis;
  chain.info.first_time = fit.rows.first_time;
  chain.info.last_time = fit.rows.last_time;
  chain.info.notes = frame_notes(fit.rows);
  return {};
}

Status prepare_inputs(Fit& fit, const ChannelRoles& roles) {
  FittedChain& chain = fit.chain;
  const Matrix<double>& values = fit.rows.frames.values;
  auto scaler = fit_scaler(chain.config.scaler, values);
  if (!scaler) return wrap(scaler.error(), "channels " + fit.source());
  chain.scaler = std::move(*scaler);
  const auto imputation = parse_imputation(chain.config.missing);
  if (!imputation) return tl::unexpected(imputation.error());
  chain.impute = {*imputation, std::vector<bool>(fit.channels().size(), false)};
  for (const std::size_t channel : roles.scored) chain.impute.predicted[channel] = true;

  fit.scaled = Matrix<float>(values.rows(), values.cols());
  for (std::size_t t = 0; t < fit.scaled.rows(); ++t)
    apply_scaler(chain.config.scaler, chain.scaler, values.row(t), fit.scaled.row(t));
  for (const SeriesRows& one : fit.rows.series)
    impute_training(chain.impute, fit.scaled.view().slice(one.begin, one.size()));
  return {};
}

Status build_net(Fit& fit, const ChannelRoles& roles) {
  FittedChain& chain = fit.chain;
  std::vector<std::size_t> hidden(chain.config.net.hidden.begin(), chain.config.net.hidden.end());
  auto net = Forecaster<float>::build({chain.config.net.cell, fit.channels().size(), hidden, roles.scored});
  if (!net) return tl::unexpected(net.error());
  chain.net = std::move(*net);
  chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  chain.kernels = &best_kernels();
  if (!fit.control.from.empty()) return load_weights(fit.control.from, chain.net, chain.parameters);
  Random random(chain.config.training.seed);
  initialise<float>(chain.net, random, chain.parameters);
  return {};
}

/// The trainer knows the time, the fit knows the words.
TrainingControl with_words(const Fit& fit) {
  TrainingControl control = fit.control;
  if (!control.on_start) return control;
  control.on_start = [&fit](TrainingEstimate estimate) {
    const DetectorConfig& config = fit.chain.config;
    estimate.model = config.net.cell + "-" + config.net.net + " " + option_text(config, "hidden") + " (" +
                     count_text(fit.chain.net.weight_count()) + " weights)";
    estimate.part = plural(fit.scaled.rows(), "row") + " of " + plural(fit.scaled.cols(), "channel");
    if (fit.parts.size() > 1) estimate.part += " in " + count_text(fit.parts.size()) + " series";
    fit.control.on_start(estimate);
  };
  return control;
}

/// The last share of every series validates.
std::vector<LearnedRange> split_for_validation(std::span<const SeriesRows> series, double validation) {
  std::vector<LearnedRange> split;
  for (const SeriesRows& one : series) {
    const long learned = std::lround(static_cast<double>(one.size()) * (1 - validation));
    const auto count = std::clamp<std::size_t>(static_cast<std::size_t>(learned), 2, one.size());
    split.push_back({one.begin, one.begin + count, one.end});
  }
  return split;
}

/// Deviation of a channel within one series, in scaled units, where all series together have 1.
double deviation_within(const Matrix<float>& scaled, const SeriesRows& rows, std::size_t channel) {
  double mean = 0, squares = 0, count = 0;
  for (std::size_t t = rows.begin; t < rows.end; ++t) {
    const auto value = static_cast<double>(scaled(t, channel));
    if (std::isnan(value)) continue;
    const double before = value - mean;
    mean += before / ++count;
    squares += before * (value - mean);
  }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

/// One scaler for series that lie far apart leaves each of them next to flat.
void note_unlike_levels(Fit& fit) {
  constexpr double kFlat = 0.1;
  if (fit.parts.size() < 2) return;
  std::size_t flat = 0;
  for (const SeriesRows& rows : fit.rows.series) {
    double most = 0;
    for (std::size_t c = 0; c < fit.scaled.cols(); ++c) most = std::max(most, deviation_within(fit.scaled, rows, c));
    flat += most > 0 && most < kFlat ? 1 : 0;
  }
  if (flat > 0)
    fit.chain.info.notes.push_back(count_text(flat) +
                                   " of the series vary less than a tenth as much as all together: scaled alike with "
                                   "the others, they are next to flat, and what is odd in them may be missed; train "
                                   "them apart, with a detector each.");
}

Status train_net(Fit& fit) {
  FittedChain& chain = fit.chain;
  const TrainingConfig& config = chain.config.training;
  const TrainingData data{fit.scaled.view(), split_for_validation(fit.rows.series, config.validation)};
  auto history = train_forecaster(chain.net, config, static_cast<std::size_t>(chain.config.net.window),
                                  chain.config.net.dropout, data, with_words(fit), *chain.kernels, chain.parameters);
  if (!history) return tl::unexpected(history.error());
  chain.info.history = std::move(*history);
  if (chain.info.history.best_epoch == 0 && config.epochs > 0 && !chain.info.history.interrupted)
    chain.info.notes.push_back(
        "No epoch was better than the untrained network, whose weights were kept: the series may hold nothing to "
        "foresee, or --learning-rate (now " +
        round_text(config.learning_rate) + ") is too high.");
  note_unlike_levels(fit);
  return {};
}

/// Runs the training rows through the chain, a stream a series, and hands every row that can be scored to `take`.
template <class Take>
void replay(const Fit& fit, Take&& take) {
  for (const SeriesPart& part : fit.parts) {
    ChainState state(fit.chain);
    const Rows& rows = part.series.rows;
    for (std::size_t row = part.first; row <= part.last; ++row) {
      const Verdict verdict =
          push_row(fit.chain, state, rows.has_time() ? &rows.time[row] : nullptr, rows.values.row(row));
      if (verdict.scored()) take(state, verdict);
    }
  }
}

Status fit_residuals(Fit& fit) {
  FittedChain& chain = fit.chain;
  const std::size_t channels = chain.outputs();
  chain.score = {
      .kind = "absolute", .mean = std::vector(channels, 0.0), .deviation = std::vector(channels, 1.0), .precision = {}};
  chain.band.assign(channels, std::numeric_limits<double>::infinity());
  std::vector<double> residuals;
  replay(fit, [&](const ChainState& state, const Verdict&) {
    residuals.insert(residuals.end(), state.residual.begin(), state.residual.end());
  });
  auto score = fit_score(chain.config.score, {residuals.data(), residuals.size() / channels, channels});
  if (!score) return tl::unexpected(score.error());
  chain.score = std::move(*score);
  return {};
}

/// What events are compared with to tell their kind.
Status learn_usual_rows(Fit& fit) {
  FittedChain& chain = fit.chain;
  Matrix<double> scaled(fit.rows.frames.values.rows(), chain.outputs());
  for (std::size_t o = 0; o < chain.outputs(); ++o) {
    const std::size_t c = chain.channel_of(o);
    for (std::size_t t = 0; t < scaled.rows(); ++t)
      scaled(t, o) = (fit.rows.frames.values(t, c) - chain.scaler.center[c]) / chain.scaler.scale[c];
  }
  chain.normal = learn_normal(scaled, chain.score.deviation);
  return {};
}

Status fit_limit(Fit& fit) {
  FittedChain& chain = fit.chain;
  std::vector<double> scores;
  replay(fit, [&](const ChainState&, const Verdict& verdict) { scores.push_back(verdict.score); });
  auto threshold = fit_threshold(chain.config.threshold, scores, "the training part");
  if (!threshold) return tl::unexpected(threshold.error());
  chain.threshold = std::move(*threshold);
  return {};
}

void describe_fit(Fit& fit) {
  DetectorInfo& info = fit.chain.info;
  const SeriesPart& first = fit.parts.front();
  info.library_version = kVersion;
  info.resample = first.series.resample;
  info.source = fit.source();
  const auto bytes = std::as_bytes(fit.rows.frames.values.flat());
  info.source_digest = sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  for (const SeriesPart& part : fit.parts) info.training_rows += part.rows();
  info.training_series = fit.parts.size();
  info.first_row = first.first;
  info.last_row = first.last;
  info.channels = fit.channels();
  derive(fit.chain);
}

}  // namespace

Status settle_config(FittedChain& chain, const DetectorConfig& config, std::size_t rows) {
  chain.config = config;
  if (auto allowed = check_options(config); !allowed) return allowed;
  if (config.net.dropout > 0 && config.net.hidden.size() < 2)
    return fail(ErrorKind::kUsage,
                "--dropout drops values between layers, and there is one layer; give two, as in "
                "--hidden 64,64, or leave --dropout out");
  if (chain.config.net.window == 0) chain.config.net.window = automatic_window(rows);
  auto smoothing = parse_smoothing(config.score.smoothing);
  if (!smoothing) return tl::unexpected(smoothing.error());
  chain.smoothing = *smoothing;
  chain.info.warmup_rows = static_cast<std::size_t>(chain.config.net.window);
  if (config.scaler.scaler == "none") chain.config.scaler.clip = kNoClip;  // values are in the user's own units
  chain.threshold.value = std::numeric_limits<double>::infinity();         // until there is one, nothing is anomalous
  if (auto known = fit_threshold(config.threshold, kAnyScores, ""); !known) return tl::unexpected(known.error());
  return check_event_config(config.event);
}

Result<FittedChain> fit_chain(std::span<const SeriesPart> parts, const DetectorConfig& config,
                              const TrainingControl& control) {
  if (auto fine = check_parts(parts); !fine) return tl::unexpected(fine.error());
  Fit fit{.parts = parts, .control = control, .chain = {}, .rows = {}, .scaled = {}};
  FittedChain& chain = fit.chain;
  if (auto settled = settle_config(chain, config, fit.longest()); !settled) return tl::unexpected(settled.error());
  if (auto enough = check_rows(fit, fit.longest()); !enough) return tl::unexpected(enough.error());
  if (auto placed = place_rows(fit); !placed) return tl::unexpected(placed.error());

  auto roles = assign_roles(config.frames, fit.channels(), fit.rows.frames.values);
  if (!roles) return wrap(roles.error(), fit.source());
  chain.info.notes.insert(chain.info.notes.end(), roles->notes.begin(), roles->notes.end());
  for (const auto stage : {prepare_inputs, build_net})
    if (auto done = stage(fit, *roles); !done) return tl::unexpected(done.error());
  for (const auto stage : {train_net, fit_residuals, learn_usual_rows, fit_limit})
    if (auto done = stage(fit); !done) return wrap(done.error(), fit.source());
  describe_fit(fit);
  chain.digest = encode_model(chain).digest();
  return std::move(fit.chain);
}

}  // namespace tidegate
