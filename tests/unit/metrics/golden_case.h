// Scores and labels whose metrics were computed with the reference code of TSB-AD.
#pragma once
#include <cstdint>
#include <vector>

#include "tidegate/series.h"

namespace tidegate::testing_support {

struct LabelledScores {
  std::vector<double> scores;
  std::vector<std::uint8_t> labels;
};

/// A linear congruential generator, so that anybody can make them again; 0 to 1.
inline std::vector<double> uniform_numbers(std::size_t count, std::uint32_t seed) {
  std::vector<double> numbers(count);
  for (double& one : numbers) {
    seed = 1664525U * seed + 1013904223U;
    one = static_cast<double>(seed >> 8U) / (1U << 24U);
  }
  return numbers;
}

inline void label(LabelledScores& one, std::initializer_list<RowRange> runs) {
  for (const RowRange& run : runs)
    for (std::size_t t = run.begin; t < run.end; ++t) one.labels[t] = 1;
}

inline void raise(LabelledScores& one, std::initializer_list<RowRange> runs, double by) {
  for (const RowRange& run : runs)
    for (std::size_t t = run.begin; t < run.end; ++t) one.scores[t] += by;
}

/// 1,000 rows, three anomalies found late, once, and not at all; a false alarm.
inline LabelledScores golden_case_a() {
  LabelledScores one{uniform_numbers(1000, 1), std::vector<std::uint8_t>(1000)};
  for (double& score : one.scores) score /= 2;
  raise(one, {{110, 156}, {395, 411}, {705, 707}, {850, 861}}, 0.4);
  label(one, {{100, 150}, {400, 420}, {700, 701}});
  return one;
}

/// 400 rows with an anomaly at either end.
inline LabelledScores golden_case_b() {
  LabelledScores one{uniform_numbers(400, 7), std::vector<std::uint8_t>(400)};
  raise(one, {{0, 5}, {395, 400}}, 1);
  label(one, {{0, 10}, {390, 400}});
  return one;
}

inline std::vector<std::uint8_t> flags_above(const std::vector<double>& scores, double threshold) {
  std::vector<std::uint8_t> flags;
  for (const double score : scores) flags.push_back(score > threshold ? 1 : 0);
  return flags;
}

}  // namespace tidegate::testing_support
