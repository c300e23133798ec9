// Runs our side of a comparison on request, so that a driver can alternate between us and others in one session.
//
// One request a line on standard input, one line of JSON back. These prepare a job:
//
//   train CELL LAYERS HIDDEN INPUTS STEPS BATCH all|last THREADS
//       a training step: a batch of windows, head on every or the last step, clipping, Adam
//   step CELL LAYERS HIDDEN INPUTS
//       a thousand steps of one stream, cell and head
//   streams HIDDEN INPUTS STREAMS order|random
//       one step of many streams of one GRU, cell and head
//   push HIDDEN
//       one push of a whole univariate detector
//   pool HIDDEN SERIES order|random
//       one row of every series of a pool, whole pushes
//
// and answer {"job": number, "flop": of one repeat, "error": largest relative difference from kernels/ref}. Then
//
//   run JOB REPEATS
//       → {"seconds": [wall time of each repeat]}
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include "base/random.h"
#include "model/nets/batch_step.h"
#include "model/nets/weights.h"
#include "model/training/gradient.h"
#include "model/training/optimizer.h"
#include "tidegate/detector.h"
#include "tidegate/options.h"
#include "tidegate/stream_pool.h"

namespace {

using namespace tidegate;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

struct Job {
  std::function<void()> run;
  double flop = 0;
  double error = 0;
};

double relative_error(std::span<const float> ours, std::span<const float> known) {
  double difference = 0, size = 0;
  for (std::size_t i = 0; i < known.size(); ++i) {
    difference += std::pow(static_cast<double>(ours[i]) - static_cast<double>(known[i]), 2);
    size += std::pow(static_cast<double>(known[i]), 2);
  }
  return std::sqrt(difference / std::max(size, 1e-300));
}

Forecaster<float> make_net(const std::string& cell, std::size_t layers, std::size_t hidden, std::size_t inputs) {
  ForecasterShape shape{cell, inputs, std::vector<std::size_t>(layers, hidden), {}};
  for (std::size_t i = 0; i < inputs; ++i) shape.predicts.push_back(i);
  auto net = Forecaster<float>::build(shape);
  if (!net) throw std::invalid_argument(net.error().message);
  return *net;
}

AlignedVector<float> make_parameters(const Forecaster<float>& net) {
  Random random(1);
  AlignedVector<float> parameters(net.parameter_count());
  initialise<float>(net, random, parameters);
  return parameters;
}

Matrix<float> noise(std::size_t rows, std::size_t columns) {
  Random random(2);
  Matrix<float> values(rows, columns);
  for (float& value : values.flat()) value = static_cast<float>(random.normal());
  return values;
}

/// Multiply-adds of one step of one sequence, all products.
double products(const Forecaster<float>& net) {
  double count = 0;
  for (const auto& layer : net.layers())
    for (const PackedShape& product : {layer.shape.input, layer.shape.recurrent})
      count += static_cast<double>(product.gates * product.units * product.inputs);
  return count;
}

/// Forward, both gradients; nobody asks for the first layer's input gradient. Heads are not counted.
double training_flop(const Forecaster<float>& net, std::size_t steps, std::size_t batch) {
  const PackedShape& first = net.layers().front().shape.input;
  const double all = 3 * products(net) - static_cast<double>(first.gates * first.units * first.inputs);
  return 2 * all * static_cast<double>(steps * batch);
}

struct Training {
  Forecaster<float> net;
  AlignedVector<float> parameters;
  Matrix<float> rows;
  Batch batch;
  Workers workers;
  BatchGradient gradient;
  Adam adam;

  Training(Forecaster<float> which, std::size_t steps, std::size_t sequences, bool every_step, std::size_t threads)
      : net(std::move(which)),
        parameters(make_parameters(net)),
        rows(noise(steps * sequences + 1, net.shape().inputs)),
        workers(threads),
        gradient(net, best_kernels(), workers),
        adam({.learning_rate = 1e-4, .clip_norm = 1}, parameters.size()) {
    batch.steps = steps;
    for (std::size_t s = 0; s < sequences; ++s) {
      const auto start = static_cast<std::ptrdiff_t>(s * steps), length = static_cast<std::ptrdiff_t>(steps);
      batch.sequences.push_back({0, start, start + length, every_step ? start + 1 : start + length});
    }
  }

