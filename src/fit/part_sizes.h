// How many rows a training part needs, and what follows from their number where nothing is set.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace tidegate {

/// A training part with fewer rows is refused.
inline constexpr std::size_t kLeastTrainingRows = 40;

/// Scores that a threshold and the score's statistics are fitted on, at least.
inline constexpr std::size_t kLeastScores = 16;

/// The window used where none is set: 64 rows, or an eighth of a short training part (8 at least).
constexpr std::int64_t automatic_window(std::size_t training_rows) {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(training_rows / 8), 8, 64);
}

/// The same for a table of many keys: a quarter of the length of the key that the middle row belongs to, ordered by
/// length (2 at least), so that most rows can be scored.
constexpr std::int64_t automatic_window_of_keys(std::size_t middle_rows) {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(middle_rows / 4), 2, 64);
}

/// Of a part of so many rows, those that weights are trained on; the others, its last, validate. Contract: two rows
/// or more.
inline std::size_t learned_rows(std::size_t rows, double validation) {
  const long learned = std::lround(static_cast<double>(rows) * (1 - validation));
  return std::clamp<std::size_t>(static_cast<std::size_t>(learned), 2, rows);
}

}  // namespace tidegate
