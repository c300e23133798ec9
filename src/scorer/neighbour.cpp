#include "scorer/neighbour.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "scorer/held_out.h"
#include "scorer/period.h"
#include "scorer/recent_values.h"

namespace tidegate {
namespace neighbour_scorer {  // rooms may compile as one file
namespace {

constexpr std::size_t kMostRows = 20'000;
/// A window of less deviation is flat, in scaled units: its shape would be that of noise.
constexpr double kFlat = 1e-4;
/// Least limit, as a share of the distance between windows that have nothing in common.
constexpr double kLeastLimit = 0.02;

// Rows of the first matrix, columns are channels: the limit, and 1 where a remembered window is flat.
constexpr std::size_t kLimit = 0, kHasFlat = 1, kPerChannel = 2;
// Rows of the second, for each channel; columns are what is remembered. Windows are told by their first value.
constexpr std::size_t kValue = 0, kInverse = 1, kMean = 2, kPerValue = 3;

std::vector<MatrixShape> shapes(const Scorer&, std::size_t channels) {
  return {{kPerChannel, channels}, {kPerValue * channels, 0}};
}
std::size_t remembered(const Scorer& scorer) { return scorer.learned[1].cols(); }
std::size_t windows(const Scorer& scorer) { return remembered(scorer) - scorer.argument + 1; }

bool is_sound(const Scorer& scorer, std::size_t) {
  return remembered(scorer) >= scorer.argument && remembered(scorer) <= kMostRows &&
         std::ranges::all_of(scorer.learned[0].row(kLimit), [](double limit) { return limit > 0; });
}

Status unfitted(Scorer& scorer, std::size_t channels, std::size_t rows) {
  const std::size_t count = std::max(scorer.argument, std::min(rows, kMostRows));
  scorer.learned = {Matrix<double>(kPerChannel, channels, 1.0), Matrix<double>(kPerValue * channels, count)};
  return {};
}

/// Shape of a window: its mean, and 1 / deviation, 0 of a flat one.
struct Shape {
  double mean, inverse;
};
Shape shape_of(std::span<const double> window) noexcept {
  double sum = 0, squares = 0;
  for (const double value : window) sum += value;
  const double mean = sum / static_cast<double>(window.size());
  for (const double value : window) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / static_cast<double>(window.size()));
  return {mean, deviation < kFlat ? 0 : 1 / deviation};
}

/// The last rows of all series, one after the other; what lies across two of them is no window.
void remember(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols, window = scorer.argument;
  std::vector<MatrixView<const double>> kept;
  std::size_t count = 0;
  for (std::size_t i = series.size(); i-- > 0 && count < kMostRows;) {
    const std::size_t rows = std::min(series[i].rows, kMostRows - count);
    if (rows < window) continue;
    kept.push_back(series[i].slice(series[i].rows - rows, rows));
    count += rows;
  }
  scorer.learned = {Matrix<double>(kPerChannel, channels), Matrix<double>(kPerValue * channels, count)};
  std::ranges::fill(scorer.learned[0].row(kLimit), 1.0);
  for (std::size_t c = 0; c < channels; ++c) {
    std::size_t at = 0;
    for (const auto& rows : kept) {
      const std::vector<double> values = filled_column(rows, c, window);
      std::ranges::copy(values, scorer.learned[1].row(kPerValue * c + kValue).subspan(at).begin());
      for (std::size_t t = 0; t + window <= values.size(); ++t) {
        const Shape shape = shape_of(std::span(values).subspan(t, window));
        scorer.learned[1](kPerValue * c + kInverse, at + t) = shape.inverse;
        scorer.learned[1](kPerValue * c + kMean, at + t) = shape.mean * shape.inverse * static_cast<double>(window);
        if (shape.inverse == 0) scorer.learned[0](kHasFlat, c) = 1;
      }
      at += values.size();
    }
  }
}

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  if (scorer.argument == 0) scorer.argument = automatic_window(series, {.least = 8, .most = 1'000, .otherwise = 100});
  const HeldOut halves = held_out_halves(series, scorer.argument - 1, kMostRows);
  if (auto enough = check_windows(halves, scorer.argument, "neighbour:20"); !enough) return enough;
  remember(scorer, halves.earlier);
  const std::vector<double> limits = held_out_limits(scorer, halves.later, kLeastLimit);
  remember(scorer, series);
  std::ranges::copy(limits, scorer.learned[0].row(kLimit).begin());
  return {};
}

std::size_t channel_state(const Scorer& scorer) { return 2 * scorer.argument + windows(scorer); }
std::size_t state_size(const Scorer& scorer, std::size_t channels) { return 1 + channels * channel_state(scorer); }
std::size_t warmup(const Scorer& scorer) { return scorer.argument - 1; }

constexpr std::size_t kLanes = 8;

/// The value that leaves the window, the one that comes, the window's mean; and the best correlations so far, times
/// the window's deviation and length, in sums that are computed side by side.
struct Slide {
  double leaving, coming, mean;
  double best[kLanes];
};

/// One channel's memory from its window `first` on.
struct Remembered {
  const double *value, *inverse, *mean;
  std::size_t window;
};

/// `products` (count): those of the window before with remembered windows [first - 1, …) become those of this one with
/// [first, …). first ≥ 1.
void slide(Slide& by, const Remembered& all, std::size_t first, std::span<double> products) noexcept {
  const double* __restrict before = all.value + first - 1;
  const double* __restrict after = all.value + first + all.window - 1;
  const double* __restrict inverse = all.inverse + first;
  const double* __restrict mean = all.mean + first;
  double* __restrict product = products.data();
  const double leaving = by.leaving, coming = by.coming, own = by.mean;
  double best[kLanes];
  std::ranges::copy(by.best, best);
  std::size_t i = 0;
  for (; i + kLanes <= products.size(); i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::size_t j = i + lane;
      const double next = product[j] - leaving * before[j] + coming * after[j];
      product[j] = next;
      const double alike = next * inverse[j] - own * mean[j];
      best[lane] = best[lane] > alike ? best[lane] : alike;
    }
  for (std::size_t lane = 0; i < products.size(); ++i, ++lane) {
    const double next = product[i] - leaving * before[i] + coming * after[i];
    product[i] = next;
    const double alike = next * inverse[i] - own * mean[i];
    best[lane] = best[lane] > alike ? best[lane] : alike;
  }
  std::ranges::copy(best, by.best);
}

/// The dot product with remembered window j stands at (j - count) mod their number, so that none has to be moved: the
/// window before met it as window j - 1. The first one met none and is computed.
double best_correlation(const Remembered& all, std::span<double> products, std::size_t count, Slide by,
                        std::span<const double> window) noexcept {
  const std::size_t turned = count % products.size();
  const std::size_t at_first = turned == 0 ? 0 : products.size() - turned;
  std::ranges::fill(by.best, -1e300);
  const auto from_turn = products.first(products.size() - turned);  // windows [turned, …)
  slide(by, all, std::max<std::size_t>(turned, 1), turned == 0 ? from_turn.subspan(1) : from_turn);
  if (turned > 1) slide(by, all, 1, products.subspan(at_first + 1));
  products[at_first] = dot(window, {all.value, window.size()});
  const double first = products[at_first] * all.inverse[0] - by.mean * all.mean[0];
  return std::max(first, *std::ranges::max_element(by.best));
}

/// As a share of what windows that have nothing in common are apart: √(1 − correlation), 0 to √2.
double distance(double correlation) noexcept { return std::sqrt(std::clamp(1 - correlation, 0.0, 2.0)); }

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const std::size_t window = scorer.argument;
  const auto count = static_cast<std::size_t>(state[0]++);
  const Matrix<double>&of_channels = scorer.learned[0], &memory = scorer.learned[1];
  for (std::size_t c = 0; c < row.scaled.size(); ++c) {
    const auto own = state.subspan(1 + c * channel_state(scorer), channel_state(scorer));
    RecentValues recent(own.first(2 * window), count);
    const bool is_missing = std::isnan(row.scaled[c]);
    const double leaving = recent.oldest(), coming = is_missing ? leaving : bounded_sample(row.scaled[c]);
    recent.push(coming);
    const Shape shape = shape_of(recent.all());
    const Remembered all{memory.row(kPerValue * c + kValue).data(), memory.row(kPerValue * c + kInverse).data(),
                         memory.row(kPerValue * c + kMean).data(), window};
    const double best =
        best_correlation(all, own.subspan(2 * window), count, {leaving, coming, shape.mean, {}}, recent.all());
    if (is_missing || count + 1 < window) continue;
    const bool is_known = shape.inverse == 0 && of_channels(kHasFlat, c) > 0;
    const double correlation = is_known ? 1 : best * shape.inverse / static_cast<double>(window);
    numbers.residual[c] = distance(correlation) / of_channels(kLimit, c);
  }
}

std::string reason(const Scorer& scorer, std::size_t, const Event&) {
  return "no " + plural(scorer.argument, "row") + " of the training part look like the last " +
         std::to_string(scorer.argument);
}

}  // namespace
}  // namespace neighbour_scorer

const ScorerMethod kNeighbourScorer = {.name = "neighbour",
                                       .measure = Measure::kExcess,
                                       .argument = {.least = 4, .most = 10'000, .usual = 0},
                                       .shapes = neighbour_scorer::shapes,
                                       .fit = neighbour_scorer::fit,
                                       .unfitted = neighbour_scorer::unfitted,
                                       .is_sound = neighbour_scorer::is_sound,
                                       .state_size = neighbour_scorer::state_size,
                                       .warmup = neighbour_scorer::warmup,
                                       .step = neighbour_scorer::step,
                                       .reason = neighbour_scorer::reason};

}  // namespace tidegate
