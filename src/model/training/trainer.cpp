#include "model/training/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "model/training/gradient.h"
#include "model/training/optimizer.h"

namespace tidegate {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// One run of training: everything that lives from the first epoch to the last.
class Run {
 public:
  Run(const Forecaster<float>& net, const TrainingConfig& config, std::size_t window, double dropout,
      const TrainingData& data, const TrainingControl& control, const Kernels<float>& kernels,
      std::span<float> parameters)
      : net_(net),
        config_(config),
        batches_{static_cast<std::size_t>(config.batch), window, static_cast<std::size_t>(config.chunk)},
        data_(data),
        control_(control),
        kernels_(kernels),
        parameters_(parameters),
        best_(parameters.begin(), parameters.end()),
        random_(config.seed ^ kShuffleStream),
        draws_(config.seed ^ kDropoutStream),
        workers_(static_cast<std::size_t>(config.threads)),
        gradient_(net, kernels, workers_, dropout),
        adam_({.learning_rate = config.learning_rate, .clip_norm = config.clip_norm}, parameters.size()),
        validating_(data) {
    for (const LearnedRange& one : data.series) {
      learned_.push_back({one.begin, one.learn_end});
      learned_rows_ += learned_.back().size();
    }
  }

  Result<LossHistory> train() {
    history_.untrained_loss = best_loss_ = first_loss();
    if (std::isnan(best_loss_))
      return fail(ErrorKind::kData, "no two consecutive rows of the training part have a value to learn from");
    if (config_.epochs == 0)
      history_.stopped = "no epochs asked for";
    else
      estimate();
    for (std::int64_t epoch = 1; epoch <= config_.epochs; ++epoch)
      if (!run_epoch(static_cast<std::size_t>(epoch))) break;
    if (history_.stopped.empty()) history_.stopped = "all " + std::to_string(config_.epochs) + " epochs done";
    if (diverged_ && history_.best_epoch == 0)
      return fail(ErrorKind::kData, "the loss is no longer finite after the first epoch; lower --learning-rate (now " +
                                        round_text(config_.learning_rate) + ") or --clip-norm");
    std::copy(best_.begin(), best_.end(), parameters_.begin());
    history_.seconds = seconds_since(start_);
    return history_;
  }

 private:
  // Apart from the numbers the weights are drawn with.
  static constexpr std::uint64_t kShuffleStream = 0x5bd1e995, kDropoutStream = 0x27d4eb2f165667c5;

  /// Where nothing validates (no rows, or all missing) the training rows themselves decide.
  double first_loss() {
    const double loss = validate();
    has_validation_ = !std::isnan(loss);
    if (has_validation_) return loss;
    for (LearnedRange& one : validating_.series) one.learn_end = one.begin + 1;
    return validate();
  }

  double validate() const { return forecast_loss(net_, parameters_, kernels_, validating_, batches_.window); }

  /// Times one batch and one validation; the batch's gradient is thrown away.
  void estimate() {
    if (!control_.on_start) return;
    Random other(0);
    const std::vector<Batch> batches = epoch_batches(batches_, learned_, other);
    auto start = Clock::now();
    gradient_.compute(batches.front(), data_.rows, parameters_.data());
    double seconds = seconds_since(start) * static_cast<double>(batches.size());
    start = Clock::now();
    validate();
    seconds += seconds_since(start);
    control_.on_start(
        {.model = "", .part = "", .seconds_per_epoch = seconds, .epochs = static_cast<std::size_t>(config_.epochs)});
    start_ = Clock::now();
  }

  /// Mean loss over the epoch, NaN if it was left early.
  double descend() {
    double sum = 0;
    std::size_t targets = 0;
    for (const Batch& batch : epoch_batches(batches_, learned_, random_)) {
      if (control_.stop_requested && control_.stop_requested()) {
        history_.interrupted = true;
        return std::numeric_limits<double>::quiet_NaN();
      }
      const BatchLoss loss = gradient_.compute(batch, data_.rows, parameters_.data(), draws_.bits());
      if (loss.targets > 0) adam_.step(kernels_, parameters_, gradient_.gradients());
      sum += loss.sum;
      targets += loss.targets;
    }
    return sum / static_cast<double>(std::max<std::size_t>(targets, 1));
  }

