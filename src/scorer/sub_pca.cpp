#include "scorer/sub_pca.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "scorer/held_out.h"
#include "scorer/period.h"
#include "scorer/recent_values.h"

namespace tidegate {
namespace sub_pca_scorer {  // rooms may compile as one file
namespace {

constexpr std::size_t kLongest = 300, kMostWindows = 5'000;
constexpr std::size_t kHeldOutRows = 20'000;
/// Of the largest variance: what smaller ones count as, and what they do in a channel that never moved.
constexpr double kLeastShare = 1e-4, kLeastVariance = 1e-8;
constexpr double kLeastLimit = 1;  ///< a deviation
/// A channel that began to move in the later half went endlessly far from the earlier one. Its limit is at most so many
/// times that of rows that were learned.
constexpr double kMostTimesKnown = 3;

// Rows of the first matrix; columns are channels. Of each channel another one follows: the mean, and below it each
// component over its deviation, with its variance over the least one behind it.
constexpr std::size_t kLimit = 0, kLeast = 1, kPerChannel = 2;

std::vector<MatrixShape> shapes(const Scorer& scorer, std::size_t channels) {
  std::vector<MatrixShape> all(1 + channels, {0, scorer.argument + 1});
  all.front() = {kPerChannel, channels};
  return all;
}

bool is_sound(const Scorer& scorer, std::size_t channels) {
  for (std::size_t c = 0; c < channels; ++c)
    if (!(scorer.learned.front()(kLimit, c) > 0) || !(scorer.learned.front()(kLeast, c) > 0) ||
        scorer.learned[1 + c].rows() > scorer.argument + 1)
      return false;
  return true;
}

Status unfitted(Scorer& scorer, std::size_t channels, std::size_t rows) {
  const std::size_t components = std::min(scorer.argument, std::max<std::size_t>(rows, 1));
  scorer.learned.assign(1 + channels, Matrix<double>(1 + components, scorer.argument + 1));
  scorer.learned.front() = Matrix<double>(kPerChannel, channels, 1.0);
  return {};
}

/// At most `kMostWindows` of one channel, evenly taken, a column each.
Eigen::MatrixXd windows_of(std::span<const MatrixView<const double>> series, std::size_t channel, std::size_t window) {
  std::size_t rows = 0;
  for (const auto& one : series) rows += one.rows;
  const std::size_t apart = std::max<std::size_t>(1, rows / kMostWindows);
  std::vector<double> all;
  for (const auto& one : series) {
    const std::vector<double> values = filled_column(one, channel, window);
    for (std::size_t t = 0; t + window <= values.size(); t += apart)
      all.insert(all.end(), values.begin() + static_cast<std::ptrdiff_t>(t),
                 values.begin() + static_cast<std::ptrdiff_t>(t + window));
  }
  const auto length = static_cast<Eigen::Index>(window);
  return Eigen::Map<const Eigen::MatrixXd>(all.data(), length, static_cast<Eigen::Index>(all.size()) / length);
}

/// The channel's mean and components, and in `least` the variance that small ones count as.
Matrix<double> components_of(Eigen::MatrixXd windows, double& least) {
  const Eigen::Index length = windows.rows();
  const Eigen::VectorXd mean = windows.rowwise().mean();
  windows.colwise() -= mean;
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(length, length);
  covariance.selfadjointView<Eigen::Lower>().rankUpdate(windows, 1 / static_cast<double>(windows.cols()));
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  const Eigen::VectorXd& variances = solver.eigenvalues();
  least = std::max(kLeastShare * variances[length - 1], kLeastVariance);
  const auto above = static_cast<std::size_t>((variances.array() > least).count());
  Matrix<double> learned(1 + above, static_cast<std::size_t>(length) + 1);
  std::ranges::copy(mean, learned.row(0).begin());
  for (std::size_t k = 0; k < above; ++k) {
    const Eigen::Index from = length - 1 - static_cast<Eigen::Index>(k);
    const Eigen::VectorXd component = solver.eigenvectors().col(from) / std::sqrt(variances[from]);
    std::ranges::copy(component, learned.row(1 + k).begin());
    learned(1 + k, learned.cols() - 1) = variances[from] / least;
  }
  return learned;
}

/// Components of these series, and limits of 1.
void learn(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  scorer.learned = {Matrix<double>(kPerChannel, channels, 1.0)};
  for (std::size_t c = 0; c < channels; ++c) {
    double least = 0;
    scorer.learned.push_back(components_of(windows_of(series, c, scorer.argument), least));
    scorer.learned.front()(kLeast, c) = least;
  }
}

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  if (scorer.argument == 0)
    scorer.argument = automatic_window(series, {.least = 8, .most = kLongest, .otherwise = 100});
  const HeldOut halves = held_out_halves(series, scorer.argument - 1, kHeldOutRows);
  if (auto enough = check_windows(halves, scorer.argument, "sub-pca:20"); !enough) return enough;
  learn(scorer, halves.earlier);
  const std::vector<double> limits = held_out_limits(scorer, halves.later, kLeastLimit);
  learn(scorer, series);
  const std::vector<double> known = held_out_limits(scorer, halves.later, kLeastLimit);
  for (std::size_t c = 0; c < limits.size(); ++c)
    scorer.learned.front()(kLimit, c) = std::min(limits[c], kMostTimesKnown * known[c]);
  return {};
}

std::size_t state_size(const Scorer& scorer, std::size_t channels) { return 1 + 2 * scorer.argument * channels; }
std::size_t warmup(const Scorer& scorer) { return scorer.argument - 1; }

double distance(std::span<const double> window, const Matrix<double>& learned, double least) noexcept {
  double off_values[kLongest];
  const std::span<double> off(off_values, window.size());
  for (std::size_t i = 0; i < off.size(); ++i) off[i] = window[i] - learned(0, i);
  double along = 0, left = dot(off, off) / least;  // left: what components do not hold
  for (std::size_t k = 1; k < learned.rows(); ++k) {
    const double deviations = dot(off, learned.row(k));
    along += deviations * deviations;
    left -= deviations * deviations * learned(k, off.size());
  }
  return std::sqrt(along + std::max(left, 0.0));
}

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const std::size_t window = scorer.argument;
  const auto count = static_cast<std::size_t>(state[0]++);
  const Matrix<double>& of_channels = scorer.learned.front();
  for (std::size_t c = 0; c < row.scaled.size(); ++c) {
    RecentValues recent(state.subspan(1 + 2 * window * c, 2 * window), count);
    const bool is_missing = std::isnan(row.scaled[c]);
    recent.push(is_missing ? recent.oldest() : bounded_sample(row.scaled[c]));
    if (is_missing || count + 1 < window) continue;
    numbers.residual[c] =
        distance(recent.all(), scorer.learned[1 + c], of_channels(kLeast, c)) / of_channels(kLimit, c);
  }
}

std::string reason(const Scorer& scorer, std::size_t, const Event&) {
  return "the last " + plural(scorer.argument, "row") + " have a shape that the training part does not have";
}

}  // namespace
}  // namespace sub_pca_scorer

const ScorerMethod kSubPcaScorer = {.name = "sub-pca",
                                    .measure = Measure::kExcess,
                                    .argument = {.least = 4, .most = sub_pca_scorer::kLongest, .usual = 0},
                                    .shapes = sub_pca_scorer::shapes,
                                    .fit = sub_pca_scorer::fit,
                                    .unfitted = sub_pca_scorer::unfitted,
                                    .is_sound = sub_pca_scorer::is_sound,
                                    .state_size = sub_pca_scorer::state_size,
                                    .warmup = sub_pca_scorer::warmup,
                                    .step = sub_pca_scorer::step,
                                    .reason = sub_pca_scorer::reason};

}  // namespace tidegate
