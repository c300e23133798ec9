#include "event/severity.h"

#include <cmath>

namespace tidegate {

double severity(double score, double threshold) noexcept {
  if (!(score > threshold)) return 0;
  if (threshold <= 0) return 100;
  return 100 * (1 - std::pow(score / threshold, -0.9));
}

double severity_of_probability(double probability, double threshold) noexcept {
  const auto odds = [](double p) { return p / (1 - p); };
  return severity(odds(probability), odds(threshold));
}

std::string_view severity_word(double severity) noexcept {
  if (severity < 25) return "low";
  if (severity < 50) return "medium";
  return severity < 75 ? "high" : "critical";
}

}  // namespace tidegate