  /// False when training ends here.
  bool run_epoch(std::size_t epoch) {
    const double training = descend();
    if (history_.interrupted) return stop("interrupted in epoch " + std::to_string(epoch));
    const double validation = validate();
    history_.training.push_back(training);
    history_.validation.push_back(has_validation_ ? validation : std::numeric_limits<double>::quiet_NaN());
    diverged_ = !std::isfinite(validation) || !std::isfinite(training);
    if (diverged_) return stop("the loss was no longer finite in epoch " + std::to_string(epoch));
    if (validation < best_loss_) {
      best_loss_ = validation;
      history_.best_epoch = epoch;
      std::copy(parameters_.begin(), parameters_.end(), best_.begin());
    }
    report(epoch, training, validation);
    return stop_or_go_on(epoch);
  }

  bool stop_or_go_on(std::size_t epoch) {
    const std::size_t waited = epoch - history_.best_epoch;
    const auto patience = static_cast<std::size_t>(config_.patience);
    if (patience == 0) return true;
    if (waited >= patience) return stop("no better loss for " + plural(patience, "epoch"));
    if (waited > 0 && waited % std::max<std::size_t>(patience / 2, 1) == 0) adam_.scale_learning_rate(0.5);
    return true;
  }

  bool stop(std::string why) {
    history_.stopped = std::move(why);
    return false;
  }

  void report(std::size_t epoch, double training, double validation) const {
    if (!control_.on_epoch) return;
    const double seconds = seconds_since(start_);
    const auto epochs = static_cast<std::size_t>(config_.epochs);
    const double done = static_cast<double>(epoch);
    control_.on_epoch({.epoch = epoch,
                       .epochs = epochs,
                       .training_loss = training,
                       .validation_loss = history_.validation.back(),
                       .best_loss = std::min(best_loss_, validation),
                       .best_epoch = history_.best_epoch,
                       .rows_per_second = done * static_cast<double>(learned_rows_) / std::max(seconds, 1e-9),
                       .seconds_left = seconds / done * static_cast<double>(epochs - epoch),
                       .seconds = seconds});
  }

  const Forecaster<float>& net_;
  const TrainingConfig& config_;
  BatchConfig batches_;
  const TrainingData& data_;
  const TrainingControl& control_;
  const Kernels<float>& kernels_;
  std::span<float> parameters_;
  std::vector<float> best_;
  Random random_, draws_;
  Workers workers_;
  BatchGradient gradient_;
  Adam adam_;
  LossHistory history_;
  std::vector<SeriesRows> learned_;
  std::size_t learned_rows_ = 0;
  TrainingData validating_;
  double best_loss_ = 0;
  bool has_validation_ = false;
  bool diverged_ = false;
  Clock::time_point start_ = Clock::now();
};

/// Missing targets take no part.
struct SquaredErrors {
  double sum = 0;
  std::size_t targets = 0;

  void add(float target, float prediction) {
    if (std::isnan(target)) return;
    const double error = static_cast<double>(target) - static_cast<double>(prediction);
    sum += error * error;
    ++targets;
  }
  double mean() const {
    return targets == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(targets);
  }
};

}  // namespace

double forecast_loss(const Forecaster<float>& net, std::span<const float> parameters, const Kernels<float>& kernels,
                     const TrainingData& data, std::size_t window) {
  const auto& predicts = net.shape().predicts;
  SquaredErrors errors;
  for (const LearnedRange& one : data.series) {
    if (one.learn_end == one.end) continue;
    AlignedVector<float> state(net.state_size(), 0.0F), scratch(state.size()), y(net.output_stride(), 0.0F);
    std::vector<float> x(net.shape().inputs);
    for (std::size_t t = one.learn_end - std::min(window, one.learn_end - one.begin); t < one.end; ++t) {
      for (std::size_t o = 0; o < predicts.size() && t >= one.learn_end; ++o)
        errors.add(data.rows(t, predicts[o]), y[o]);
      std::copy_n(data.rows.row(t).begin(), x.size(), x.begin());
      net.complete_input(x.data(), y.data());
      net.step(parameters.data(), kernels, x.data(), state.data(), y.data(), scratch.data());
    }
  }
  return errors.mean();
}

Result<LossHistory> train_forecaster(const Forecaster<float>& net, const TrainingConfig& config, std::size_t window,
                                     double dropout, const TrainingData& data, const TrainingControl& control,
                                     const Kernels<float>& kernels, std::span<float> parameters) {
  Run run(net, config, window, dropout, data, control, kernels, parameters);
  return run.train();
}

}  // namespace tidegate
