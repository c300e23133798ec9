#include "scorer/linear.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "scorer/recent_values.h"

namespace tidegate {
namespace linear_scorer {  // rooms may compile as one file
namespace {

/// Of the mean square of what it goes by: enough that a periodic series without noise has one solution.
constexpr double kRidge = 1e-4;
constexpr double kLeastRidge = 1e-9;  ///< a row; of a channel that never moved

// Columns of `learned` behind the weights of the last values, oldest first.
constexpr std::size_t kConstant = 0, kLowest = 1, kHighest = 2, kMore = 3;

std::vector<MatrixShape> shapes(const Scorer& scorer, std::size_t channels) {
  return {{channels, scorer.argument + kMore}};
}

Status unfitted(Scorer& scorer, std::size_t channels, std::size_t) {
  scorer.learned = {Matrix<double>(channels, scorer.argument + kMore)};
  return {};
}

/// What is missing holds the value before.
std::vector<double> held_column(MatrixView<const double> rows, std::size_t c) { return filled_column(rows, c, 1); }

/// Sums of products of lags and a 1, and of these with the value that followed.
struct NormalEquations {
  Eigen::MatrixXd products;
  Eigen::VectorXd answers;
  double rows = 0;

  explicit NormalEquations(std::size_t order)
      : products(Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(order) + 1, static_cast<Eigen::Index>(order) + 1)),
        answers(Eigen::VectorXd::Zero(static_cast<Eigen::Index>(order) + 1)) {}

  void add(std::span<const double> lags, double value) {
    const auto order = static_cast<Eigen::Index>(lags.size());
    Eigen::VectorXd x(order + 1);
    x << Eigen::Map<const Eigen::VectorXd>(lags.data(), order), 1.0;
    products.selfadjointView<Eigen::Lower>().rankUpdate(x);
    answers += value * x;
    ++rows;
  }
  Eigen::VectorXd solve() const {
    const double ridge = std::max(kRidge * products.trace() / static_cast<double>(products.rows()), kLeastRidge * rows);
    Eigen::MatrixXd damped = products.selfadjointView<Eigen::Lower>();
    damped.diagonal().array() += ridge;
    return damped.llt().solve(answers);
  }
};

/// False if no row has ORDER rows before it.
bool learn(std::span<const MatrixView<const double>> series, std::size_t channel, std::span<double> learned) {
  const std::size_t order = learned.size() - kMore;
  NormalEquations equations(order);
  double lowest = 0, highest = 0;
  for (const auto& rows : series) {
    const std::vector<double> values = held_column(rows, channel);
    for (std::size_t t = 0; t < values.size(); ++t) {
      lowest = std::min(lowest, values[t]), highest = std::max(highest, values[t]);
      if (t >= order && !std::isnan(rows(t, channel)))
        equations.add(std::span(values).subspan(t - order, order), values[t]);
    }
  }
  if (equations.rows == 0) return false;
  std::ranges::copy(equations.solve(), learned.begin());
  learned[order + kLowest] = lowest;
  learned[order + kHighest] = highest;
  return true;
}

bool has_value(std::span<const MatrixView<const double>> series, std::size_t channel) {
  return std::ranges::any_of(series, [channel](const auto& rows) {
    for (std::size_t t = 0; t < rows.rows; ++t)
      if (!std::isnan(rows(t, channel))) return true;
    return false;
  });
}

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  if (auto sized = unfitted(scorer, channels, 0); !sized) return sized;
  for (std::size_t c = 0; c < channels; ++c) {
    if (learn(series, c, scorer.learned.front().row(c)) || !has_value(series, c)) continue;
    return fail(ErrorKind::kData, "the training part is too short for a linear forecast from the last " +
                                      plural(scorer.argument, "value"))
        .about("scorers")
        .remedy("give fewer, as in " + option_named("scorers", "linear:5"))
        .remedy("give more rows (" + option_named("train-part") + ")");
  }
  return {};
}

std::size_t state_size(const Scorer& scorer, std::size_t channels) { return 1 + 2 * scorer.argument * channels; }
std::size_t warmup(const Scorer& scorer) { return scorer.argument; }

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const std::size_t order = scorer.argument;
  const auto count = static_cast<std::size_t>(state[0]++);
  for (std::size_t c = 0; c < row.scaled.size(); ++c) {
    RecentValues lags(state.subspan(1 + 2 * order * c, 2 * order), count);
    const std::span<const double> learned = scorer.learned.front().row(c), more = learned.subspan(order);
    const double forecast = dot(lags.all(), learned) + more[kConstant];
    const bool is_missing = std::isnan(row.scaled[c]);
    lags.push(is_missing ? std::clamp(forecast, more[kLowest], more[kHighest]) : bounded_sample(row.scaled[c]));
    if (count < order) continue;
    numbers.given[c] = forecast;
    numbers.residual[c] = row.scaled[c] - forecast;
  }
}

bool is_sound(const Scorer& scorer, std::size_t channels) {
  for (std::size_t c = 0; c < channels; ++c)
    if (const auto more = scorer.learned.front().row(c).subspan(scorer.argument); !(more[kLowest] <= more[kHighest]))
      return false;
  return true;
}

}  // namespace
}  // namespace linear_scorer

const ScorerMethod kLinearScorer = {.name = "linear",
                                    .measure = Measure::kResiduals,
                                    .argument = {.least = 1, .most = 1'000, .usual = 20, .word = "ORDER"},
                                    .shapes = linear_scorer::shapes,
                                    .fit = linear_scorer::fit,
                                    .unfitted = linear_scorer::unfitted,
                                    .is_sound = linear_scorer::is_sound,
                                    .state_size = linear_scorer::state_size,
                                    .warmup = linear_scorer::warmup,
                                    .step = linear_scorer::step,
                                    .expects = "a linear forecast from the values before"};

}  // namespace tidegate
