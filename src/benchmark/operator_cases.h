// Faults that people who watch machines and services named in public reports, as series made from seeds.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "tidegate/series.h"

namespace tidegate {

/// An event that a sensible person expects.
struct ExpectedEvent {
  RowRange rows{};             ///< of the series
  std::string_view channel{};  ///< named first; empty = whichever
  std::string_view kind{};     ///< empty = any
};

struct OperatorCase {
  std::string_view name, words;  ///< words: what happens, and what is expected
  std::size_t training_rows;
  std::size_t rows;
  std::vector<std::string_view> channels;
  /// The values of a row, NaN = missing; false: the row does not come. `row` 0 first, each once.
  bool (*fill)(std::size_t row, Random& random, std::span<double> values);
  std::vector<ExpectedEvent> expected;
  std::size_t most_others = 0;  ///< events that share no row with an expected one
  double least_scored = 0.8;    ///< share of the judged rows that have a score
  Duration step = std::chrono::minutes(1);
};

std::span<const OperatorCase> operator_cases();

/// The series of a case; always the same.
Series operator_series(const OperatorCase& one);

}  // namespace tidegate
