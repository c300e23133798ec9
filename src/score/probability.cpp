#include "score/probability.h"

#include <limits>

#include "base/contracts.h"

namespace tidegate {
namespace {

double sigmoid(double z) noexcept { return 1 / (1 + std::exp(-z)); }

double probability_row(const ScoreParams& params, const RowResiduals& row, std::span<double> share,
                       std::size_t) noexcept {
  share[0] = 1;
  return sigmoid(standardised(params, row.residual, 0));
}

double no_band(double, double) noexcept { return std::numeric_limits<double>::infinity(); }

/// p = σ(a · logit + b).
struct Line {
  double a = 1, b = 0;
};

struct Labelled {
  std::span<const double> logits, labels;
  double positive = 0, negative = 0;  ///< smoothed targets

  double target(std::size_t i) const { return labels[i] > 0.5 ? positive : negative; }

  double loss(const Line& line) const {
    double sum = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      if (std::isnan(labels[i])) continue;
      const double f = line.a * logits[i] + line.b;
      sum += std::max(f, 0.0) - target(i) * f + std::log1p(std::exp(-std::abs(f)));
    }
    return sum;
  }

  /// Newton's direction.
  Line direction(const Line& line) const {
    double aa = 1e-12, bb = 1e-12, ab = 0, ga = 0, gb = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
      if (std::isnan(labels[i])) continue;
      const double x = logits[i], p = sigmoid(line.a * x + line.b), weight = p * (1 - p), error = p - target(i);
      aa += x * x * weight, ab += x * weight, bb += weight;
      ga += x * error, gb += error;
    }
    const double determinant = aa * bb - ab * ab;
    return {-(bb * ga - ab * gb) / determinant, -(aa * gb - ab * ga) / determinant};
  }
};

/// Newton's method, each step halved until it helps.
Line fit_line(const Labelled& data) {
  Line line;
  double loss = data.loss(line);
  for (int round = 0; round < 100; ++round) {
    const Line step = data.direction(line);
    double length = 1, better = loss;
    Line next = line;
    for (; length > 1e-10; length /= 2) {
      next = {line.a + length * step.a, line.b + length * step.b};
      better = data.loss(next);
      if (better < loss) break;
    }
    if (!(better < loss - 1e-10 * std::abs(loss))) break;
    line = next;
    loss = better;
  }
  return line;
}

}  // namespace

std::size_t told_rows(const NetConfig& config) {
  const bool window = config.target == TargetKind::kWindow;
  return window ? static_cast<std::size_t>(config.window) : 1;
}

std::string probability_words(const NetConfig& config) {
  if (config.net != NetKind::kClassifier) return "";
  if (config.target != TargetKind::kWindow) return "the probability that the row is anomalous";
  return "the probability that any of the last " + std::to_string(told_rows(config)) + " rows is anomalous";
}

constinit const ScoreMethod kProbabilityScore = {ScoreKind::kProbability, learn_nothing_more, probability_row, no_band};

ScoreParams fit_probability(std::span<const double> logits, std::span<const double> labels) {
  TIDEGATE_EXPECTS(logits.size() == labels.size());
  ScoreParams params{.kind = ScoreKind::kProbability, .mean = {0}, .deviation = {1}, .precision = {}};
  const auto positives = static_cast<double>(std::ranges::count_if(labels, [](double l) { return l > 0.5; }));
  const auto negatives = static_cast<double>(std::ranges::count_if(labels, [](double l) { return l <= 0.5; }));
  if (positives == 0 || negatives == 0) return params;
  const Line line = fit_line({logits, labels, (positives + 1) / (positives + 2), 1 / (negatives + 2)});
  const double deviation = 1 / line.a, mean = -line.b / line.a;
  if (!(line.a > 0) || !std::isfinite(deviation) || !std::isfinite(mean)) return params;
  params.mean[0] = mean;
  params.deviation[0] = deviation;
  return params;
}

}  // namespace tidegate