  double error() {
    BatchGradient reference(net, reference_kernels<float>(), workers);
    gradient.compute(batch, rows.view(), parameters.data());
    reference.compute(batch, rows.view(), parameters.data());
    return relative_error(gradient.gradients(), reference.gradients());
  }

  void step() {
    gradient.compute(batch, rows.view(), parameters.data());
    adam.step(best_kernels(), parameters, gradient.gradients());
  }
};

Job train_job(std::istream& words) {
  std::string cell, head;
  std::size_t layers = 0, hidden = 0, inputs = 0, steps = 0, sequences = 0, threads = 1;
  words >> cell >> layers >> hidden >> inputs >> steps >> sequences >> head >> threads;
  const auto training =
      std::make_shared<Training>(make_net(cell, layers, hidden, inputs), steps, sequences, head == "all", threads);
  return {[training] { training->step(); }, training_flop(training->net, steps, sequences), training->error()};
}

struct Stepping {
  static constexpr std::size_t kSteps = 1000;
  Forecaster<float> net;
  AlignedVector<float> parameters, state, y, scratch;
  Matrix<float> rows;

  explicit Stepping(Forecaster<float> which)
      : net(std::move(which)),
        parameters(make_parameters(net)),
        state(net.state_size(), 0.0F),
        y(net.output_stride()),
        scratch(state.size()),
        rows(noise(kSteps, net.shape().inputs)) {}

  void run(const Kernels<float>& kernels) {
    for (std::size_t t = 0; t < kSteps; ++t)
      net.step(parameters.data(), kernels, rows.row(t).data(), state.data(), y.data(), scratch.data());
  }

  double error() {
    run(best_kernels());
    const AlignedVector<float> ours = y;
    std::fill(state.begin(), state.end(), 0.0F);
    run(reference_kernels<float>());
    return relative_error(ours, y);
  }
};

/// A repeat is a thousand steps.
Job step_job(std::istream& words) {
  std::string cell;
  std::size_t layers = 0, hidden = 0, inputs = 0;
  words >> cell >> layers >> hidden >> inputs;
  const auto stepping = std::make_shared<Stepping>(make_net(cell, layers, hidden, inputs));
  return {[stepping] { stepping->run(best_kernels()); }, 2 * products(stepping->net) * Stepping::kSteps,
          stepping->error()};
}

/// 0 … count − 1, in order or shuffled.
std::vector<std::uint32_t> arrival_order(std::size_t count, const std::string& how) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  Random random(3);
  for (std::size_t i = count; how == "random" && i > 1; --i)
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.uniform(0, static_cast<double>(i)))]);
  return order;
}

struct ManyStreams {
  static constexpr std::size_t kRows = 48;
  Forecaster<float> net;
  AlignedVector<float> parameters, arena;
  Matrix<float> rows;
  std::vector<std::uint32_t> order;
  BatchStep<float> step;

  ManyStreams(Forecaster<float> which, std::size_t streams, const std::string& how)
      : net(std::move(which)),
        parameters(make_parameters(net)),
        arena(streams * (net.state_size() + net.output_stride()), 0.0F),
        rows(noise(997, net.shape().inputs)),
        order(arrival_order(streams, how)),
        step(net, kRows) {}

  void run() {
    std::array<SequencePlace<float>, kRows> places{};
    for (std::size_t first = 0; first < order.size(); first += kRows) {
      const std::size_t count = std::min(kRows, order.size() - first);
      for (std::size_t r = 0; r < count; ++r) {
        std::ranges::copy(rows.row((first + r) % rows.rows()), step.input(r).begin());
        float* state = arena.data() + order[first + r] * (net.state_size() + net.output_stride());
        places[r] = {state, state + net.state_size()};
      }
      step.run(net, parameters.data(), best_kernels(), {places.data(), count});
    }
  }
};

