#include "tidegate/detector.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "detector/detector_impl.h"
#include "fit/fit.h"
#include "fit/settle.h"
#include "model/training/gradient.h"
#include "model_file/model_file.h"
#include "scorer/scorer_method.h"
#include "series/periods.h"
#include "tidegate/result.h"
#include "window/batches.h"

namespace tidegate {
namespace {

std::size_t memory_of(const FittedChain& chain) {
  std::size_t bytes = sizeof chain + chain.parameters.size() * sizeof(float) + chain.band.size() * sizeof(double);
  for_each_params(chain, [&bytes](const auto& params) { bytes += heap_bytes(params); });
  const DetectorInfo& info = chain.info;
  for (const Channel& channel : info.channels) bytes += sizeof channel + channel.name.size() + channel.unit.size();
  for (const std::string& name : info.features) bytes += sizeof name + name.size();
  return bytes + (info.center.size() + info.scale.size() + info.log_size.size() + info.residual_deviation.size() +
                  info.history.training.size() + info.history.validation.size()) *
                     sizeof(double);
}

std::size_t stream_memory(const FittedChain& chain) {
  return series_bytes(chain) + sizeof(ClosedEvents) + make_closed_events(chain, kRoomForEvents).heap_bytes() +
         sizeof(RowBuffers) + heap_bytes(RowBuffers(chain));
}

/// What the threshold would keep of scores of these rows; the values are stand-ins.
AdaptiveParams unfitted_adaptive(const ThresholdConfig& config, std::size_t rows) {
  AdaptiveParams adaptive = *adaptation_of(config.threshold);
  adaptive.tail.over = adaptive.tail.rows = 1;
  if (adaptive.kind == Adaptation::kPeaks) adaptive.peaks.assign(std::min(kMostPeaks, rows / 50 + 1), 0.123456789);
  adaptive.recent.assign(std::min(adaptive.memory, rows), 0.123456789);
  return adaptive;
}

/// As many as there can be: fourier with three periods, and what auto may choose.
FeatureParams unfitted_features(const FeatureChoice& choice, const std::vector<std::size_t>& scored) {
  FeatureParams params;
  params.calendar = choice.calendar || choice.automatic;
  if (choice.fourier || choice.automatic) params.periods.assign(kMostPeriods, 1000);
  params.windows = choice.windows;
  params.difference = choice.difference;
  params.channels = scored;
  params.center.assign(feature_count(params), 0.0);
  params.scale.assign(feature_count(params), 1.0);
  return params;
}

/// While periods are looked for: a channel, its autocorrelation and its spectrum.
std::size_t period_memory(const FeatureChoice& choice, std::size_t rows) {
  if (!choice.fourier && !choice.automatic) return 0;
  return rows * (sizeof(double) + sizeof(Timestamp)) + std::bit_ceil(2 * rows) * 7 * sizeof(double);
}

/// As large as it will be once it is fitted on residuals.
ScoreParams unfitted_score(const ScoreConfig& config, std::size_t residuals) {
  const std::size_t joint = config.score == ScoreKind::kMahalanobis ? residuals : 0;
  return {.kind = config.score,
          .mean = std::vector(residuals, 0.0),
          .deviation = std::vector(residuals, 1.0),
          .precision = Matrix<double>(joint, joint)};
}

/// Of what scorers learn only the size counts, which a row tells; a period that is not known yet is as long as one that
/// can be found.
Status size_scorers(FittedChain& chain, std::size_t rows) {
  const Matrix<double> row(1, chain.scored());
  const MatrixView<const double> series[] = {row};
  for (Scorer& scorer : chain.scorers) {
    if (scorer.argument == 0 && scorer.method->argument.most > 0)
      scorer.argument = std::clamp(rows / 3, scorer.method->argument.least, scorer.method->argument.most);
    const auto unfitted = scorer.method->unfitted;
    auto sized = unfitted == nullptr ? fit_scorer(scorer, series) : unfitted(scorer, chain.scored(), rows);
    if (!sized) return sized;
  }
  place_scorers(chain);
  for (Scorer& scorer : chain.scorers)
    if (gives_residuals(scorer)) scorer.score = unfitted_score(chain.config.score, scorer.residuals);
  return {};
}

/// A chain with everything in its size and nothing learned.
Result<FittedChain> unfitted_chain(const DetectorConfig& asked, std::size_t channels, std::size_t rows) {
  FittedChain chain;
  if (auto settled = settle_config(chain, asked, rows); !settled) return settled.error();
  const DetectorConfig& config = chain.config;
  std::vector<std::size_t> scored(channels);
  std::iota(scored.begin(), scored.end(), std::size_t{0});
  chain.channel_count = channels;
  chain.judged = scored;
  if (goes_by_net(chain)) {
    chain.features = unfitted_features(*parse_features(config.features), scored);
    chain.net = Network<float>::build(net_shape(chain.config, channels + feature_count(chain.features), scored));
    chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  }
  if (auto sized = size_scorers(chain, rows); !sized) return sized.error();
  if (auto fits = check_waiting(chain); !fits) return fits.error();
  chain.scaler = {.center = std::vector(channels, 0.0), .scale = std::vector(channels, 1.0)};
  if (config.transform.transform != TransformKind::kNone)
    chain.transform = {.size = std::vector(channels, 1.0), .center = chain.scaler.center, .scale = chain.scaler.scale};
  chain.impute = {Imputation::kMask, std::vector<bool>(channels, true)};
  chain.threshold.adaptive = unfitted_adaptive(config.threshold, rows);
  if (chain.tells_kinds()) chain.normal.resize(chain.scored());
  for (std::size_t c = 0; c < channels; ++c) chain.info.channels.push_back({"channel", ""});
  chain.info.library_version = kVersion;
  chain.info.history.training.assign(static_cast<std::size_t>(config.training.epochs), 0.123456789);
  chain.info.history.validation = chain.info.history.training;
  derive(chain);
  return chain;
}

/// Frames and scaled rows all the time; first the optimiser's buffers and the tapes of a batch, then the residuals and
/// scores, whose vectors take three times their size while they grow.
std::size_t training_memory(const FittedChain& chain, std::size_t rows) {
  const TrainingConfig& config = chain.config.training;
  const std::size_t window = chain.net.shape().window, chunk = window > 0 ? 0 : static_cast<std::size_t>(config.chunk);
  const std::size_t spans = chunk > 0 ? 0 : 3 * rows * sizeof(SequenceSpan);  // of windows, while they are drawn
  const std::size_t labels = chain.gives_probabilities() ? 2 * rows * sizeof(float) : 0;
  const std::size_t data =
      spans + labels + rows * (chain.channels() * sizeof(double) + chain.net_inputs() * sizeof(float));
  const std::size_t steps = chunk > 0 ? chunk : static_cast<std::size_t>(chain.config.net.window);
  const auto most = static_cast<std::size_t>(config.batch);
  const std::size_t sequences = chunk > 0 ? std::clamp<std::size_t>(rows / (4 * steps), 1, most) : most;
  const std::size_t optimizer = 4 * chain.parameters.size() * sizeof(float);  // weights, the best so far, two moments
  const std::size_t learning =
      !chain.has_net() ? 0
                       : optimizer + BatchGradient::bytes(chain.net, sequences, steps, chain.config.net.dropout > 0);
  const std::size_t judging = stream_memory(chain) + 3 * rows * (chain.residuals() + 1) * sizeof(double);
  const std::size_t choosing = period_memory(*parse_features(chain.config.features), rows);
  return data + std::max({learning, judging, choosing});
}

DetectorSize size_of(const FittedChain& chain) {
  return {.weights = chain.has_net() ? chain.net.weight_count() : 0,
          .detector = memory_of(chain),
          .file = serialise(encode_model(chain)).size(),
          .stream = stream_memory(chain),
          .pooled = series_bytes(chain) + sizeof(std::uint64_t),
          .kinds = chain.normal.size() * sizeof(ChannelMemory),
          .training = 0};
}

}  // namespace

Result<DetectorSize> detector_size(const DetectorConfig& config, std::size_t channels, std::size_t rows) {
  const auto chain = unfitted_chain(config, channels, rows);
  if (!chain) return chain.error();
  DetectorSize size = size_of(*chain);
  size.training = size.detector + training_memory(*chain, rows);
  return size;
}

DetectorSize detector_size(const Detector& detector) { return size_of(detector.impl_->chain); }

}  // namespace tidegate
