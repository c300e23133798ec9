// How bad an event is, on a scale people can compare across series.
#pragma once
#include <string_view>

namespace tidegate {

/// 100 (1 − (score / threshold)^−0.9): 0 at or below the threshold, 46 at twice, 87 at ten times, 100 never quite
/// reached. NaN scores give 0; a threshold ≤ 0 below the score gives 100.
double severity(double score, double threshold) noexcept;

/// Of probabilities: the same of their odds, p / (1 − p).
double severity_of_probability(double probability, double threshold) noexcept;

/// low < 25 ≤ medium < 50 ≤ high < 75 ≤ critical.
std::string_view severity_word(double severity) noexcept;

}  // namespace tidegate
