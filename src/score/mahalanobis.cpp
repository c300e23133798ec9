#include "score/mahalanobis.h"

#include <Eigen/Dense>
#include <vector>

namespace tidegate {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> eigen_view(MatrixView<const double> m) {
  return {m.data, static_cast<Eigen::Index>(m.rows), static_cast<Eigen::Index>(m.cols)};
}

Matrix<double> standardise(const ScoreParams& params, MatrixView<const double> residuals) {
  Matrix<double> z(residuals.rows, residuals.cols);
  for (std::size_t t = 0; t < residuals.rows; ++t)
    for (std::size_t c = 0; c < residuals.cols; ++c) z(t, c) = standardised(params, residuals.row(t), c);
  return z;
}

// Rows in which a channel has a residual, at least 1.
Eigen::VectorXd present_rows(MatrixView<const double> residuals) {
  Eigen::VectorXd count = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(residuals.cols));
  for (std::size_t t = 0; t < residuals.rows; ++t)
    for (std::size_t c = 0; c < residuals.cols; ++c)
      if (!std::isnan(residuals(t, c))) count[static_cast<Eigen::Index>(c)] += 1;
  return count.cwiseMax(1);
}

// R = D ZᵀZ D with D = diag(1/√count): positive semidefinite whatever is missing. The diagonal becomes 1 also where the
// floor of the deviation made it smaller, which only adds a non-negative diagonal.
RowMajor correlation_matrix(MatrixView<const double> z, MatrixView<const double> residuals) {
  const Eigen::VectorXd weight = present_rows(residuals).cwiseSqrt().cwiseInverse();
  RowMajor r = RowMajor::Zero(weight.size(), weight.size());
  r.noalias() += eigen_view(z).transpose() * eigen_view(z);
  r = weight.asDiagonal() * r * weight.asDiagonal();
  r.diagonal().setOnes();
  return r;
}

Matrix<double> inverse(const RowMajor& positive_definite) {
  const auto size = static_cast<std::size_t>(positive_definite.rows());
  const RowMajor inverted =
      positive_definite.llt().solve(RowMajor::Identity(positive_definite.rows(), positive_definite.rows()));
  Matrix<double> out(size, size);
  for (std::size_t i = 0; i < size; ++i)  // averaged with its transpose: the row score reads rows for columns
    for (std::size_t j = 0; j < size; ++j) {
      const auto a = static_cast<Eigen::Index>(i), b = static_cast<Eigen::Index>(j);
      out(i, j) = 0.5 * (inverted(a, b) + inverted(b, a));
    }
  return out;
}

void fit_precision(ScoreParams& params, MatrixView<const double> residuals) {
  const Matrix<double> z = standardise(params, residuals);
  RowMajor r = correlation_matrix(z, residuals);
  const MatrixView<const double> r_view{r.data(), residuals.cols, residuals.cols};
  params.shrinkage = residuals.cols == 1 ? 0 : ledoit_wolf_shrinkage(z, r_view);
  r *= 1 - params.shrinkage;
  r.diagonal().setOnes();
  params.precision = inverse(r);
}

// share ← P z, without a place to keep z: it is recomputed, which costs one division a channel and pass.
void multiply_precision(const ScoreParams& params, std::span<const double> residual, std::span<double> share) noexcept {
  for (std::size_t j = 0; j < residual.size(); ++j) {
    const double z = standardised(params, residual, j);
    if (z == 0) continue;
    const auto column = params.precision.row(j);
    for (std::size_t c = 0; c < share.size(); ++c) share[c] += column[c] * z;
  }
}

double mahalanobis_row(const ScoreParams& params, const RowResiduals& row, std::span<double> share,
                       std::size_t present) noexcept {
  const std::span<const double> residual = row.residual;
  multiply_precision(params, residual, share);
  double sum = 0;
  for (std::size_t c = 0; c < share.size(); ++c) {
    const double contribution = share[c] * standardised(params, residual, c);
    sum += contribution;
    share[c] = std::max(contribution, 0.0);
  }
  return std::sqrt(std::max(sum, 0.0) / static_cast<double>(present));
}

}  // namespace

double ledoit_wolf_shrinkage(MatrixView<const double> standardised, MatrixView<const double> correlation) {
  const auto z = eigen_view(standardised);
  const auto r = eigen_view(correlation);
  const auto rows = static_cast<double>(z.rows());
  const double distance = (r - RowMajor::Identity(r.rows(), r.cols())).squaredNorm();  // d² of the paper, times C
  if (distance <= 0) return 1;                                                         // R is the identity already
  // Σ ‖z zᵀ − R‖² = Σ ‖z‖⁴ − T ‖R‖², since the mean of z zᵀ is R.
  const double fourth_powers = z.rowwise().squaredNorm().array().square().sum();
  const double variance = std::max(fourth_powers / rows - r.squaredNorm(), 0.0) / rows;  // b̄², times C
  return std::clamp(variance / distance, kLeastShrinkage, 1.0);
}

constinit const ScoreMethod kMahalanobisScore = {ScoreKind::kMahalanobis, fit_precision, mahalanobis_row, reach_of_z};

}  // namespace tidegate
