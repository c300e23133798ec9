#include "preprocess/scaler.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/moments.h"
#include "base/text.h"

namespace tidegate {
namespace {

struct Location {
  double center = 0;
  double scale = 1;
};

/// Differences this small against the values themselves are rounding, not variation.
constexpr double kRoundingShare = 1e-14;

Location location(double center, double scale) {
  return {center, scale > kRoundingShare * std::abs(center) && scale > 0 ? scale : 1.0};
}

Location standard(const std::vector<double>& values) {
  RunningMoments moments;
  for (const double value : values) moments.add(value);
  return location(moments.mean, moments.deviation());
}

Location minmax(const std::vector<double>& values) {
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return location(*low, *high - *low);
}

/// Linear interpolation between order statistics, NumPy's default.
double quantile(const std::vector<double>& sorted, double q) {
  const double at = q * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Location robust(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return location(quantile(values, 0.5), quantile(values, 0.75) - quantile(values, 0.25));
}

Location fit_location(ScalerKind kind, const std::vector<double>& values) {
  switch (kind) {
    case ScalerKind::kStandard:
      return standard(values);
    case ScalerKind::kMinmax:
      return minmax(values);
    case ScalerKind::kRobust:
      return robust(values);
    case ScalerKind::kNone:
      break;
  }
  return {};
}

Result<std::vector<double>> present_values(MatrixView<const double> rows, std::size_t channel) {
  std::vector<double> values;
  values.reserve(rows.rows);
  for (std::size_t t = 0; t < rows.rows; ++t) {
    const double value = rows(t, channel);
    if (std::isnan(value)) continue;
    if (std::abs(value) > kLargestValue)
      return fail(ErrorKind::kData, "column " + std::to_string(channel) + " has " + number_text(value) + " in row " +
                                        std::to_string(t) + " of the training part, outside ±1e150")
          .remedy("remove it, mark it as missing")
          .remedy("rescale the column");
    values.push_back(value);
  }
  return values;
}

}  // namespace

Result<ScalerParams> fit_scaler(const ScalerConfig& config, MatrixView<const double> training) {
  ScalerParams params;
  for (std::size_t c = 0; c < training.cols; ++c) {
    const auto values = present_values(training, c);
    if (!values) return values.error();
    const Location fitted = values->empty() ? Location{} : fit_location(config.scaler, *values);
    params.center.push_back(fitted.center);
    params.scale.push_back(fitted.scale);
  }
  return params;
}

void apply_scaler(const ScalerConfig& config, const ScalerParams& params, std::span<const double> in,
                  std::span<float> out) noexcept {
  TIDEGATE_EXPECTS(in.size() == params.center.size() && out.size() == in.size());
  for (std::size_t c = 0; c < in.size(); ++c) {
    const double scaled = (in[c] - params.center[c]) / params.scale[c];
    out[c] = static_cast<float>(std::isnan(scaled) ? scaled : std::clamp(scaled, -config.clip, config.clip));
  }
}

}  // namespace tidegate
