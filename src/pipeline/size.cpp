#include "tidegate/size.h"

#include <algorithm>
#include <numeric>

#include "model/training/gradient.h"
#include "pipeline/detector_impl.h"
#include "pipeline/fit.h"
#include "pipeline/model_file.h"

namespace tidegate {
namespace {

std::size_t memory_of(const FittedChain& chain) {
  std::size_t bytes = sizeof chain + chain.parameters.size() * sizeof(float);
  bytes += chain.score.precision.flat().size() * sizeof(double) +
           chain.outputs() * (4 * sizeof(double) + sizeof(NormalChannel));
  for (const Channel& channel : chain.info.channels)
    bytes += sizeof channel + channel.name.size() + channel.unit.size() + 3 * sizeof(double);
  const LossHistory& history = chain.info.history;
  return bytes + (history.training.size() + history.validation.size()) * sizeof(double);
}

std::size_t stream_memory(const FittedChain& chain) {
  const std::size_t row = chain.outputs() * 7 * sizeof(double) + chain.inputs() * sizeof(float);
  return series_bytes(chain, EventState::kClosed) + sizeof(RowBuffers) + row + chain.net.state_size() * sizeof(float);
}

/// A chain with everything in its size and nothing learned.
Result<FittedChain> unfitted_chain(const DetectorConfig& config, std::size_t channels, std::size_t rows) {
  FittedChain chain;
  if (auto settled = settle_config(chain, config, rows); !settled) return tl::unexpected(settled.error());
  ForecasterShape shape{config.net.cell, channels, {}, std::vector<std::size_t>(channels)};
  for (const std::int64_t hidden : config.net.hidden) shape.hidden.push_back(static_cast<std::size_t>(hidden));
  std::iota(shape.predicts.begin(), shape.predicts.end(), std::size_t{0});
  auto net = Forecaster<float>::build(shape);
  if (!net) return tl::unexpected(net.error());
  chain.net = std::move(*net);
  chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  chain.scaler = {.center = std::vector(channels, 0.0), .scale = std::vector(channels, 1.0)};
  chain.impute = {Imputation::kMask, std::vector<bool>(channels, true)};
  const std::size_t joint = config.score.score == "mahalanobis" ? channels : 0;
  chain.score = {.kind = config.score.score,
                 .mean = std::vector(channels, 0.0),
                 .deviation = std::vector(channels, 1.0),
                 .precision = Matrix<double>(joint, joint)};
  chain.normal.resize(channels);
  for (std::size_t c = 0; c < channels; ++c) chain.info.channels.push_back({"channel", ""});
  chain.info.history.training.assign(static_cast<std::size_t>(config.training.epochs), 0.123456789);
  chain.info.history.validation = chain.info.history.training;
  derive(chain);
  return chain;
}

/// Frames and scaled rows all the time; first the optimiser's buffers and the tapes of a batch, then the residuals and
/// scores, whose vectors take three times their size while they grow.
std::size_t training_memory(const FittedChain& chain, std::size_t rows) {
  const TrainingConfig& config = chain.config.training;
  const std::size_t spans = config.chunk > 0 ? 0 : 3 * rows * sizeof(SequenceSpan);  // of windows, while they are drawn
  const std::size_t data = spans + rows * chain.inputs() * (sizeof(double) + sizeof(float));
  const auto steps = static_cast<std::size_t>(config.chunk > 0 ? config.chunk : chain.config.net.window);
  const auto most = static_cast<std::size_t>(config.batch);
  const std::size_t sequences = config.chunk > 0 ? std::clamp<std::size_t>(rows / (4 * steps), 1, most) : most;
  const std::size_t optimizer = 4 * chain.parameters.size() * sizeof(float);  // weights, the best so far, two moments
  const std::size_t learning =
      optimizer + BatchGradient::bytes(chain.net, sequences, steps, chain.config.net.dropout > 0);
  const std::size_t judging = 3 * rows * (chain.outputs() + 1) * sizeof(double);
  return data + std::max(learning, judging);
}

DetectorSize size_of(const FittedChain& chain) {
  return {.weights = chain.net.weight_count(),
          .detector = memory_of(chain),
          .file = serialise(encode_model(chain)).size(),
          .stream = stream_memory(chain),
          .pooled = series_bytes(chain, kPooledEvents) + sizeof(std::uint64_t),
          .training = 0};
}

}  // namespace

Result<DetectorSize> detector_size(const DetectorConfig& config, std::size_t channels, std::size_t rows) {
  const auto chain = unfitted_chain(config, channels, rows);
  if (!chain) return tl::unexpected(chain.error());
  DetectorSize size = size_of(*chain);
  size.training = size.detector + training_memory(*chain, rows);
  return size;
}

DetectorSize detector_size(const Detector& detector) { return size_of(detector.impl_->chain); }

}  // namespace tidegate
