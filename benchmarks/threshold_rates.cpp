// How often each threshold flags rows that are all normal: artificial scores from known distributions, calibrated on
// one stretch, counted on the next; then whole detectors on waves with noise. Prints the tables of docs/thresholds.md.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "base/random.h"
#include "threshold/percentile.h"
#include "threshold/threshold_state.h"
#include "tidegate/detector.h"

namespace {

using namespace tidegate;

constexpr std::size_t kCalibration = 4000, kRows = 30'000;
constexpr int kRepetitions = 30;

/// Scores of a series, one after the other; `t` counts from the first calibration score.
using Scores = std::function<double(Random&, std::size_t t)>;

struct Kind {
  const char* name;
  std::function<Scores()> begin;
};

Scores autocorrelated() {
  return [value = 0.0](Random& random, std::size_t) mutable {
    value = 0.9 * value + std::sqrt(1 - 0.81) * random.normal();
    return std::abs(value);
  };
}

/// As the default detector makes them: |residual|, EWMA over 5 rows.
Scores smoothed(double gain_after_calibration) {
  return [=, value = 1.0](Random& random, std::size_t t) mutable {
    const double gain = t < kCalibration ? 1 : gain_after_calibration;
    value += (gain * std::abs(random.normal()) - value) / 3;
    return value;
  };
}

Scores drifting() {
  return [](Random& random, std::size_t t) {
    return 3 + std::sin(static_cast<double>(t) / 1500) + 0.3 * std::abs(random.normal());
  };
}

Scores independent(double (*draw)(Random&)) {
  return [draw](Random& random, std::size_t) { return draw(random); };
}

double half_normal(Random& random) { return std::abs(random.normal()); }
double exponential(Random& random) { return -std::log(1 - random.uniform()); }
double pareto(Random& random) { return std::pow(1 - random.uniform(), -0.25) - 1; }
double uniform(Random& random) { return random.uniform(); }

const std::array kKinds = {
    Kind{"half-normal", [] { return independent(half_normal); }},
    Kind{"exponential", [] { return independent(exponential); }},
    Kind{"Pareto, shape 0.25", [] { return independent(pareto); }},
    Kind{"uniform", [] { return independent(uniform); }},
    Kind{"AR(1), 0.9", [] { return autocorrelated(); }},
    Kind{"smoothed", [] { return smoothed(1); }},
    Kind{"smoothed, 10 % higher than calibrated", [] { return smoothed(1.1); }},
    Kind{"slow drift", [] { return drifting(); }},
};

/// Flagged rows in 10,000 of one series.
double flagged(const std::string& spec, const Kind& kind, std::uint64_t seed) {
  Random random(seed);
  const Scores next = kind.begin();
  std::vector<double> calibration;
  for (std::size_t t = 0; t < kCalibration; ++t) calibration.push_back(next(random, t));
  const auto params = fit_threshold({.threshold = spec}, calibration, "");
  if (!params) {
    std::fprintf(stderr, "%s\n", params.error().message().c_str());
    std::exit(1);
  }
  ThresholdState state = make_threshold_state(*params);
  std::size_t count = 0;
  for (std::size_t t = 0; t < kRows; ++t) {
    const double score = next(random, kCalibration + t);
    count += score >= limit(*params, state) ? 1 : 0;
    observe(*params, state, score);
  }
  return 1e4 * static_cast<double>(count) / kRows;
}

std::string short_text(double count) {
  char text[32];
  std::snprintf(text, sizeof text, count < 10 ? "%.1f" : "%.0f", count);
  return text;
}

void print_counts(const std::vector<double>& counts) {
  std::printf(" **%s** (%s–%s) |", short_text(percentile(counts, 50)).c_str(),
              short_text(percentile(counts, 10)).c_str(), short_text(percentile(counts, 90)).c_str());
  std::fflush(stdout);
}

void print_row(const char* aim, const std::string& spec) {
  std::printf("| `%s` | %s |", spec.c_str(), aim);
  for (const Kind& kind : kKinds) {
    std::vector<double> counts;
    for (int repetition = 1; repetition <= kRepetitions; ++repetition)
      counts.push_back(flagged(spec, kind, static_cast<std::uint64_t>(repetition)));
    print_counts(counts);
  }
  std::printf("\n");
}

Series noisy_wave(std::size_t rows, std::uint64_t seed) {
  Random random(seed);
  Series series;
  series.channels = {{"wave", ""}};
  series.rows.values = Matrix<double>(rows, 1);
  for (std::size_t t = 0; t < rows; ++t)
    series.rows.values(t, 0) = std::sin(2 * std::numbers::pi * static_cast<double>(t) / 25) + 0.1 * random.normal();
  return series;
}

/// Flagged rows in 10,000 of what comes after the training part, by the default detector with that threshold.
double flagged_by_detector(const std::string& spec, std::uint64_t seed) {
  const Series series = noisy_wave(kCalibration + kRows, seed);
  DetectorConfig config;
  config.threshold.threshold = spec;
  const auto detector = Detector::train(series, {0, kCalibration}, config);
  if (!detector) std::exit(1);
  Stream stream = detector->stream();
  std::size_t count = 0;
  for (std::size_t t = 0; t < series.rows.size(); ++t) {
    const bool anomalous = stream.push(series.rows.values.row(t)).phase == Phase::kAnomalous;
    count += anomalous && t >= kCalibration ? 1 : 0;
  }
  return 1e4 * static_cast<double>(count) / kRows;
}

void print_detector_row(const char* aim, const std::string& spec) {
  constexpr std::uint64_t kSeries = 9;
  std::vector<double> counts;
  for (std::uint64_t seed = 1; seed <= kSeries; ++seed) counts.push_back(flagged_by_detector(spec, seed));
  std::printf("| `%s` | %s |", spec.c_str(), aim);
  print_counts(counts);
  std::printf("\n");
}

}  // namespace

int main() {
  std::printf("| threshold | aim |");
  for (const Kind& kind : kKinds) std::printf(" %s |", kind.name);
  std::printf("\n|---|---|");
  for (std::size_t i = 0; i < kKinds.size(); ++i) std::printf("---|");
  std::printf("\n");
  for (const char* spec : {"percentile:99.9", "pot:1e-3", "spot:1e-3", "dspot:1e-3"}) print_row("10", spec);
  for (const char* spec : {"percentile:99.99", "pot:1e-4", "spot:1e-4", "dspot:1e-4"}) print_row("1", spec);
  for (const char* spec : {"sigma:3", "sigma:8", "mad:6", "iqr:3", "dynamic"}) print_row("none", spec);
  std::printf("\n| threshold | aim | default detector on waves with noise |\n|---|---|---|\n");
  for (const char* spec : {"percentile:99.9", "pot:1e-3", "spot:1e-3", "dspot:1e-3"}) print_detector_row("10", spec);
  for (const char* spec : {"sigma:8", "mad:6", "iqr:3", "dynamic"}) print_detector_row("none", spec);
}
