// Jobs of whole detectors: one push, and many series side by side.
#include <cmath>
#include <cstdlib>
#include <istream>
#include <memory>
#include <stdexcept>

#include "jobs.h"
#include "tidegate/config.h"
#include "tidegate/detector.h"
#include "tidegate/stream_pool.h"

namespace tidegate::benchmarks {
namespace {

/// A short one, as a pool of a million series must run through it before it scores; a push costs the same with any.
constexpr std::int64_t kWindow = 16;

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
  if (auto set = set_option(config, "hidden", hidden); !set) throw std::invalid_argument(set.error().message());
  config.training.epochs = 2;
  config.net.window = kWindow;
  auto detector = Detector::train(series, series.all(), config);
  if (!detector) throw std::invalid_argument(detector.error().message());
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

}  // namespace

Job pool_job(std::istream& words) {
  std::string hidden, how;
  std::size_t count = 0;
  words >> hidden >> count >> how;
  const Series series = noisy_sine();
  const auto pooled =
      std::make_shared<Pooled>(Pooled{series, StreamPool(univariate_detector(series, hidden), count), {}, 0, 0});
  for (const std::uint32_t s : arrival_order(count, how)) pooled->rows.push_back({s, nullptr, {}});
  // A pool scores when its window is full.
  for (std::int64_t row = 0; row <= kWindow; ++row) pooled->run();
  return {[pooled] { pooled->run(); }, 0, 0, {{"bytes_per_series", pooled->pool.bytes_per_series()}}};
}

/// Few rows into many series, and the events that closed with them.
Job events_job(std::istream& words) {
  std::string hidden, what;
  std::size_t count = 0, rows = 0;
  words >> hidden >> count >> rows >> what;
  const Series series = noisy_sine();
  const auto pooled =
      std::make_shared<Pooled>(Pooled{series, StreamPool(univariate_detector(series, hidden), count), {}, 0, 0});
  for (const std::uint32_t s : arrival_order(count, "random")) pooled->rows.push_back({s, nullptr, {}});
  for (std::int64_t row = 0; row <= kWindow; ++row) pooled->run();
  pooled->rows.resize(rows);
  const bool takes = what == "take";
  return {[pooled, takes] {
            pooled->run();
            if (takes) pooled->sum += static_cast<double>(pooled->pool.take_events().size());
          },
          0,
          0,
          {{"bytes_per_series", pooled->pool.bytes_per_series()}}};
}

/// A repeat is one push, so that the driver sees the tail.
Job push_job(std::istream& words) {
  std::string hidden;
  words >> hidden;
  const Series series = noisy_sine();
  const auto stream = std::make_shared<Stream>(univariate_detector(series, hidden).stream());
  const auto row = std::make_shared<std::size_t>(0);
  return {[stream, row, series] {
            const Verdict verdict = stream->push(series.rows.values.row((*row)++ % series.rows.size()));
            if (verdict.score < 0) std::abort();  // the result is used
          },
          0,
          0,
          {}};
}

}  // namespace tidegate::benchmarks
