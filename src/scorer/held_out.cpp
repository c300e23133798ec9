#include "scorer/held_out.h"

#include <algorithm>

#include "base/missing.h"
#include "base/text.h"

namespace tidegate {

HeldOut held_out_halves(std::span<const MatrixView<const double>> series, std::size_t before, std::size_t most) {
  HeldOut halves;
  for (const auto& rows : series) {
    const std::size_t used = std::min(rows.rows, 2 * most), begin = rows.rows - used, middle = begin + used / 2;
    const std::size_t later = middle - std::min(before, middle - begin);
    halves.earlier.push_back(rows.slice(begin, middle - begin));
    halves.later.push_back(rows.slice(later, rows.rows - later));
  }
  return halves;
}

Status check_windows(const HeldOut& halves, std::size_t window, std::string_view example) {
  const auto is_long_enough = [window](const auto& rows) { return rows.rows >= window; };
  if (std::ranges::any_of(halves.earlier, is_long_enough)) return {};
  return fail(ErrorKind::kData, "the training part is too short for two windows of " + plural(window, "row"))
      .about("scorers")
      .remedy("give a shorter one, as in " + option_named("scorers", example))
      .remedy("give more rows (" + option_named("train-part") + ")");
}

std::vector<double> held_out_limits(Scorer learned, std::span<const MatrixView<const double>> later, double least) {
  const std::size_t channels = later.front().cols;
  learned.residuals = channels;
  learned.numbers_at = 0;
  std::vector<std::vector<double>> given(channels);
  std::vector<double> numbers(scorer_numbers(learned, channels));
  for (const auto& rows : later) {
    std::vector<double> state(scorer_state_size(learned, channels), 0.0);
    for (std::size_t t = 0; t < rows.rows; ++t) {
      std::ranges::fill(numbers, kMissingValue);
      const ScorerNumbers own = numbers_of(learned, channels, numbers);
      learned.method->step(learned, state, {.scaled = rows.row(t)}, own);
      for (std::size_t c = 0; c < channels; ++c) given[c].push_back(own.residual[c]);
    }
  }
  std::vector<double> limits;
  for (const std::vector<double>& one : given) {
    const bool has_any = std::ranges::any_of(one, [](double distance) { return distance > 0; });
    limits.push_back(has_any ? std::max(fit_calibration(CalibrationKind::kLimit, one).unit, least) : least);
  }
  return limits;
}

}  // namespace tidegate
