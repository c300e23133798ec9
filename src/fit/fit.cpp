#include "fit/fit.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/sha256.h"
#include "base/text.h"
#include "fit/calibrate.h"
#include "fit/checkpoint.h"
#include "fit/feature_frames.h"
#include "fit/keyed_parts.h"
#include "fit/label_split.h"
#include "fit/part_sizes.h"
#include "fit/roles.h"
#include "fit/scaling.h"
#include "fit/settle.h"
#include "fit/starting_weights.h"
#include "fit/told_labels.h"
#include "fit/training_frames.h"
#include "fit/unlike_levels.h"
#include "model/training/trainer.h"
#include "model_file/model_file.h"
#include "score/probability.h"
#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

/// The rows of a fit and what becomes of them, stage by stage.
struct Fit {
  std::span<const SeriesPart> parts;
  const TrainingControl& control;
  FittedChain chain;
  TrainingFrames rows;
  Matrix<float> scaled;
  Matrix<float> labels;                        ///< (T, 1), a classifier's; NaN where a row never came
  std::vector<std::vector<float>> row_labels;  ///< the same by parts and their rows; also of limits chosen by labels
  std::vector<LearnedRange> split;
  bool body_only = false;  ///< only the recurrent layers were taken over from another detector

  const std::vector<Channel>& channels() const { return parts.front().series->channels; }
  std::string source() const {
    const std::string& first = parts.front().series->source;
    return parts.size() == 1 || is_keyed(parts.front()) ? first
                                                        : first + " and " + count_text(parts.size() - 1) + " more";
  }
  /// Of the longest series.
  std::size_t longest() const {
    std::size_t rows_of_one = 0;
    for (const SeriesPart& part : parts) rows_of_one = std::max(rows_of_one, part.rows());
    return rows_of_one;
  }
};

/// What is wrong with the data, or an outer step of an error that names a file of its own.
Error with_source(Error error, const Fit& fit, std::string_view before = "") {
  std::string words = std::string(before) + fit.source();
  if (!error.place.source.empty()) return wrap(std::move(error), words);
  return std::move(error).at({.source = fit.source(), .words = std::move(words)});
}

Status check_part(const SeriesPart& part) {
  const auto [begin, end] = part.range;
  const std::size_t there = part.series->rows.size();
  if (begin == end) return fail(ErrorKind::kData, "has no row to learn from").at({.source = part.series->source});
  if (begin < end && end <= there) return {};
  return fail(ErrorKind::kUsage, "rows " + std::to_string(begin) + " to " + std::to_string(end - (end > 0 ? 1 : 0)) +
                                     " are outside the series of " + plural(there, "row"));
}

Status check_parts(std::span<const SeriesPart> parts) {
  TIDEGATE_EXPECTS(!parts.empty());
  for (const SeriesPart& part : parts)
    if (auto there = check_part(part); !there) return there;
  return {};
}

Status check_rows(const Fit& fit, std::size_t rows, const std::string& of_which = "") {
  const auto window = static_cast<std::size_t>(fit.chain.config.net.window);
  const auto horizon = static_cast<std::size_t>(fit.chain.config.net.horizon);
  if (is_keyed(fit.parts.front())) return check_keyed_rows(fit.parts, window, horizon);
  const std::size_t needed = std::max(kLeastTrainingRows, window + horizon - 1 + kLeastScores);
  if (rows >= needed) return {};
  const std::string part = fit.parts.size() == 1 ? "the training part" : "the longest training part";
  return fail(ErrorKind::kData, part + " has " + plural(rows, "row") + of_which + ", but a window of " +
                                    std::to_string(window) +
                                    (horizon > 1 ? " and a horizon of " + std::to_string(horizon) : "") +
                                    " needs at least " + std::to_string(needed))
      .at({.source = fit.source()})
      .remedy("give more rows (" + option_named("train-part") + ") or a shorter " + option_named("window"));
}

void add_notes(DetectorInfo& info, const std::vector<std::string>& notes) {
  info.notes.insert(info.notes.end(), notes.begin(), notes.end());
}

Status place_rows(Fit& fit) {
  FittedChain& chain = fit.chain;
  auto rows = training_frames(fit.parts, chain.config.frames, static_cast<std::size_t>(chain.config.net.window));
  if (!rows) return rows.error();
  fit.rows = std::move(*rows);
  if (auto enough = check_rows(fit, fit.rows.longest, " without late and duplicate rows"); !enough) return enough;
  chain.axis = fit.rows.axis;
  chain.info.first_time = fit.rows.first_time;
  chain.info.last_time = fit.rows.last_time;
  add_notes(chain.info, frame_notes(fit.rows, goes_by_net(chain)));
  return {};
}

