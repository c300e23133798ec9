#include "model/training/loss.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"

namespace tidegate {
namespace {

/// A loss of e alone: value(e) and slope(e).
template <class Real, class Value, class Slope>
double pointwise(const LossRow<Real>& row, Value value, Slope slope) {
  double sum = 0;
  for (std::size_t i = 0; i < row.targets; ++i) {
    if (std::isnan(row.target[i])) continue;
    const Real e = row.y[i] - row.target[i];
    sum += value(static_cast<double>(e));
    if (row.slope != nullptr) row.slope[i] = slope(e);
  }
  return sum;
}

template <class Real>
double squared_error(const LossRow<Real>& row, double) {
  return pointwise(
      row, [](double e) { return e * e; }, [](Real e) { return 2 * e; });
}

template <class Real>
double absolute_error(const LossRow<Real>& row, double) {
  return pointwise(
      row, [](double e) { return std::abs(e); }, [](Real e) { return e > 0   ? Real{1}
                                                                     : e < 0 ? Real{-1}
                                                                             : Real{0}; });
}

template <class Real>
double huber(const LossRow<Real>& row, double) {
  return pointwise(
      row, [](double e) { return std::abs(e) <= 1 ? e * e / 2 : std::abs(e) - 0.5; },
      [](Real e) { return std::clamp(e, Real{-1}, Real{1}); });
}

template <class Real>
double likelihood(const LossRow<Real>& row, double) {
  constexpr Real limit = static_cast<Real>(kLargestLogVariance);
  double sum = 0;
  for (std::size_t i = 0; i < row.targets; ++i) {
    if (std::isnan(row.target[i])) continue;
    const Real e = row.y[i] - row.target[i], given = row.y[row.targets + i];
    const Real s = std::clamp(given, -limit, limit), precision = std::exp(-s);
    sum += static_cast<double>(s + e * e * precision) / 2;
    if (row.slope == nullptr) continue;
    row.slope[i] = e * precision;
    row.slope[row.targets + i] = s == given ? (1 - e * e * precision) / 2 : Real{0};
  }
  return sum;
}

/// log(1 + exp(v)) without overflow.
double softplus(double v) { return std::max(v, 0.0) + std::log1p(std::exp(-std::abs(v))); }

template <class Real>
double cross_entropy(const LossRow<Real>& row, double positive_weight) {
  double sum = 0;
  for (std::size_t i = 0; i < row.targets; ++i) {
    if (std::isnan(row.target[i])) continue;
    const auto logit = static_cast<double>(row.y[i]), label = static_cast<double>(row.target[i]);
    const double probability = 1 / (1 + std::exp(-logit));
    sum += positive_weight * label * softplus(-logit) + (1 - label) * softplus(logit);
    if (row.slope != nullptr)
      row.slope[i] = static_cast<Real>((1 - label) * probability - positive_weight * label * (1 - probability));
  }
  return sum;
}

/// In the order of `LossKind`.
template <class Real>
constexpr Loss<Real> kLosses[] = {
    {.kind = LossKind::kMse, .row = squared_error<Real>},
    {.kind = LossKind::kMae, .row = absolute_error<Real>},
    {.kind = LossKind::kHuber, .row = huber<Real>},
    {.kind = LossKind::kLikelihood, .gaussian = true, .row = likelihood<Real>},
    {.kind = LossKind::kCrossEntropy, .probability = true, .row = cross_entropy<Real>},
};

}  // namespace

template <class Real>
const Loss<Real>& loss_of(LossKind kind) noexcept {
  TIDEGATE_EXPECTS(kind != LossKind::kNetDefault);
  const Loss<Real>& loss = kLosses<Real>[static_cast<std::size_t>(kind)];
  TIDEGATE_EXPECTS(loss.kind == kind);
  return loss;
}

template <class Real>
std::size_t present_targets(const NetTape<Real>& tape) {
  return static_cast<std::size_t>(
      std::count_if(tape.target.begin(), tape.target.end(), [](Real value) { return !std::isnan(value); }));
}

template <class Real>
double loss_gradient(const Network<Real>& net, const Loss<Real>& loss, NetTape<Real>& tape, Real scale) {
  const std::size_t targets = net.shape().targets(), stride = net.output_stride(), lanes = net.head().lanes();
  const std::size_t all = tape.steps * tape.rows, blocks = net.head().blocks();
  AlignedVector<Real> slopes(stride);
  double sum = 0;
  for (std::size_t row = 0; row < all; ++row) {
    std::ranges::fill(slopes, Real{0});
    sum += loss.row({tape.y.data() + row * stride, tape.target.data() + row * targets, targets, slopes.data()},
                    loss.positive_weight);
    for (std::size_t block = 0; block < blocks; ++block) {
      Real* const dy = tape.dy.data() + (block * all + row) * lanes;
      for (std::size_t u = 0; u < lanes; ++u) dy[u] = slopes[block * lanes + u] * scale;
    }
  }
  return sum;
}

template const Loss<float>& loss_of(LossKind) noexcept;
template const Loss<double>& loss_of(LossKind) noexcept;
template std::size_t present_targets(const NetTape<float>&);
template std::size_t present_targets(const NetTape<double>&);
template double loss_gradient(const Network<float>&, const Loss<float>&, NetTape<float>&, float);
template double loss_gradient(const Network<double>&, const Loss<double>&, NetTape<double>&, double);

}  // namespace tidegate
