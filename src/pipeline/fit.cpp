#include "pipeline/fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/sha256.h"
#include "base/text.h"
#include "model/nets/weights.h"
#include "model/training/trainer.h"
#include "pipeline/frames.h"
#include "pipeline/model_file.h"
#include "pipeline/options.h"
#include "pipeline/roles.h"
#include "pipeline/weights_file.h"
#include "series/order.h"
#include "tidegate/options.h"
#include "tidegate/version.h"

namespace tidegate {
namespace {

constexpr double kNoClip = 1e6;             // the option's largest value
constexpr double kAnyScores[] = {1, 2, 3};  // to find a misspelt threshold before training, not after

/// The rows of a fit and what becomes of them, stage by stage.
struct Fit {
  const Series& series;
  std::size_t first, last;
  const TrainingControl& control;
  FittedChain chain;
  Frames frames;
  Matrix<float> scaled;

  std::size_t rows() const { return last - first + 1; }
};

Status check_rows(const Fit& fit, std::size_t rows, const std::string& of_which = "") {
  const auto window = static_cast<std::size_t>(fit.chain.config.net.window);
  const std::size_t needed = std::max(kLeastTrainingRows, window + kLeastScores);
  if (rows >= needed) return {};
  return fail(ErrorKind::kData, "the training part has " + plural(rows, "row") + of_which + ", but a window of " +
                                    std::to_string(window) + " needs at least " + std::to_string(needed) +
                                    "; give more rows (--train-part) or a shorter --window");
}

/// The scaler refuses such values too, but knows neither the channel's name nor the row of the input.
Status check_magnitudes(const Fit& fit) {
  const Series& series = fit.series;
  for (std::size_t row = fit.first; row <= fit.last; ++row)
    for (std::size_t c = 0; c < series.channels.size(); ++c)
      if (const double value = series.rows.values(row, c); std::abs(value) > kLargestValue)
        return fail(ErrorKind::kData,
                    "row " + std::to_string(row) + " (from 0), column '" + series.channels[c].name +
                        "': " + number_text(value) +
                        " lies beyond ±1e150\nremove it, leave the field empty, or rescale the column");
  return {};
}

Status place_in_time(Fit& fit) {
  FittedChain& chain = fit.chain;
  const auto longest_gap = static_cast<std::size_t>(chain.config.net.window);
  if (fit.series.rows.has_time()) {
    if (auto ordered = check_order(fit.series); !ordered) return ordered;
    const auto times = std::span(fit.series.rows.time).subspan(fit.first, fit.rows());
    chain.axis = fit_time_axis(times, chain.config.frames.tolerance, longest_gap);
    chain.info.first_time = times.front();
    chain.info.last_time = times.back();
  }
  fit.frames = make_frames(fit.series, fit.first, fit.last, chain.axis);
  if (auto enough = check_rows(fit, fit.frames.values.rows(), " without late and repeated ones"); !enough)
    return wrap(enough.error(), fit.series.source);
  if (fit.frames.late > 0)
    chain.info.notes.push_back(plural(fit.frames.late, "row") +
                               " of the training part came late (earlier than a row before) and took no part.");
  if (fit.frames.duplicates > 0)
    chain.info.notes.push_back(plural(fit.frames.duplicates, "row") +
                               " of the training part repeated a time stamp; the first of each was taken.");
  if (fit.frames.gaps > 0)
    chain.info.notes.push_back(plural(fit.frames.gaps, "gap") + " with " +
                               plural(fit.frames.missing_steps, "missing row") + " in the training part; up to " +
                               std::to_string(longest_gap) +
                               " rows of each are bridged with the model's own predictions.");
  return {};
}

Status prepare_inputs(Fit& fit, const ChannelRoles& roles) {
  FittedChain& chain = fit.chain;
  auto scaler = fit_scaler(chain.config.scaler, fit.frames.values);
  if (!scaler) return wrap(scaler.error(), "channels " + fit.series.source);
  chain.scaler = std::move(*scaler);
  const auto imputation = parse_imputation(chain.config.missing);
  if (!imputation) return tl::unexpected(imputation.error());
  chain.impute = {*imputation, std::vector<bool>(fit.series.channels.size(), false)};
  for (const std::size_t channel : roles.scored) chain.impute.predicted[channel] = true;

  fit.scaled = Matrix<float>(fit.frames.values.rows(), fit.frames.values.cols());
  for (std::size_t t = 0; t < fit.scaled.rows(); ++t)
    apply_scaler(chain.config.scaler, chain.scaler, fit.frames.values.row(t), fit.scaled.row(t));
  impute_training(chain.impute, fit.scaled.view());
  return {};
}

Status build_net(Fit& fit, const ChannelRoles& roles) {
  FittedChain& chain = fit.chain;
  std::vector<std::size_t> hidden(chain.config.net.hidden.begin(), chain.config.net.hidden.end());
  auto net = Forecaster<float>::build({chain.config.net.cell, fit.series.channels.size(), hidden, roles.scored});
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
    fit.control.on_start(estimate);
  };
  return control;
}

Status train_net(Fit& fit) {
  FittedChain& chain = fit.chain;
  const auto steps = static_cast<double>(fit.scaled.rows());
  const auto training_rows = static_cast<std::size_t>(std::lround(steps * (1 - chain.config.training.validation)));
  const TrainingData data{fit.scaled.view(), std::clamp<std::size_t>(training_rows, 2, fit.scaled.rows())};
  auto history = train_forecaster(chain.net, chain.config.training, static_cast<std::size_t>(chain.config.net.window),
                                  data, with_words(fit), *chain.kernels, chain.parameters);
  if (!history) return tl::unexpected(history.error());
  chain.info.history = std::move(*history);
  return {};
}

/// Runs the training rows through the chain as a stream and hands every row that can be scored to `take`.
template <class Take>
void replay(const Fit& fit, Take&& take) {
  ChainState state(fit.chain);
  const Rows& rows = fit.series.rows;
  for (std::size_t row = fit.first; row <= fit.last; ++row) {
    const Verdict verdict =
        push_row(fit.chain, state, rows.has_time() ? &rows.time[row] : nullptr, rows.values.row(row));
    if (verdict.scored()) take(state, verdict);
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
  info.library_version = kVersion;
  info.resample = fit.series.resample;
  info.source = fit.series.source;
  const auto bytes = std::as_bytes(fit.frames.values.flat());
  info.source_digest = sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  info.training_rows = fit.rows();
  info.first_row = fit.first;
  info.last_row = fit.last;
  info.channels = fit.series.channels;
  derive(fit.chain);
}

}  // namespace

Result<FittedChain> fit_chain(const Series& series, std::size_t first, std::size_t last, const DetectorConfig& config,
                              const TrainingControl& control) {
  Fit fit{.series = series, .first = first, .last = last, .control = control, .chain = {}, .frames = {}, .scaled = {}};
  FittedChain& chain = fit.chain;
  if (first > last || last >= series.rows.size())
    return fail(ErrorKind::kUsage, "rows " + std::to_string(first) + " to " + std::to_string(last) +
                                       " are no part of a series of " + plural(series.rows.size(), "row"));
  chain.config = config;
  if (auto allowed = check_options(config); !allowed) return tl::unexpected(allowed.error());
  if (chain.config.net.window == 0) chain.config.net.window = automatic_window(fit.rows());
  auto smoothing = parse_smoothing(config.score.smoothing);
  if (!smoothing) return tl::unexpected(smoothing.error());
  chain.smoothing = *smoothing;
  chain.info.warmup_rows = static_cast<std::size_t>(chain.config.net.window);
  if (config.scaler.scaler == "none") chain.config.scaler.clip = kNoClip;  // values are in the user's own units
  chain.threshold.value = std::numeric_limits<double>::infinity();         // until there is one, nothing is anomalous
  if (auto known = fit_threshold(config.threshold, kAnyScores, ""); !known) return tl::unexpected(known.error());
  if (auto known = check_event_config(config.event); !known) return tl::unexpected(known.error());
  if (auto enough = check_rows(fit, fit.rows()); !enough) return wrap(enough.error(), series.source);
  if (auto usable = check_magnitudes(fit); !usable) return wrap(usable.error(), series.source);
  if (auto placed = place_in_time(fit); !placed) return tl::unexpected(placed.error());

  auto roles = assign_roles(config.frames, series.channels, fit.frames.values);
  if (!roles) return wrap(roles.error(), series.source);
  chain.info.notes.insert(chain.info.notes.end(), roles->notes.begin(), roles->notes.end());
  for (const auto stage : {prepare_inputs, build_net})
    if (auto done = stage(fit, *roles); !done) return tl::unexpected(done.error());
  for (const auto stage : {train_net, fit_residuals, fit_limit})
    if (auto done = stage(fit); !done) return wrap(done.error(), series.source);
  describe_fit(fit);
  chain.digest = encode_model(chain).digest();
  return std::move(fit.chain);
}

}  // namespace tidegate
