// Scores from known distributions, and how often these really reach a limit.
#pragma once
#include <array>
#include <cmath>
#include <vector>

#include "base/random.h"

namespace tidegate::testing_support {

struct KnownScores {
  const char* name;
  double (*draw)(Random& random);
  double (*exceeds)(double limit);  ///< probability of a score ≥ limit, limit ≥ 0
};

inline constexpr std::array kKnownScores = {
    KnownScores{"exponential", [](Random& random) { return -std::log(1 - random.uniform()); },
                [](double limit) { return std::exp(-limit); }},
    KnownScores{"Pareto", [](Random& random) { return std::pow(1 - random.uniform(), -0.25) - 1; },
                [](double limit) { return std::pow(1 + limit, -4); }},
    KnownScores{"uniform", [](Random& random) { return random.uniform(); },
                [](double limit) { return std::max(1 - limit, 0.0); }},
    KnownScores{"half-normal", [](Random& random) { return std::abs(random.normal()); },
                [](double limit) { return std::erfc(limit / std::sqrt(2.0)); }},
};

inline std::vector<double> draw_scores(const KnownScores& known, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<double> scores;
  for (std::size_t i = 0; i < count; ++i) scores.push_back(known.draw(random));
  return scores;
}

}  // namespace tidegate::testing_support
