#include "model/training/trainer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/stopwatch.h"
#include "base/text.h"
#include "model/training/gradient.h"
#include "model/training/optimizer.h"
#include "model/training/schedule.h"
#include "window/batches.h"

namespace tidegate {
namespace {

/// One run of training: everything that lives from the first epoch to the last.
class Run {
 public:
  Run(const TrainingTask& task, const Loss<float>& loss, const Schedule& schedule, const TrainingControl& control,
      const TrainingKeeper& keeper, std::span<float> parameters)
      : task_(task),
        config_(task.config),
        batches_{.batch = static_cast<std::size_t>(config_.batch),
                 .window = task.window,
                 .chunk = task.net.shape().window > 0 ? 0 : static_cast<std::size_t>(config_.chunk),
                 .ahead = task.net.shape().ahead(),
                 .whole_window = task.net.shape().traits().reconstructs},
        loss_(loss),
        schedule_(schedule),
        control_(control),
        keeper_(keeper),
        parameters_(parameters),
        best_(parameters.begin(), parameters.end()),
        random_(config_.seed ^ kShuffleStream),
        draws_(config_.seed ^ kDropoutStream),
        workers_(static_cast<std::size_t>(config_.threads)),
        gradient_(task.net, loss, task.kernels, workers_, task.dropout),
        rate_(config_.learning_rate),
        adam_({.learning_rate = rate_,
               .epsilon = config_.epsilon,
               .clip_norm = config_.clip_norm,
               .weight_decay = config_.optimizer == OptimizerKind::kAdamw ? config_.weight_decay : 0},
              parameters.size()),
        validating_(task.data) {
    for (const LearnedRange& one : task.data.series) {
      if (one.learn_end < one.begin + 2) continue;  // a series that only validates
      learned_.push_back({one.begin, one.learn_end});
      learned_rows_ += learned_.back().size();
    }
  }

  Result<LossHistory> train() {
    history_.untrained_loss = best_loss_ = first_loss();
    if (std::isnan(best_loss_))
      return fail(ErrorKind::kData, task_.net.shape().traits().learns_labels
                                        ? "no row of the training part has a label"
                                        : "no two consecutive rows of the training part have a value to learn from");
    if (auto restored = restore(); !restored) return restored.error();
    if (config_.epochs == 0)
      history_.stopped = "no epochs requested";
    else
      estimate();
    const std::size_t done = history_.training.size();
    bool on = done == 0 || go_on(done);
    for (std::size_t epoch = done + 1; on && epoch <= epochs(); ++epoch) {
      on = run_epoch(epoch);
      if (auto kept = on ? keep() : Status(); !kept) return kept.error();
      on = on && go_on(epoch);
    }
    if (history_.stopped.empty()) history_.stopped = "all " + std::to_string(config_.epochs) + " epochs done";
    if (diverged_ && history_.best_epoch == 0)
      return fail(ErrorKind::kData, "the loss became infinite or NaN in the first epoch")
          .remedy("lower " + option_named("learning-rate") + " (now " + round_text(config_.learning_rate) + ") or " +
                  option_named("clip-norm"));
    std::copy(best_.begin(), best_.end(), parameters_.begin());
    history_.seconds = start_.seconds();
    return history_;
  }

 private:
  // Apart from the numbers the weights are drawn with.
  static constexpr std::uint64_t kShuffleStream = 0x5bd1e995, kDropoutStream = 0x27d4eb2f165667c5;

  std::size_t epochs() const { return static_cast<std::size_t>(config_.epochs); }

  /// Where nothing validates (no rows, or all missing) the training rows themselves decide.
  double first_loss() {
    const double loss = validate();
    has_validation_ = !std::isnan(loss);
    if (has_validation_) return loss;
    for (LearnedRange& one : validating_.series) one.learn_end = one.begin + 1;
    return validate();
  }

  double validate() const { return validation_loss(task_, loss_, validating_, parameters_); }

  /// Times one batch and one validation; the batch's gradient is thrown away.
  void estimate() {
    if (!control_.on_start) return;
    Random other(0);
    const std::vector<Batch> batches = epoch_batches(batches_, learned_, other);
    Stopwatch watch;
    gradient_.compute(batches.front(), task_.data, parameters_.data());
    double seconds = watch.seconds() * static_cast<double>(batches.size());
    watch = {};
    validate();
    seconds += watch.seconds();
    control_.on_start(
        {.model = "", .part = "", .seconds_per_epoch = seconds, .epochs = epochs(), .epochs_done = resumed_});
    start_ = {};
  }