Job streams_job(std::istream& words) {
  std::size_t hidden = 0, inputs = 0, streams = 0;
  std::string how;
  words >> hidden >> inputs >> streams >> how;
  const auto many = std::make_shared<ManyStreams>(make_net("gru", 1, hidden, inputs), streams, how);
  const double flop = 2 * products(many->net) * static_cast<double>(streams);
  return {[many] { many->run(); }, flop, 0};
}

Series noisy_sine() {
  constexpr std::size_t kRows = 2000;
  Series series;
  series.source = "noisy sine";
  series.channels = {{"value", ""}};
  const Matrix<float> values = noise(kRows, 1);
  series.rows.values = Matrix<double>(kRows, 1);
  for (std::size_t t = 0; t < kRows; ++t)
    series.rows.values(t, 0) = std::sin(0.1 * static_cast<double>(t)) + 0.1 * static_cast<double>(values(t, 0));
  return series;
}

Detector univariate_detector(const Series& series, const std::string& hidden) {
  DetectorConfig config;
  if (auto set = set_option(config, "hidden", hidden); !set) throw std::invalid_argument(set.error().message);
  config.training.epochs = 2;
  auto detector = Detector::train(series, 0, series.rows.size() - 1, config);
  if (!detector) throw std::invalid_argument(detector.error().message);
  return *detector;
}

struct Pooled {
  Series series;
  StreamPool pool;
  std::vector<PoolRow> rows;
  std::size_t row = 0;
  double sum = 0;  ///< the results are used

  void run() {
    const auto values = series.rows.values.row(row++ % series.rows.size());
    for (PoolRow& one : rows) one.values = values;
    pool.push(rows, [this](std::size_t, const Verdict& verdict) { sum += verdict.scored() ? verdict.score : 0; });
  }
};

Job pool_job(std::istream& words) {
  std::string hidden, how;
  std::size_t count = 0;
  words >> hidden >> count >> how;
  const Series series = noisy_sine();
  const auto pooled =
      std::make_shared<Pooled>(Pooled{series, StreamPool(univariate_detector(series, hidden), count), {}, 0, 0});
  for (const std::uint32_t s : arrival_order(count, how)) pooled->rows.push_back({s, nullptr, {}});
  return {[pooled] { pooled->run(); }, 0, 0};
}

/// A repeat is one push, so that the driver sees the tail.
Job push_job(std::istream& words) {
  std::string hidden;
  words >> hidden;
  const Series series = noisy_sine();
  const auto stream = std::make_shared<Stream>(univariate_detector(series, hidden).stream());
  const auto row = std::make_shared<std::size_t>(0);
  return {[stream, row, series] {
            const Verdict verdict = stream->push(nullptr, series.rows.values.row((*row)++ % series.rows.size()));
            if (verdict.score < 0) std::abort();  // the result is used
          },
          0, 0};
}

Json run_job(const Job& job, std::size_t repeats) {
  std::vector<double> seconds(repeats);
  for (double& one : seconds) {
    const auto start = Clock::now();
    job.run();
    one = std::chrono::duration<double>(Clock::now() - start).count();
  }
  return {{"seconds", seconds}};
}

}  // namespace

int main() {
  std::vector<Job> jobs;
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string verb;
    words >> verb;
    if (verb == "run") {
      std::size_t job = 0, repeats = 0;
      words >> job >> repeats;
      std::cout << run_job(jobs.at(job), repeats) << std::endl;
      continue;
    }
    if (verb == "train")
      jobs.push_back(train_job(words));
    else if (verb == "step")
      jobs.push_back(step_job(words));
    else if (verb == "push")
      jobs.push_back(push_job(words));
    else if (verb == "streams")
      jobs.push_back(streams_job(words));
    else if (verb == "pool")
      jobs.push_back(pool_job(words));
    else if (verb == "isa")
      std::cout << Json{{"isa", best_kernels().name}} << std::endl;
    else
      return std::cerr << "unknown request: " << line << '\n', 2;
    if (verb != "isa")
      std::cout << Json{{"job", jobs.size() - 1}, {"flop", jobs.back().flop}, {"error", jobs.back().error}}
                << std::endl;
  }
  return 0;
}