Status prepare_inputs(Fit& fit, const ChannelRoles& roles) {
  FittedChain& chain = fit.chain;
  const Matrix<double>& values = fit.rows.frames.values;
  chain.info.channels = fit.channels();
  if (auto fitted = fit_scaling(chain, values); !fitted) return with_source(fitted.error(), fit, "channels ");
  const std::size_t channels = fit.channels().size();
  chain.impute = {chain.config.missing.missing, std::vector<bool>(channels, false)};
  for (const std::size_t channel : roles.scored)
    chain.impute.predicted[channel] = !net_traits(chain.config.net.net).learns_labels;
  chain.channel_count = channels;
  chain.judged = roles.scored;
  if (!goes_by_net(chain)) return {};

  if (auto taken = take_training_features(chain, fit.parts, fit.rows, roles.scored); !taken)
    return with_source(taken.error(), fit);

  fit.scaled = Matrix<float>(values.rows(), channels + feature_count(chain.features));
  scale_rows(chain, values, fit.scaled.view());
  fill_training_features(fit.parts, fit.rows, chain.config.scaler.clip, chain.features, fit.scaled.view());
  for (const SeriesRows& one : fit.rows.series)
    impute_training(chain.impute, fit.scaled.view().slice(one.begin, one.size()));
  return {};
}

/// The network, without weights; nothing if no scorer goes by one.
Status build_net(Fit& fit, const ChannelRoles& roles) {
  FittedChain& chain = fit.chain;
  if (!goes_by_net(chain)) return {};
  chain.net = Network<float>::build(net_shape(chain.config, fit.scaled.cols(), roles.scored));
  chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  chain.kernels = &best_kernels();
  return {};
}

/// What scorers learn from the rows themselves, a matrix a series.
Status fit_scorers(Fit& fit, const ChannelRoles&) {
  FittedChain& chain = fit.chain;
  const Matrix<double> scaled = scaled_rows(chain, fit.rows.frames.values);
  std::vector<MatrixView<const double>> series;
  for (const SeriesRows& one : fit.rows.series) series.push_back(scaled.view().slice(one.begin, one.size()));
  for (Scorer& scorer : chain.scorers)
    if (auto fitted = fit_scorer(scorer, series); !fitted) return fitted;
  if (auto fits = check_scorers(chain); !fits) return fits;
  place_scorers(chain);
  return check_waiting(chain);
}

Status start_weights(Fit& fit, const ChannelRoles&) {
  FittedChain& chain = fit.chain;
  if (!chain.has_net()) return refuse_without_net(fit.control);
  const auto start = starting_weights(fit.control.from, chain.config.training.seed, chain.net, fit.channels(),
                                      chain.parameters, chain.features);
  if (!start) return start.error();
  fit.body_only = start->body_only;
  if (!start->note.empty()) chain.info.notes.push_back(start->note);
  return {};
}

/// The trainer knows the time, the fit knows the words.
TrainingControl with_words(const Fit& fit) {
  TrainingControl control = fit.control;
  if (!control.on_start) return control;
  control.on_start = [&fit](TrainingEstimate estimate) {
    const DetectorConfig& config = fit.chain.config;
    estimate.model = config.detector + " " + option_text(config, "hidden") + " (" +
                     count_text(fit.chain.net.weight_count()) + " weights)";
    estimate.part = plural(fit.scaled.rows(), "row") + " of " + plural(fit.channels().size(), "channel");
    if (const std::size_t features = feature_count(fit.chain.features); features > 0)
      estimate.part += " and " + plural(features, "feature");
    if (fit.parts.size() > 1)
      estimate.part += " in " + count_text(fit.parts.size()) + (fit.rows.keyed ? " keys" : " series");
    fit.control.on_start(estimate);
  };
  return control;
}

/// One series among several, which the error would not name otherwise.
Place named_beside(const Fit& fit, const Series& series) {
  return {.source = series.source == fit.source() ? "" : series.source};
}

/// A classifier needs rows, or windows, of both kinds.
Status check_labels(const Fit& fit) {
  for (const std::size_t part : fit.rows.part)
    if (const Series& series = *fit.parts[part].series; series.rows.label.empty())
      return fail(ErrorKind::kData, "a classifier needs labels, and the input has none")
          .at(named_beside(fit, series))
          .remedy("give a label column with " + option_named("label"))
          .remedy("anomalous windows with " + option_named("label-windows"));
  const std::size_t reach = told_rows(fit.chain.config.net);
  const bool anomalous = std::ranges::count(fit.labels.flat(), 1.0F) > 0;
  if (anomalous && std::ranges::count(fit.labels.flat(), 0.0F) > 0) return {};
  if (anomalous && reach > 1)
    return fail(ErrorKind::kData,
                "the training part has no " + plural(reach, "consecutive row") + " that are all normal")
        .remedy("a classifier needs normal and anomalous windows: use a shorter " + option_named("window"))
        .remedy("other rows with " + option_named("train-part"));
  return fail(ErrorKind::kData,
              std::string("the training part has no row labelled ") + (anomalous ? "normal" : "anomalous"))
      .remedy("a classifier needs both: choose other rows with " + option_named("train-part"));
}