  /// One step of the optimiser; what is frozen stays, whatever its gradient and decay.
  void move(bool frozen) {
    AlignedVector<float>& gradients = gradient_.gradients();
    if (!frozen) {
      adam_.step(task_.kernels, parameters_, gradients);
      return;
    }
    const std::size_t begin = task_.frozen_begin, size = task_.frozen_end - begin;
    std::fill_n(gradients.begin() + static_cast<std::ptrdiff_t>(begin), size, 0.0F);
    const std::vector<float> kept(parameters_.begin() + static_cast<std::ptrdiff_t>(begin),
                                  parameters_.begin() + static_cast<std::ptrdiff_t>(task_.frozen_end));
    adam_.step(task_.kernels, parameters_, gradients);
    std::copy(kept.begin(), kept.end(), parameters_.begin() + static_cast<std::ptrdiff_t>(begin));
  }

  /// Mean loss over the epoch, NaN if it was left early.
  double descend(bool frozen) {
    double sum = 0;
    std::size_t targets = 0;
    for (const Batch& batch : epoch_batches(batches_, learned_, random_)) {
      if (control_.stop_requested && control_.stop_requested()) {
        history_.interrupted = true;
        return std::numeric_limits<double>::quiet_NaN();
      }
      const BatchLoss loss = gradient_.compute(batch, task_.data, parameters_.data(), draws_.bits());
      if (loss.targets > 0) move(frozen);
      sum += loss.sum;
      targets += loss.targets;
    }
    return sum / static_cast<double>(std::max<std::size_t>(targets, 1));
  }

  /// False when training ends here.
  bool run_epoch(std::size_t epoch) {
    adam_.set_learning_rate(rate_ * schedule_.share(epoch - 1, epochs()));
    const double training = descend(epoch <= task_.frozen_epochs);
    if (history_.interrupted) return stop("interrupted in epoch " + std::to_string(epoch));
    const double validation = validate();
    history_.training.push_back(training);
    history_.validation.push_back(has_validation_ ? validation : std::numeric_limits<double>::quiet_NaN());
    diverged_ = !std::isfinite(validation) || !std::isfinite(training);
    if (diverged_) return stop("the loss became infinite or NaN in epoch " + std::to_string(epoch));
    if (validation < best_loss_ || config_.patience == 0) {
      best_loss_ = validation;
      history_.best_epoch = epoch;
      std::copy(parameters_.begin(), parameters_.end(), best_.begin());
    }
    const std::size_t waited = epoch - history_.best_epoch;
    const auto patience = static_cast<std::size_t>(config_.patience);
    if (schedule_.kind == Schedule::Kind::kPlateau && waited > 0 && patience > 0 &&
        waited % std::max<std::size_t>(patience / 2, 1) == 0)
      rate_ *= 0.5;
    report(epoch, training, validation);
    return true;
  }

  bool go_on(std::size_t epoch) {
    const auto patience = static_cast<std::size_t>(config_.patience);
    if (patience == 0 || epoch - history_.best_epoch < patience) return true;
    return stop("no better loss for " + plural(patience, "epoch"));
  }

  /// Everything the epochs to come depend on.
  Status keep() {
    if (!keeper_.keep) return {};
    ByteWriter out;
    out.put_all(parameters_);
    out.put_all(best_);
    adam_.put_state(out);
    out.put_all(random_.state());
    out.put_all(draws_.state());
    for (const double number : {rate_, best_loss_, history_.untrained_loss}) out.put(number);
    out.put(has_validation_);
    out.put(std::uint64_t{history_.best_epoch});
    out.put(std::uint64_t{history_.training.size()});
    out.put_all(history_.training);
    out.put_all(history_.validation);
    return keeper_.keep(out.take());
  }

  Status restore() {
    if (keeper_.resume.empty()) return {};
    ByteReader in(keeper_.resume);
    in.get_all(parameters_);
    in.get_all(best_);
    adam_.get_state(in);
    in.get_all(random_.state());
    in.get_all(draws_.state());
    for (double* number : {&rate_, &best_loss_, &history_.untrained_loss}) *number = in.get<double>();
    has_validation_ = in.get_bool();
    history_.best_epoch = in.get<std::uint64_t>();
    const auto done = in.get<std::uint64_t>();
    if (in.ok() && done > epochs())
      return fail(ErrorKind::kModel, "the checkpoint has " + plural(done, "finished epoch") + ", but " +
                                         option_named("epochs") + " is " + std::to_string(epochs()))
          .about("epochs")
          .remedy("give " + option_named("epochs", std::to_string(done)) + " or more")
          .remedy("delete the checkpoint to start again");
    if (history_.best_epoch > done) in.refuse("has its best epoch before it");
    history_.training.resize(in.ok() ? done : 0);
    history_.validation.resize(history_.training.size());
    in.get_all(history_.training);
    in.get_all(history_.validation);
    resumed_ = history_.training.size();
    if (in.status()) return {};
    return fail(ErrorKind::kModel, "the checkpoint belongs to another training run").remedy("delete it to start again");
  }

