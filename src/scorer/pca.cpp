#include "scorer/pca.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "scorer/recent_values.h"

namespace tidegate {
namespace pca_scorer {  // rooms may compile as one file
namespace {

/// The mean, and below it the components.
std::vector<MatrixShape> shapes(const Scorer&, std::size_t channels) { return {{0, channels}}; }
bool is_sound(const Scorer& scorer, std::size_t channels) {
  return scorer.learned.front().rows() >= 2 && scorer.learned.front().rows() <= channels;
}

Status check_channels(std::size_t channels) {
  if (channels > 1) return {};
  return fail(ErrorKind::kData, "the scorer pca compares channels with each other, and there is one only")
      .about("scorers")
      .remedy("take " + option_named("scorers", "sub-pca") + ", which compares a channel with its own past")
      .remedy("take another scorer");
}

Status unfitted(Scorer& scorer, std::size_t channels, std::size_t) {
  if (auto enough = check_channels(channels); !enough) return enough;
  scorer.learned = {Matrix<double>(channels, channels)};
  return {};
}

double centred(double value, double mean) noexcept { return std::isnan(value) ? 0 : bounded_sample(value) - mean; }

Eigen::VectorXd mean_of(std::span<const MatrixView<const double>> series) {
  const auto channels = static_cast<Eigen::Index>(series.front().cols);
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(channels), count = sum;
  for (const auto& rows : series)
    for (std::size_t t = 0; t < rows.rows; ++t)
      for (Eigen::Index c = 0; c < channels; ++c)
        if (const double value = rows(t, static_cast<std::size_t>(c)); !std::isnan(value))
          sum[c] += bounded_sample(value), ++count[c];
  return sum.cwiseQuotient(count.cwiseMax(1));
}

Eigen::MatrixXd covariance_of(std::span<const MatrixView<const double>> series, const Eigen::VectorXd& mean) {
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(mean.size(), mean.size());
  Eigen::VectorXd row(mean.size());
  for (const auto& rows : series)
    for (std::size_t t = 0; t < rows.rows; ++t) {
      for (Eigen::Index c = 0; c < mean.size(); ++c) row[c] = centred(rows(t, static_cast<std::size_t>(c)), mean[c]);
      covariance.selfadjointView<Eigen::Lower>().rankUpdate(row);
    }
  return covariance;
}

/// The fewest that hold the share of the variance. `variances`: rising.
std::size_t components_for(double share, const Eigen::VectorXd& variances) {
  const auto channels = static_cast<std::size_t>(variances.size());
  double held = 0;
  std::size_t count = 0;
  while (count + 1 < channels && (count == 0 || held < share * variances.sum()))
    held += variances[variances.size() - 1 - static_cast<Eigen::Index>(count++)];
  return count;
}

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  if (auto enough = check_channels(channels); !enough) return enough;
  const Eigen::VectorXd mean = mean_of(series);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance_of(series, mean));
  const std::size_t count = components_for(static_cast<double>(scorer.argument) / 100, solver.eigenvalues());
  Matrix<double> learned(1 + count, channels);
  std::ranges::copy(mean, learned.row(0).begin());
  for (std::size_t k = 0; k < count; ++k)
    std::ranges::copy(solver.eigenvectors().col(mean.size() - 1 - static_cast<Eigen::Index>(k)),
                      learned.row(1 + k).begin());
  scorer.learned = {std::move(learned)};
  return {};
}

void step(const Scorer& scorer, std::span<double>, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  if (!row.came) return;
  const Matrix<double>& learned = scorer.learned.front();
  const std::span<const double> mean = learned.row(0);
  const std::span<double> given = numbers.given, off = numbers.residual;  // off: from the mean, until the end
  for (std::size_t c = 0; c < given.size(); ++c) {
    off[c] = centred(row.scaled[c], mean[c]);
    given[c] = mean[c];
  }
  for (std::size_t k = 1; k < learned.rows(); ++k) {
    const std::span<const double> component = learned.row(k);
    const double along = dot(component, off);
    for (std::size_t c = 0; c < given.size(); ++c) given[c] += along * component[c];
  }
  for (std::size_t c = 0; c < given.size(); ++c) off[c] = row.scaled[c] - given[c];
}

}  // namespace
}  // namespace pca_scorer

const ScorerMethod kPcaScorer = {.name = "pca",
                                 .measure = Measure::kResiduals,
                                 .argument = {.least = 1, .most = 99, .usual = 90, .word = "PERCENT"},
                                 .shapes = pca_scorer::shapes,
                                 .fit = pca_scorer::fit,
                                 .unfitted = pca_scorer::unfitted,
                                 .is_sound = pca_scorer::is_sound,
                                 .step = pca_scorer::step,
                                 .expects = "what the channels together make of it"};

}  // namespace tidegate