/// Labels are asked for only where something learns from them.
Status take_labels(Fit& fit) {
  const bool classifies = fit.chain.gives_probabilities();
  const ThresholdConfig& threshold = fit.chain.config.threshold;
  const bool by_labels = is_chosen_by_labels(threshold);
  if (by_labels && threshold.data == ThresholdData::kScored)
    return fail(ErrorKind::kUsage, "the threshold '" + threshold.threshold +
                                       "' is chosen by labels, which the scored data may lack; use " +
                                       option_named("threshold-data", "training") + ", or another threshold")
        .about("threshold-data");
  if (!classifies && !by_labels) return {};
  ToldLabels told = told_labels(fit.parts, fit.rows, told_rows(fit.chain.config.net));
  fit.row_labels = std::move(told.rows);
  if (!classifies) return {};
  fit.labels = std::move(told.frames);
  return check_labels(fit);
}

/// Of each series whether a row is labelled anomalous.
std::vector<bool> series_with_anomalies(const Fit& fit) {
  std::vector<bool> anomalous;
  for (const SeriesRows& one : fit.rows.series)
    anomalous.push_back(std::ranges::count(fit.labels.flat().subspan(one.begin, one.size()), 1.0F) > 0);
  return anomalous;
}

/// Labels of many series: whole ones validate.
void split_by_series(Fit& fit, const std::vector<bool>& anomalous) {
  const std::vector<bool> validates = series_that_validate(anomalous, fit.chain.config.training.validation);
  for (std::size_t i = 0; i < fit.rows.series.size(); ++i) {
    const SeriesRows& one = fit.rows.series[i];
    fit.split.push_back({one.begin, validates[i] ? one.begin : one.end, one.end});
  }
}

/// The last share of every series validates; of labelled ones the last share of their anomalies too.
void split_for_validation(Fit& fit) {
  if (!fit.labels.empty())
    if (const auto anomalous = series_with_anomalies(fit);
        std::ranges::count(anomalous, true) >= static_cast<std::ptrdiff_t>(kSeriesToPart))
      return split_by_series(fit, anomalous);
  const double validation = fit.chain.config.training.validation;
  for (const SeriesRows& one : fit.rows.series) {
    std::size_t count = learned_rows(one.size(), validation);
    if (!fit.labels.empty()) count = label_split(fit.labels.flat().subspan(one.begin, one.size()), validation);
    fit.split.push_back({one.begin, one.begin + count, one.end});
  }
}

/// Rare anomalies weigh as much as all that is normal, up to a hundredfold.
double positive_weight(const Fit& fit) {
  constexpr double kMost = 100;
  double positive = 0, negative = 0;
  for (const LearnedRange& one : fit.split)
    for (const float label : fit.labels.flat().subspan(one.begin, one.learn_end - one.begin)) {
      positive += label == 1 ? 1 : 0;
      negative += label == 0 ? 1 : 0;
    }
  return positive > 0 ? std::clamp(negative / positive, 1.0, kMost) : 1;
}

