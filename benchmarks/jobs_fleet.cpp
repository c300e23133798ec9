// A detector for each of many series.
#include <cmath>
#include <cstdlib>
#include <istream>
#include <memory>
#include <numbers>
#include <stdexcept>

#include "base/jobs.h"
#include "base/random.h"
#include "fit/part_sizes.h"
#include "jobs.h"
#include "tidegate/detector.h"
#include "window/batches.h"

namespace tidegate::benchmarks {
namespace {

std::vector<Series> make_series(std::size_t count, std::size_t points) {
  Random random(5);
  std::vector<Series> all(count);
  for (Series& series : all) {
    series.source = "fleet";
    series.channels = {{"value", ""}};
    series.rows.values = Matrix<double>(points, 1);
    const double period = random.uniform(20, 200), phase = random.uniform(0, 2 * std::numbers::pi);
    for (std::size_t t = 0; t < points; ++t)
      series.rows.values(t, 0) =
          std::sin(phase + 2 * std::numbers::pi * static_cast<double>(t) / period) + 0.1 * random.normal();
  }
  return all;
}

/// Every series by itself on one thread, as many at a time as there are cores.
void train_fleet(const std::vector<Series>& all, DetectorConfig config) {
  config.training.threads = 1;
  run_jobs(all.size(), {}, [&](std::size_t i) {
    if (!Detector::train(all[i], all[i].all(), config)) std::abort();
  });
}

/// What a peer has to do to do the same: the steps of one epoch.
Json batch_shapes(const DetectorConfig& config, std::size_t points) {
  const BatchConfig batches{static_cast<std::size_t>(config.training.batch),
                            static_cast<std::size_t>(config.net.window),
                            static_cast<std::size_t>(config.training.chunk)};
  const double training = static_cast<double>(points) * (1 - config.training.validation);
  Random random(1);
  Json shapes = Json::array();
  const SeriesRows rows{0, static_cast<std::size_t>(std::lround(training))};
  for (const Batch& batch : epoch_batches(batches, {&rows, 1}, random))
    shapes.push_back({batch.steps, batch.sequences.size()});
  return shapes;
}

}  // namespace

Job fleet_job(std::istream& words) {
  std::int64_t hidden = 0, epochs = 0;
  std::size_t series = 0, points = 0;
  words >> hidden >> series >> points >> epochs;
  DetectorConfig config;
  config.net.hidden = {hidden};
  config.net.window = automatic_window(points);
  config.training.epochs = epochs;
  config.training.patience = 0;
  const auto all = std::make_shared<std::vector<Series>>(make_series(series, points));
  return {[all, config] { train_fleet(*all, config); },
          0,
          0,
          {{"batches", batch_shapes(config, points)},
           {"window", config.net.window},
           {"validation_rows", points - static_cast<std::size_t>(std::lround(static_cast<double>(points) *
                                                                             (1 - config.training.validation)))}}};
}

}  // namespace tidegate::benchmarks
