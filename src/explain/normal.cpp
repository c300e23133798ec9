#include "explain/normal.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/missing.h"

namespace tidegate {
namespace {

constexpr double kTail = 0.002, kSame = 0.25;

/// The value that `share` of all lie below. Contract: not empty.
double quantile(std::vector<double>& values, double share) {
  const auto rank = static_cast<std::ptrdiff_t>(std::floor(share * static_cast<double>(values.size() - 1)));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

double mean_of(const std::vector<double>& values) {
  double mean = 0, count = 0;
  for (const double value : values) mean += (value - mean) / ++count;
  return mean;
}

double deviation_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size()));
}

/// The longest stretch of rows t for which `goes_on(t)` is true; each counts `before` rows more.
template <class GoesOn>
double longest_stretch(std::size_t rows, double before, GoesOn&& goes_on) {
  double stretch = before, longest = before;
  for (std::size_t t = 0; t < rows; ++t) {
    stretch = goes_on(t) ? stretch + 1 : before;
    longest = std::max(longest, stretch);
  }
  return longest;
}

NormalChannel learn_channel(MatrixView<const double> values, std::size_t channel, double usual_error) {
  const auto step_at = [&](std::size_t t) {
    return t == 0 ? kMissingValue : std::abs(values(t, channel) - values(t - 1, channel));
  };
  std::vector<double> present, steps;
  for (std::size_t t = 0; t < values.rows; ++t) {
    if (!std::isnan(values(t, channel))) present.push_back(values(t, channel));
    if (!std::isnan(step_at(t))) steps.push_back(step_at(t));
  }
  NormalChannel normal;
  if (present.empty() || steps.empty()) return normal;
  normal.spread = deviation_of(present);
  normal.same = kSame * std::min(usual_error, mean_of(steps));
  normal.lowest = quantile(present, kTail);
  normal.highest = quantile(present, 1 - kTail);
  normal.longest_hold = longest_stretch(values.rows, 1, [&](std::size_t t) { return step_at(t) <= normal.same; });
  normal.longest_gap = longest_stretch(values.rows, 0, [&](std::size_t t) { return std::isnan(values(t, channel)); });
  return normal;
}

bool makes_sense(const NormalChannel& normal) {
  return normal.lowest <= normal.highest && normal.spread >= 0 && normal.same >= 0 && normal.longest_hold >= 1 &&
         normal.longest_gap >= 0;
}

}  // namespace

std::vector<NormalChannel> learn_normal(MatrixView<const double> values, std::span<const double> usual_error) {
  TIDEGATE_EXPECTS(usual_error.size() == values.cols);
  std::vector<NormalChannel> channels;
  for (std::size_t c = 0; c < values.cols; ++c) channels.push_back(learn_channel(values, c, usual_error[c]));
  return channels;
}

std::vector<double> normal_numbers(std::span<const NormalChannel> channels) {
  std::vector<double> numbers;
  for (const NormalChannel& c : channels)
    numbers.insert(numbers.end(), {c.lowest, c.highest, c.spread, c.same, c.longest_hold, c.longest_gap});
  return numbers;
}

std::vector<NormalChannel> normal_from_numbers(std::span<const double> numbers) {
  TIDEGATE_EXPECTS(numbers.size() % kNormalNumbers == 0);
  std::vector<NormalChannel> channels;
  for (std::size_t i = 0; i < numbers.size(); i += kNormalNumbers) {
    const auto n = numbers.subspan(i, kNormalNumbers);
    const NormalChannel one{n[0], n[1], n[2], n[3], n[4], n[5]};
    if (!makes_sense(one)) return {};
    channels.push_back(one);
  }
  return channels;
}

}  // namespace tidegate
