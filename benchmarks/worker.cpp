// Runs our side of a comparison on request, so that a driver can alternate between us and others in one session.
//
// One request a line on standard input, one line of JSON back:
//   train CELL LAYERS HIDDEN INPUTS STEPS BATCH all|last THREADS   prepares a training step (batch of windows,
//   clipping, Adam) step CELL LAYERS HIDDEN INPUTS                                 prepares one step of one stream,
//   cell and head push HIDDEN                                                    prepares a whole univariate detector's
//   push run JOB REPEATS                                                → {"seconds": [wall time of each repeat]}
// A prepared job answers {"job": number, "flop": of one repeat, "error": largest relative difference from kernels/ref}.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/random.h"
#include "model/nets/weights.h"
#include "model/training/gradient.h"
#include "model/training/optimizer.h"
#include "tidegate/detector.h"
#include "tidegate/options.h"

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
      batch.sequences.push_back({start, start + length, every_step ? start + 1 : start + length});
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

/// A repeat is one push, so that the driver sees the tail.
Job push_job(std::istream& words) {
  std::string hidden;
  words >> hidden;
  Series series;
  series.source = "noise";
  series.channels = {{"value", ""}};
  const Matrix<float> values = noise(2000, 1);
  series.rows.values = Matrix<double>(2000, 1);
  for (std::size_t t = 0; t < 2000; ++t)
    series.rows.values(t, 0) = std::sin(0.1 * static_cast<double>(t)) + 0.1 * static_cast<double>(values(t, 0));
  DetectorConfig config;
  if (auto set = set_option(config, "hidden", hidden); !set) throw std::invalid_argument(set.error().message);
  if (auto set = set_option(config, "epochs", "2"); !set) throw std::invalid_argument(set.error().message);
  auto detector = Detector::train(series, 0, 1999, config);
  if (!detector) throw std::invalid_argument(detector.error().message);
  const auto stream = std::make_shared<Stream>(detector->stream());
  const auto at = std::make_shared<std::size_t>(0);
  return {[stream, at, values = series.rows.values] {
            const Verdict verdict = stream->push(nullptr, values.row((*at)++ % 2000));
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
