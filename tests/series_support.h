// Small labelled series for tests, made from nothing but a seed.
#pragma once
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "base/missing.h"
#include "base/random.h"
#include "tidegate/detector.h"

namespace tidegate::testing_support {

/// `channels` waves of period 25 with their own phase, noise of 5 %, one row a minute.
inline Series waves(std::size_t rows, std::size_t channels, std::uint64_t seed = 5, bool with_time = true) {
  Series series;
  series.source = "waves";
  series.rows.values = Matrix<double>(rows, channels);
  Random random(seed);
  for (std::size_t c = 0; c < channels; ++c) series.channels.push_back({"c" + std::to_string(c), ""});
  for (std::size_t t = 0; t < rows; ++t) {
    for (std::size_t c = 0; c < channels; ++c)
      series.rows.values(t, c) = std::sin(2 * std::numbers::pi * static_cast<double>(t) / 25 + static_cast<double>(c)) +
                                 0.05 * random.normal();
    if (with_time) series.rows.time.push_back(Timestamp(std::chrono::minutes(t)));
  }
  return series;
}

/// A net small enough for tests to train in a fraction of a second.
inline DetectorConfig quick_config() {
  DetectorConfig config;
  config.net.hidden = {8};
  config.net.window = 20;
  config.training.epochs = 12;
  config.training.learning_rate = 0.01;
  config.training.chunk = 25;
  config.training.threads = 1;
  return config;
}

inline Verdict push_row_of(Stream& stream, const Series& series, std::size_t row) {
  return stream.push(series.rows, row);
}

/// Rows from `first` to the last, and the end; each verdict to `keep`.
template <class Keep>
void judge_rows(Stream& stream, const Series& series, std::size_t first, Keep&& keep) {
  for (std::size_t row = first; row < series.rows.size(); ++row)
    if (const Verdict verdict = push_row_of(stream, series, row); verdict.phase != Phase::kPending) keep(verdict);
  stream.finish(keep);
}

/// Scores of all rows, NaN where there is none.
inline std::vector<double> scores_of(const Detector& detector, const Series& series) {
  Stream stream = detector.stream();
  std::vector<double> scores;
  judge_rows(stream, series, 0, [&](const Verdict& verdict) { scores.push_back(verdict.score); });
  return scores;
}

/// The limits by which all rows were judged.
inline std::vector<double> limits_of(const Detector& detector, const Series& series) {
  Stream stream = detector.stream();
  std::vector<double> limits;
  judge_rows(stream, series, 0, [&](const Verdict& verdict) { limits.push_back(verdict.threshold); });
  return limits;
}

/// Equal as bits; NaN equals NaN.
inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) return false;
  return true;
}

}  // namespace tidegate::testing_support
