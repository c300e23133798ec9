// Jobs below the detector: training steps, single steps and many streams of a bare net.
#include <algorithm>
#include <array>
#include <cmath>
#include <istream>
#include <memory>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

#include "base/prefetch.h"
#include "base/random.h"
#include "chain/arrival_order.h"
#include "jobs.h"
#include "model/nets/batch_step.h"
#include "model/nets/options.h"
#include "model/nets/weights.h"
#include "model/training/gradient.h"
#include "model/training/optimizer.h"

namespace tidegate::benchmarks {

Matrix<float> noise(std::size_t rows, std::size_t columns) {
  Random random(2);
  Matrix<float> values(rows, columns);
  for (float& value : values.flat()) value = static_cast<float>(random.normal());
  return values;
}

std::vector<std::uint32_t> arrival_order(std::size_t count, const std::string& how) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  Random random(3);
  for (std::size_t i = count; how != "order" && i > 1; --i)
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.uniform(0, static_cast<double>(i)))]);
  return order;
}

namespace {

double relative_error(std::span<const float> ours, std::span<const float> known) {
  double difference = 0, size = 0;
  for (std::size_t i = 0; i < known.size(); ++i) {
    difference += std::pow(static_cast<double>(ours[i]) - static_cast<double>(known[i]), 2);
    size += std::pow(static_cast<double>(known[i]), 2);
  }
  return std::sqrt(difference / std::max(size, 1e-300));
}

Network<float> make_net(std::string_view cell, std::size_t layers, std::size_t hidden, std::size_t inputs) {
  const auto* known = find_word<CellKind>(cell);
  if (known == nullptr) throw std::invalid_argument("unknown cell " + std::string(cell));
  NetShape shape{*known, inputs, std::vector<std::size_t>(layers, hidden), {}};
  for (std::size_t i = 0; i < inputs; ++i) shape.predicts.push_back(i);
  return Network<float>::build(shape);
}

AlignedVector<float> make_parameters(const Network<float>& net) {
  Random random(1);
  AlignedVector<float> parameters(net.parameter_count());
  initialise<float>(net, random, parameters);
  return parameters;
}

/// Multiply-adds of one step of one sequence, all products.
double products(const Network<float>& net) {
  double count = 0;
  for (const auto& layer : net.layers())
    for (const PackedShape& product : {layer.shape.input, layer.shape.recurrent})
      count += static_cast<double>(product.gates * product.units * product.inputs);
  return count;
}

/// Forward, both gradients; nobody asks for the first layer's input gradient. Heads are not counted.
double training_flop(const Network<float>& net, std::size_t steps, std::size_t batch) {
  const PackedShape& first = net.layers().front().shape.input;
  const double all = 3 * products(net) - static_cast<double>(first.gates * first.units * first.inputs);
  return 2 * all * static_cast<double>(steps * batch);
}

struct Training {
  Network<float> net;
  AlignedVector<float> parameters;
  Matrix<float> rows;
  Batch batch;
  Workers workers;
  BatchGradient gradient;
  Adam adam;

  Training(Network<float> which, std::size_t steps, std::size_t sequences, bool every_step, std::size_t threads)
      : net(std::move(which)),
        parameters(make_parameters(net)),
        rows(noise(steps * sequences + 1, net.shape().inputs)),
        workers(threads),
        gradient(net, loss_of<float>(LossKind::kMse), best_kernels(), workers),
        adam({.learning_rate = 1e-4, .clip_norm = 1}, parameters.size()) {
    batch.steps = steps;
    for (std::size_t s = 0; s < sequences; ++s) {
      const auto start = static_cast<std::ptrdiff_t>(s * steps), length = static_cast<std::ptrdiff_t>(steps);
      batch.sequences.push_back(
          {0, start, start + length, every_step ? start : start + length - 1, start + length + 1});
    }
  }

  double error() {
    BatchGradient reference(net, loss_of<float>(LossKind::kMse), reference_kernels<float>(), workers);
    gradient.compute(batch, {rows.view(), {}}, parameters.data());
    reference.compute(batch, {rows.view(), {}}, parameters.data());
    return relative_error(gradient.gradients(), reference.gradients());
  }

  void step() {
    gradient.compute(batch, {rows.view(), {}}, parameters.data());
    adam.step(best_kernels(), parameters, gradient.gradients());
  }
};

struct Stepping {
  static constexpr std::size_t kSteps = 1000;
  Network<float> net;
  AlignedVector<float> parameters, state, y, scratch;
  Matrix<float> rows;

  explicit Stepping(Network<float> which)
      : net(std::move(which)),
        parameters(make_parameters(net)),
        state(net.state_size(), 0.0F),
        y(net.output_stride()),
        scratch(state.size()),
        rows(noise(kSteps, net.shape().inputs)) {}

  void step(const Kernels<float>& kernels, std::size_t t) {
    net.step(parameters.data(), kernels, rows.row(t).data(), state.data(), y.data(), scratch.data());
  }