  bool stop(std::string why) {
    history_.stopped = std::move(why);
    return false;
  }

  void report(std::size_t epoch, double training, double validation) const {
    if (!control_.on_epoch) return;
    const double seconds = start_.seconds();
    const double done = static_cast<double>(epoch - resumed_);  // in these seconds
    control_.on_epoch({.epoch = epoch,
                       .epochs = epochs(),
                       .training_loss = training,
                       .validation_loss = history_.validation.back(),
                       .best_loss = std::min(best_loss_, validation),
                       .best_epoch = history_.best_epoch,
                       .rows_per_second = done * static_cast<double>(learned_rows_) / std::max(seconds, 1e-9),
                       .seconds_left = seconds / done * static_cast<double>(epochs() - epoch),
                       .seconds = seconds});
  }

  const TrainingTask& task_;
  const TrainingConfig& config_;
  BatchConfig batches_;
  const Loss<float>& loss_;
  Schedule schedule_;
  const TrainingControl& control_;
  const TrainingKeeper& keeper_;
  std::span<float> parameters_;
  std::vector<float> best_;
  Random random_, draws_;
  Workers workers_;
  BatchGradient gradient_;
  double rate_;  ///< before the schedule's share
  Adam adam_;
  LossHistory history_;
  std::vector<SeriesRows> learned_;
  std::size_t learned_rows_ = 0;
  std::size_t resumed_ = 0;  ///< epochs done before
  TrainingData validating_;
  double best_loss_ = 0;
  bool has_validation_ = false;
  bool diverged_ = false;
  Stopwatch start_;
};

/// The mean over present targets.
class MeanLoss {
 public:
  MeanLoss(const Loss<float>& loss, std::size_t targets) : loss_(loss), targets_(targets) {}

  void add(const float* y, std::span<const float> target) {
    sum_ += loss_.row({y, target.data(), targets_, nullptr}, loss_.positive_weight);
    count_ += static_cast<std::size_t>(std::ranges::count_if(target, [](float value) { return !std::isnan(value); }));
  }
  double value() const {
    return count_ == 0 ? std::numeric_limits<double>::quiet_NaN() : sum_ / static_cast<double>(count_);
  }

 private:
  const Loss<float>& loss_;
  std::size_t targets_, count_ = 0;
  double sum_ = 0;
};

}  // namespace

double validation_loss(const TrainingTask& task, const Loss<float>& loss, const TrainingData& data,
                       std::span<const float> parameters) {
  const Network<float>& net = task.net;
  const NetShape& shape = net.shape();
  const std::size_t rows_given = net.decoder().empty() ? 1 : shape.window;
  std::vector<float> x(shape.inputs), target(shape.targets());
  MeanLoss mean(loss, shape.targets());
  for (const LearnedRange& one : data.series) {
    if (one.learn_end == one.end) continue;
    AlignedVector<float> state(net.state_size(), 0.0F), scratch(net.scratch_size()), y(net.prediction_size(), 0.0F);
    const auto first = static_cast<std::ptrdiff_t>(one.learn_end), last = static_cast<std::ptrdiff_t>(one.end);
    for (std::size_t t = one.learn_end - std::min(task.window, one.learn_end - one.begin); t < one.end; ++t) {
      std::copy_n(data.rows.row(t).begin(), x.size(), x.begin());
      if (shape.window == 0) net.complete_input(x.data(), y.data());
      net.step(parameters.data(), task.kernels, x.data(), state.data(), y.data(), scratch.data());
      if (t + shape.ahead() < one.learn_end) continue;
      for (std::size_t i = 0; i < rows_given; ++i) {
        const auto row = static_cast<std::ptrdiff_t>(t + i + 1) - static_cast<std::ptrdiff_t>(rows_given);
        read_targets(shape, data, row, first, last, target.data());
        mean.add(y.data() + i * net.output_stride(), target);
      }
    }
  }
  return mean.value();
}

Result<LossHistory> train_network(const TrainingTask& task, const TrainingControl& control,
                                  const TrainingKeeper& keeper, std::span<float> parameters) {
  const auto schedule = parse_schedule(task.config.schedule);
  if (!schedule) return schedule.error();
  const LossKind chosen = task.config.loss;
  Loss<float> loss = loss_of<float>(chosen == LossKind::kNetDefault ? task.net.shape().traits().loss : chosen);
  loss.positive_weight = task.positive_weight;
  Run run(task, loss, *schedule, control, keeper, parameters);
  return run.train();
}

}  // namespace tidegate
