#include "scorer/net_scorers.h"

#include <algorithm>
#include <cmath>

namespace tidegate {
namespace {

void take_expected(const float* prediction, std::span<double> given) noexcept {
  for (std::size_t o = 0; o < given.size(); ++o) given[o] = static_cast<double>(prediction[o]);
}

void forecast_errors(const Scorer&, std::span<double>, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  if (!row.came) return;
  const NetAnswer& answer = *row.answer;
  const std::size_t scored = row.scaled.size(), kept = answer.net.prediction_size(), targets = numbers.residual.size();
  take_expected(answer.prediction, numbers.given);
  for (std::size_t h = 0; h < answer.net.shape().horizon; ++h) {
    const float* given = answer.prediction + h * kept;  // h steps older, so the row is its entry h
    for (std::size_t o = 0; o < scored; ++o) {
      const std::size_t i = h * scored + o;
      double& residual = numbers.residual[i];
      residual = row.scaled[o] - static_cast<double>(given[i]);
      if (numbers.spread.empty()) continue;
      const double s = static_cast<double>(given[targets + i]);
      numbers.spread[i] = std::exp(std::clamp(s, -kLargestLogVariance, kLargestLogVariance) / 2);
      residual /= numbers.spread[i];
    }
  }
}

void window_errors(const Scorer&, std::span<double>, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  if (!row.came || !row.answer->whole_window) return;
  const Network<float>& net = row.answer->net;
  const std::size_t inputs = net.shape().inputs, stride = net.output_stride(), window = net.shape().window;
  take_expected(row.answer->prediction + (window - 1) * stride, numbers.given);
  for (std::size_t o = 0; o < numbers.residual.size(); ++o) {
    double sum = 0, count = 0;
    for (std::size_t t = 0; t < window; ++t) {
      const auto value = static_cast<double>(row.answer->window[t * inputs + net.shape().predicts[o]]);
      if (std::isnan(value)) continue;
      const double error = value - static_cast<double>(row.answer->prediction[t * stride + o]);
      sum += error * error;
      ++count;
    }
    if (count > 0) numbers.residual[o] = std::sqrt(sum / count);
  }
}

void logit(const Scorer&, std::span<double>, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  if (row.came) numbers.residual[0] = static_cast<double>(row.answer->prediction[0]);
}

}  // namespace

const ScorerMethod kForecastScorer = {
    .name = "forecast", .measure = Measure::kResiduals, .needs_net = true, .writes_all = true, .step = forecast_errors};
const ScorerMethod kReconstructionScorer = {
    .name = "reconstruction", .measure = Measure::kResiduals, .needs_net = true, .step = window_errors};
const ScorerMethod kClassifierScorer = {
    .name = "classifier", .measure = Measure::kResiduals, .needs_net = true, .step = logit};

}  // namespace tidegate