  void run(const Kernels<float>& kernels) {
    for (std::size_t t = 0; t < kSteps; ++t) step(kernels, t);
  }

  double error() {
    run(best_kernels());
    const AlignedVector<float> ours = y;
    std::fill(state.begin(), state.end(), 0.0F);
    run(reference_kernels<float>());
    return relative_error(ours, y);
  }
};

std::shared_ptr<Stepping> make_stepping(std::istream& words) {
  std::string cell;
  std::size_t layers = 0, hidden = 0, inputs = 0;
  words >> cell >> layers >> hidden >> inputs;
  return std::make_shared<Stepping>(make_net(cell, layers, hidden, inputs));
}

struct ManyStreams {
  static constexpr std::size_t kRows = 48, kAhead = 48;
  Network<float> net;
  AlignedVector<float> parameters, arena;
  Matrix<float> rows;
  std::vector<PoolArrival> arrivals;
  bool sorts;
  ArrivalOrder sort;
  BatchStep<float> step;

  ManyStreams(Network<float> which, std::size_t streams, const std::string& how)
      : net(std::move(which)),
        parameters(make_parameters(net)),
        arena(streams * stream_size(), 0.0F),
        rows(noise(streams, net.shape().inputs)),
        sorts(how == "sorted"),
        step(net, kRows) {
    for (const std::uint32_t stream : arrival_order(streams, how))
      arrivals.push_back({stream, static_cast<std::uint32_t>(arrivals.size())});
  }

  std::size_t stream_size() const { return net.state_size() + net.output_stride(); }

  void run() {
    const std::span<const PoolArrival> order =
        sorts ? sort.of(std::span<const PoolArrival>(arrivals), &PoolArrival::series, arrivals.size()) : arrivals;
    std::array<SequencePlace<float>, kRows> places{};
    for (std::size_t first = 0; first < order.size(); first += kRows) {
      const std::size_t count = std::min(kRows, order.size() - first);
      for (std::size_t r = 0; r < count; ++r) {
        if (first + r + kAhead < order.size()) {
          const PoolArrival& later = order[first + r + kAhead];
          prefetch(arena.data() + later.series * stream_size(), stream_size() * sizeof(float));
          prefetch(rows.row(later.row).data(), rows.cols() * sizeof(float));
        }
        const PoolArrival& one = order[first + r];
        std::ranges::copy(rows.row(one.row), step.input(r).begin());
        float* state = arena.data() + one.series * stream_size();
        places[r] = {state, state + net.state_size()};
      }
      step.run(net, parameters.data(), best_kernels(), {places.data(), count});
    }
  }

  /// Of the first hundred arrivals' predictions, each beside a step of its own by the reference.
  double error() {
    run();
    AlignedVector<float> ours, known, state(net.state_size()), y(net.output_stride()), scratch(net.state_size());
    for (const PoolArrival& one : std::span(arrivals).first(std::min<std::size_t>(arrivals.size(), 100))) {
      std::ranges::fill(state, 0.0F);
      net.step(parameters.data(), reference_kernels<float>(), rows.row(one.row).data(), state.data(), y.data(),
               scratch.data());
      known.insert(known.end(), y.begin(), y.end());
      const float* prediction = arena.data() + one.series * stream_size() + net.state_size();
      ours.insert(ours.end(), prediction, prediction + net.output_stride());
    }
    return relative_error(ours, known);
  }
};

}  // namespace

Job train_job(std::istream& words) {
  std::string cell, head;
  std::size_t layers = 0, hidden = 0, inputs = 0, steps = 0, sequences = 0, threads = 1;
  words >> cell >> layers >> hidden >> inputs >> steps >> sequences >> head >> threads;
  const auto training =
      std::make_shared<Training>(make_net(cell, layers, hidden, inputs), steps, sequences, head == "all", threads);
  return {[training] { training->step(); }, training_flop(training->net, steps, sequences), training->error(), {}};
}

Job step_job(std::istream& words) {
  const auto stepping = make_stepping(words);
  return {[stepping] { stepping->run(best_kernels()); },
          2 * products(stepping->net) * Stepping::kSteps,
          stepping->error(),
          {}};
}

Job one_step_job(std::istream& words) {
  const auto stepping = make_stepping(words);
  const double error = stepping->error();
  const auto at = std::make_shared<std::size_t>(0);
  return {[stepping, at] { stepping->step(best_kernels(), (*at)++ % Stepping::kSteps); },
          2 * products(stepping->net),
          error,
          {}};
}

Job streams_job(std::istream& words) {
  std::size_t hidden = 0, inputs = 0, streams = 0;
  std::string how;
  words >> hidden >> inputs >> streams >> how;
  const auto many = std::make_shared<ManyStreams>(make_net("gru", 1, hidden, inputs), streams, how);
  const double flop = 2 * products(many->net) * static_cast<double>(streams);
  return {[many] { many->run(); }, flop, many->error(), {}};
}

}  // namespace tidegate::benchmarks
