#include "scorer/period.h"

#include <algorithm>
#include <map>
#include <vector>

#include "series/periods.h"

namespace tidegate {
namespace {

std::size_t longest_part(std::span<const MatrixView<const double>> series) {
  return std::ranges::max_element(series, {}, &MatrixView<const double>::rows)->rows;
}

}  // namespace

std::size_t common_period(std::span<const MatrixView<const double>> series) {
  const auto longest = *std::ranges::max_element(series, {}, &MatrixView<const double>::rows);
  std::map<std::size_t, std::size_t> votes;
  std::vector<double> values(longest.rows);
  for (std::size_t c = 0; c < longest.cols; ++c) {
    for (std::size_t t = 0; t < longest.rows; ++t) values[t] = longest(t, c);
    if (const auto periods = find_periods(values); !periods.empty()) ++votes[periods.front()];
  }
  const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
  return most == votes.end() ? 0 : most->first;
}

std::size_t automatic_window(std::span<const MatrixView<const double>> series, const WindowLimits& limits) {
  const std::size_t period = common_period(series);
  const std::size_t window = std::clamp(period == 0 ? limits.otherwise : period, limits.least, limits.most);
  return std::max(limits.least, std::min(window, longest_part(series) / 8));
}

}  // namespace tidegate