std::string data_digest(const Fit& fit) {
  const auto bytes = std::as_bytes(fit.rows.frames.values.flat());
  return sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

/// What a run of training depends on: the data, the first weights, and all options but the number of threads and, where
/// no epoch depends on how many there are, of epochs.
std::string run_digest(const Fit& fit) {
  std::string text = data_digest(fit);
  const bool counts_epochs = fit.chain.config.training.schedule == "cosine";
  for (const OptionInfo& option : detector_options())
    if (option.name != "threads" && (counts_epochs || option.name != "epochs"))
      text += "\n" + option.name + "=" + option_text(fit.chain.config, option.name);
  const auto weights = std::as_bytes(std::span(fit.chain.parameters));
  const auto labels = std::as_bytes(fit.labels.flat());
  for (const auto bytes : {weights, labels}) text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return sha256_hex(text);
}

Status train_net(Fit& fit) {
  FittedChain& chain = fit.chain;
  const TrainingConfig& config = chain.config.training;
  if (auto labelled = take_labels(fit); !labelled) return labelled;
  split_for_validation(fit);
  if (!chain.has_net()) {
    chain.info.history.stopped = "there is no network to train";
    return {};
  }
  const TrainingData data{fit.scaled.view(), fit.split, fit.labels.view()};
  const TrainingTask task{.net = chain.net,
                          .config = config,
                          .window = static_cast<std::size_t>(chain.config.net.window),
                          .dropout = chain.config.net.dropout,
                          .data = data,
                          .kernels = *chain.kernels,
                          .positive_weight = fit.labels.empty() ? 1 : positive_weight(fit),
                          .frozen_begin = recurrent_body(chain.net).begin,
                          .frozen_end = recurrent_body(chain.net).end,
                          .frozen_epochs = fit.body_only ? static_cast<std::size_t>(config.freeze) : 0};
  const auto keeper = checkpoint_keeper(fit.control.checkpoint, run_digest(fit));
  if (!keeper) return keeper.error();
  auto history = train_network(task, with_words(fit), *keeper, chain.parameters);
  if (!history) return history.error();
  chain.info.history = std::move(*history);
  if (chain.info.history.best_epoch == 0 && config.epochs > 0 && !chain.info.history.interrupted)
    chain.info.notes.push_back("No epoch improved on the untrained network, so its weights were kept: " +
                               std::string(chain.net.shape().traits().no_skill) + ", or " +
                               option_named("learning-rate") + " (now " + round_text(config.learning_rate) +
                               ") is too high.");
  if (fit.parts.size() > 1)
    if (std::string note = unlike_levels_note(fit.scaled, fit.channels().size(), fit.rows.series, fit.rows.keyed);
        !note.empty())
      chain.info.notes.push_back(std::move(note));
  return {};
}

/// Of every part the first input row that validates.
std::vector<std::size_t> first_validating_rows(const Fit& fit) {
  std::vector<std::size_t> first(fit.parts.size(), kNoRow);
  for (std::size_t i = 0; i < fit.split.size(); ++i)
    for (std::size_t t = fit.split[i].learn_end; t < fit.split[i].end && first[fit.rows.part[i]] == kNoRow; ++t)
      first[fit.rows.part[i]] = fit.rows.frames.source[t];
  return first;
}

/// Of the first part the input rows that validate, first and last.
void describe_validation(const Fit& fit, DetectorInfo& info) {
  for (std::size_t i = 0; i < fit.split.size() && fit.rows.part[i] == 0; ++i)
    for (std::size_t t = fit.split[i].learn_end; t < fit.split[i].end; ++t) {
      const std::size_t row = fit.rows.frames.source[t];
      if (row == kNoRow) continue;
      if (info.first_validating_row == kNoRow) info.first_validating_row = row;
      info.last_validating_row = row;
    }
}

void describe_fit(Fit& fit) {
  DetectorInfo& info = fit.chain.info;
  const SeriesPart& first = fit.parts.front();
  info.library_version = kVersion;
  info.resample = first.series->resample;
  info.key = first.series->key_column;
  info.source = fit.source();
  info.source_digest = data_digest(fit);
  for (const SeriesPart& part : fit.parts) info.training_rows += part.rows();
  info.training_series = fit.parts.size();
  info.first_row = first.range.begin;
  info.last_row = first.range.end - 1;
  describe_validation(fit, info);
  derive(fit.chain);
}

}  // namespace

Result<FittedChain> fit_chain(std::span<const SeriesPart> parts, const DetectorConfig& config,
                              const TrainingControl& control) {
  if (auto fine = check_parts(parts); !fine) return fine.error();
  Fit fit{.parts = parts,
          .control = control,
          .chain = {},
          .rows = {},
          .scaled = {},
          .labels = {},
          .row_labels = {},
          .split = {},
          .body_only = false};
  FittedChain& chain = fit.chain;
  if (auto settled = settle_config(chain, with_keyed_window(config, parts), fit.longest()); !settled)
    return settled.error();
  if (auto enough = check_rows(fit, fit.longest()); !enough) return enough.error();
  if (auto placed = place_rows(fit); !placed) return placed.error();

  auto roles = assign_roles(config.frames, fit.channels(), fit.rows.frames.values, goes_by_net(chain));
  if (!roles) return with_source(roles.error(), fit);
  add_notes(chain.info, roles->notes);
  for (const auto stage : {prepare_inputs, build_net, fit_scorers, start_weights})
    if (auto done = stage(fit, *roles); !done) return done.error();
  if (auto trained = train_net(fit); !trained) return with_source(trained.error(), fit);
  if (auto done = calibrate(chain, {parts, fit.rows.frames.values, first_validating_rows(fit), fit.row_labels}); !done)
    return with_source(done.error(), fit);
  describe_fit(fit);
  chain.digest = encode_model(chain).digest();
  return std::move(fit.chain);
}

}  // namespace tidegate
