#include "tidegate/detector.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "detector/detector_impl.h"
#include "fit/fit.h"
#include "fit/settle.h"
#include "model/training/gradient.h"
#include "model_file/model_file.h"
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
  const std::size_t row =
      (chain.residuals() * (chain.net.shape().gaussian ? 3 : 2) + chain.scored() * 7 + chain.transform.size.size()) *
          sizeof(double) +
      chain.net_inputs() * sizeof(float);
  return series_bytes(chain) + sizeof(ClosedEvents) + make_closed_events(chain, kRoomForEvents).heap_bytes() +
         sizeof(RowBuffers) + row + chain.net.scratch_size() * sizeof(float);
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

/// A chain with everything in its size and nothing learned.
Result<FittedChain> unfitted_chain(const DetectorConfig& config, std::size_t channels, std::size_t rows) {
  FittedChain chain;
  if (auto settled = settle_config(chain, config, rows); !settled) return settled.error();
  std::vector<std::size_t> scored(channels);
  std::iota(scored.begin(), scored.end(), std::size_t{0});
  chain.features = unfitted_features(*parse_features(config.features), scored);
  const std::size_t inputs = channels + feature_count(chain.features);
  auto net = Network<float>::build(net_shape(chain.config, inputs, scored));
  if (!net) return net.error();
  chain.net = std::move(*net);
  if (auto fits = check_waiting(chain); !fits) return fits.error();
  chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  chain.scaler = {.center = std::vector(channels, 0.0), .scale = std::vector(channels, 1.0)};
  if (config.transform.transform != "none")
    chain.transform = {.size = std::vector(channels, 1.0), .center = chain.scaler.center, .scale = chain.scaler.scale};
  chain.impute = {Imputation::kMask, std::vector<bool>(channels, true)};
  const std::size_t residuals = chain.residuals();
  const std::size_t joint = config.score.score == "mahalanobis" ? residuals : 0;
  chain.score = {.kind = config.score.score,
                 .mean = std::vector(residuals, 0.0),
                 .deviation = std::vector(residuals, 1.0),
                 .precision = Matrix<double>(joint, joint)};
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
  const std::size_t labels = chain.net.shape().kind == NetKind::kClassifier ? 2 * rows * sizeof(float) : 0;
  const std::size_t data =
      spans + labels + rows * (chain.channels() * sizeof(double) + chain.net_inputs() * sizeof(float));
  const std::size_t steps = chunk > 0 ? chunk : static_cast<std::size_t>(chain.config.net.window);
  const auto most = static_cast<std::size_t>(config.batch);
  const std::size_t sequences = chunk > 0 ? std::clamp<std::size_t>(rows / (4 * steps), 1, most) : most;
  const std::size_t optimizer = 4 * chain.parameters.size() * sizeof(float);  // weights, the best so far, two moments
  const std::size_t learning =
      optimizer + BatchGradient::bytes(chain.net, sequences, steps, chain.config.net.dropout > 0);
  const std::size_t judging = stream_memory(chain) + 3 * rows * (chain.residuals() + 1) * sizeof(double);
  const std::size_t choosing = period_memory(*parse_features(chain.config.features), rows);
  return data + std::max({learning, judging, choosing});
}

DetectorSize size_of(const FittedChain& chain) {
  return {.weights = chain.net.weight_count(),
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
