#include "preprocess/transform.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/contracts.h"
#include "base/text.h"

namespace tidegate {
namespace {

constexpr double kSkewed = 1, kSkewedCounts = 0.5;
constexpr double kLargestTransformed = 709;  // beyond, sinh is infinite

std::vector<double> values_present(MatrixView<const double> rows, std::size_t channel) {
  std::vector<double> values;
  for (std::size_t t = 0; t < rows.rows; ++t)
    if (!std::isnan(rows(t, channel))) values.push_back(rows(t, channel));
  return values;
}

double median_size(const std::vector<double>& values) {
  std::vector<double> sizes;
  for (const double value : values)
    if (value != 0) sizes.push_back(std::abs(value));
  if (sizes.empty()) return 1;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, middle);
  return *middle;
}

/// 0 for values that do not vary.
double skewness(const std::vector<double>& values, double size) {
  double mean = 0, count = 0, squares = 0, cubes = 0;
  for (const double value : values) mean += (transformed(value, size) - mean) / ++count;
  for (const double value : values) {
    const double off = transformed(value, size) - mean;
    squares += off * off;
    cubes += off * off * off;
  }
  const double deviation = std::sqrt(squares / count);
  return deviation > 0 ? cubes / count / (deviation * deviation * deviation) : 0;
}

/// Whether `auto` takes the channel, with the reason.
bool calls_for_log(const std::vector<double>& values, double size, std::string& why) {
  if (values.empty() || std::ranges::any_of(values, [](double value) { return value < 0; })) return false;
  const bool counts = std::ranges::all_of(values, [](double value) { return value == std::floor(value); });
  const double before = skewness(values, 0), after = skewness(values, size);
  if (!(before > (counts ? kSkewedCounts : kSkewed)) || !(std::abs(after) < before)) return false;
  why = std::string(counts ? "counts, skewness " : "no negative values, skewness ") + round_text(before, 2) +
        ", after the logarithm " + round_text(after, 2);
  return true;
}

std::string sentence(const std::vector<std::string>& taken) {
  if (taken.empty()) return "Transform, chosen by auto: none, because no channel without negative values is skewed.";
  return "Transform, chosen by auto: the logarithm (asinh) of " + join(taken) + ".";
}

}  // namespace

double log_transformed(double value, double size) noexcept {
  const double ratio = value / size;
  if (std::isfinite(ratio) || !std::isfinite(value)) return std::asinh(ratio);
  return std::copysign(std::log(std::abs(value)) - std::log(size) + std::numbers::ln2, value);
}

double log_transformed_back(double value, double size) noexcept {
  constexpr double most = std::numeric_limits<double>::max();
  return std::clamp(size * std::sinh(std::clamp(value, -kLargestTransformed, kLargestTransformed)), -most, most);
}

double slope_back(double value, double size) noexcept {
  if (size == 0) return 1;
  return std::min(size * std::cosh(std::clamp(value, -kLargestTransformed, kLargestTransformed)),
                  std::numeric_limits<double>::max());
}

Result<ChosenTransform> choose_transform(const TransformConfig& config, MatrixView<const double> training,
                                         const std::vector<std::string>& names) {
  ChosenTransform chosen;
  if (config.transform == TransformKind::kNone) return chosen;
  const bool automatic = config.transform == TransformKind::kAuto;
  std::vector<double> size(training.cols, 0.0);
  std::vector<std::string> taken;
  for (std::size_t c = 0; c < training.cols; ++c) {
    const std::vector<double> values = values_present(training, c);
    const double wanted = median_size(values);
    std::string why;
    if (automatic && !calls_for_log(values, wanted, why)) continue;
    size[c] = wanted;
    taken.push_back("'" + names[c] + "' (" + why + ")");
  }
  if (automatic) chosen.notes.push_back(sentence(taken));
  if (!taken.empty()) chosen.params.size = std::move(size);
  return chosen;
}

void apply_transform(const TransformParams& params, std::span<const double> row, std::span<double> out) noexcept {
  TIDEGATE_EXPECTS(row.size() == params.size.size() && out.size() == row.size());
  for (std::size_t c = 0; c < row.size(); ++c) out[c] = transformed(row[c], params.size[c]);
}

}  // namespace tidegate
