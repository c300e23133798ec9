#include "model/training/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/missing.h"
#include "base/random.h"
#include "choices.h"
#include "model/nets/weights.h"
#include "spelled.h"

namespace tidegate {
namespace {

Matrix<float> wave(std::size_t rows, double period = 20) {
  Matrix<float> values(rows, 1);
  Random random(11);
  for (std::size_t t = 0; t < rows; ++t)
    values(t, 0) =
        static_cast<float>(std::sin(2 * std::numbers::pi * static_cast<double>(t) / period) + 0.05 * random.normal());
  return values;
}

struct Outcome {
  Result<LossHistory> history;
  std::vector<float> parameters;
  double loss_before = 0, loss_after = 0;
};

Outcome train(const Matrix<float>& rows, const TrainingConfig& config, std::size_t window = 20,
              const TrainingControl& control = {}, const TrainingKeeper& keeper = {}) {
  const auto net = Network<float>::build({CellKind::kGru, rows.cols(), {8}, {0}});
  std::vector<float> parameters(net.parameter_count());
  Random random(config.seed);
  initialise<float>(net, random, parameters);
  const TrainingData data{rows.view(), {{0, rows.rows() * 4 / 5, rows.rows()}}};
  const TrainingTask task{.net = net, .config = config, .window = window, .data = data, .kernels = best_kernels()};
  const auto loss = [&] {
    const LossKind kind = config.loss == LossKind::kNetDefault ? LossKind::kMse : config.loss;
    return validation_loss(task, loss_of<float>(kind), data, parameters);
  };
  Outcome outcome;
  outcome.loss_before = loss();
  outcome.history = train_network(task, control, keeper, parameters);
  outcome.loss_after = loss();
  outcome.parameters = parameters;
  return outcome;
}

TrainingConfig quick() {
  TrainingConfig config;
  config.epochs = 15;
  config.learning_rate = 0.01;
  config.batch = 12;
  config.chunk = 25;
  config.threads = 1;
  return config;
}

TEST(Trainer, TrainingLowersTheLossAndBeatsTheUntrainedNet) {
  const Outcome o = train(wave(1500), quick());
  ASSERT_TRUE(o.history.has_value());
  EXPECT_LT(o.history->training.back(), o.history->training.front() * 0.2);
  EXPECT_LT(o.loss_after, o.loss_before * 0.1);
  EXPECT_DOUBLE_EQ(o.history->untrained_loss, o.loss_before);
}

TEST(Trainer, SeparateWindowsLearnTheSameSeries) {
  TrainingConfig config = quick();
  config.chunk = 0;
  config.epochs = 3;
  const Outcome o = train(wave(800), config);
  EXPECT_LT(o.loss_after, o.loss_before * 0.2);
}

TEST(Trainer, AnyNumberOfThreadsGivesTheSameBits) {
  TrainingConfig config = quick();
  config.epochs = 3;
  const Outcome one = train(wave(1500), config);
  for (const std::int64_t threads : {2, 3, 5}) {
    config.threads = threads;
    const Outcome many = train(wave(1500), config);
    EXPECT_EQ(many.parameters, one.parameters) << threads << " threads";
    EXPECT_EQ(many.history->training, one.history->training);
  }
}

TEST(Trainer, AnotherSeedGivesOtherWeights) {
  TrainingConfig config = quick();
  config.epochs = 1;
  const Outcome a = train(wave(400), config);
  config.seed = 2;
  EXPECT_NE(train(wave(400), config).parameters, a.parameters);
}

TEST(Trainer, KeepsTheWeightsOfTheBestEpochAndStopsWhenNothingImproves) {
  TrainingConfig config = quick();
  config.epochs = 400;
  config.patience = 4;
  const Outcome o = train(wave(600), config);
  ASSERT_TRUE(o.history.has_value());
  EXPECT_LT(o.history->training.size(), 400U);
  EXPECT_EQ(o.history->training.size(), o.history->best_epoch + 4);
  EXPECT_DOUBLE_EQ(o.loss_after, o.history->validation[o.history->best_epoch - 1]);
}

TEST(Trainer, AnInterruptKeepsTheBestSoFar) {
  int asked = 0;
  TrainingControl control;
  control.stop_requested = [&] { return ++asked > 40; };
  const Outcome o = train(wave(1500), quick(), 20, control);
  ASSERT_TRUE(o.history.has_value());
  EXPECT_TRUE(o.history->interrupted);
  EXPECT_LT(o.loss_after, o.loss_before);
}

TEST(Trainer, MissingValuesAreNeitherLearnedNorSpread) {
  Matrix<float> rows = wave(1500);
  for (std::size_t t = 0; t < rows.rows(); t += 7) rows(t, 0) = kMissingValue;
  for (std::size_t t = 300; t < 340; ++t) rows(t, 0) = kMissingValue;
  const Outcome o = train(rows, quick());
  ASSERT_TRUE(o.history.has_value());
  EXPECT_LT(o.loss_after, o.loss_before * 0.3);
  for (const float p : o.parameters) EXPECT_TRUE(std::isfinite(p));
}

TEST(Trainer, RefusesAPartWithoutASingleValueToLearnFrom) {
  Matrix<float> rows(100, 1, kMissingValue);
  const Outcome o = train(rows, quick());
  ASSERT_FALSE(o.history.has_value());
  EXPECT_EQ(o.history.error().kind, ErrorKind::kData);
}

TEST(Trainer, AHugeLearningRateEndsInAnErrorNotInWeightsThatAreNotNumbers) {
  TrainingConfig config = quick();
  config.learning_rate = 1e30;
  config.clip_norm = 0;
  const Outcome o = train(wave(400), config);
  for (const float p : o.parameters) EXPECT_TRUE(std::isfinite(p));
}

TEST(Trainer, ReportsEveryEpochWithTheTimeLeft) {
  std::size_t reports = 0;
  TrainingControl control;
  control.on_epoch = [&](const EpochReport& report) {
    EXPECT_EQ(report.epoch, ++reports);
    EXPECT_GE(report.seconds_left, 0);
    EXPECT_GT(report.rows_per_second, 0);
  };
  TrainingConfig config = quick();
  config.epochs = 4;
  ASSERT_TRUE(train(wave(400), config, 20, control).history.has_value());
  EXPECT_EQ(reports, 4U);
}

/// Leaves a run after its fourth epoch and goes on from what was kept.
void expect_resumed_alike(TrainingConfig config) {
  config.epochs = 9;
  const Outcome whole = train(wave(700), config);
  std::string kept;
  std::size_t epochs = 0;
  const TrainingKeeper keeper{.resume = "", .keep = [&](std::string_view state) -> Status {
                                if (++epochs == 4) kept = state;
                                return {};
                              }};
  train(wave(700), config, 20, {}, keeper);
  const Outcome resumed = train(wave(700), config, 20, {}, {.resume = kept, .keep = {}});
  ASSERT_TRUE(resumed.history.has_value()) << resumed.history.error().message();
  EXPECT_EQ(resumed.parameters, whole.parameters);
  EXPECT_EQ(resumed.history->training, whole.history->training);
  EXPECT_EQ(resumed.history->validation, whole.history->validation);
  EXPECT_EQ(resumed.history->best_epoch, whole.history->best_epoch);
  EXPECT_EQ(resumed.history->stopped, whole.history->stopped);
}

TEST(Trainer, ARunThatWasLeftGoesOnWithTheSameBits) {
  TrainingConfig config = quick();
  expect_resumed_alike(config);
  config.patience = 2;  // halves the learning rate on the way, and may end the run
  config.learning_rate = 0.05;
  expect_resumed_alike(config);
  config.chunk = 0;
  config.schedule = "cosine";
  config.optimizer = OptimizerKind::kAdamw;
  expect_resumed_alike(config);
}

TEST(Trainer, FewerEpochsThanWereDoneAreRefusedWithBothNumbersAndMoreTellHowManyWere) {
  TrainingConfig config = quick();
  config.patience = 0;
  config.epochs = 4;
  std::string kept;
  train(wave(300), config, 20, {}, {.resume = "", .keep = [&](std::string_view state) -> Status {
                                      kept = state;
                                      return {};
                                    }});
  config.epochs = 2;
  const Outcome fewer = train(wave(300), config, 20, {}, {.resume = kept, .keep = {}});
  ASSERT_FALSE(fewer.history.has_value());
  EXPECT_NE(fewer.history.error().message(as_flags).find(
                "the checkpoint has 4 finished epochs, but --epochs is 2; give --epochs 4 or more"),
            std::string::npos)
      << fewer.history.error().message();
  config.epochs = 6;
  std::size_t told = 0;
  TrainingControl control;
  control.on_start = [&](const TrainingEstimate& estimate) { told = estimate.epochs_done; };
  ASSERT_TRUE(train(wave(300), config, 20, control, {.resume = kept, .keep = {}}).history.has_value());
  EXPECT_EQ(told, 4U);
}

TEST(Trainer, AStateOfAnotherRunIsRefused) {
  const TrainingKeeper keeper{.resume = std::string(100, '7'), .keep = {}};
  const Outcome o = train(wave(300), quick(), 20, {}, keeper);
  ASSERT_FALSE(o.history.has_value());
  EXPECT_EQ(o.history.error().kind, ErrorKind::kModel);
}

TEST(Trainer, WithoutPatienceAllEpochsAreRunAndTheLastWeightsKept) {
  TrainingConfig config = quick();
  config.patience = 0;
  config.epochs = 6;
  const Outcome o = train(wave(400), config);
  EXPECT_EQ(o.history->training.size(), 6U);
  EXPECT_EQ(o.history->best_epoch, 6U);
  EXPECT_DOUBLE_EQ(o.loss_after, o.history->validation.back());
}

TEST(Trainer, EveryLossAndScheduleLearnsTheWave) {
  for (const LossKind loss : {LossKind::kMae, LossKind::kHuber})
    for (const char* schedule : {"constant", "step:5", "cosine"}) {
      TrainingConfig config = quick();
      config.loss = loss;
      config.schedule = schedule;
      const Outcome o = train(wave(900), config);
      EXPECT_LT(o.loss_after, o.loss_before * 0.5) << word_of(loss) << " " << schedule;
    }
}

TEST(Trainer, AnUnknownScheduleIsRefusedByName) {
  TrainingConfig config = quick();
  config.schedule = "cosin";
  EXPECT_NE(train(wave(300), config).history.error().message(as_flags).find("cosine"), std::string::npos);
}

TEST(Trainer, ATrainingPartOfTwoRowsIsNoCrash) { EXPECT_TRUE(train(wave(3), quick()).history.has_value()); }

}  // namespace
}  // namespace tidegate
