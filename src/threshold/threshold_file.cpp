#include "threshold/threshold_file.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace tidegate {
namespace {

constexpr std::string_view kTail = "threshold.tail", kPeaks = "threshold.peaks", kRecent = "threshold.recent";
constexpr double kSlack = 1e-4;  // of the shape, for rounding

void add_numbers(TensorFile& file, std::string_view name, std::span<const double> values) {
  file.add<double>(std::string(name), {values.size()}, values);
}

bool has(const TensorFile& file, std::string_view name) { return file.find(name) != nullptr; }

/// At most `most` finite numbers in [least, 1e150].
Result<std::vector<double>> read_numbers(const TensorFile& file, std::string_view name, double least,
                                         std::size_t most) {
  const Tensor* tensor = file.find(name);
  const bool sane = tensor != nullptr && tensor->shape.size() == 1 && tensor->shape[0] <= most;
  const std::array shape = {sane ? tensor->shape[0] : most};
  auto values = file.read<double>(name, shape);
  if (!values) return values;
  for (const double value : *values)
    if (!(value >= least && value <= kLargestScore))
      return file.error("tensor '" + std::string(name) + "' has a value outside " + round_text(least) + " to 1e150",
                        name);
  return values;
}

Status read_tail(const TensorFile& file, PeakTail& tail) {
  const auto numbers = read_numbers(file, kTail, kLeastShape - kSlack, 5);
  if (!numbers) return numbers.error();
  if (numbers->size() == 5) tail = {(*numbers)[0], (*numbers)[1], (*numbers)[2], {(*numbers)[3], (*numbers)[4]}};
  const bool possible = tail.level >= 0 && tail.over >= 1 && tail.over <= tail.rows && tail.rows < 1e15 &&
                        tail.excess.shape <= kMostShape + kSlack && tail.excess.scale > 0;
  if (numbers->size() == 5 && possible) return {};
  return file.error(
      "its threshold has an invalid tail: it needs five numbers, with a level of at least 0 and a scale above 0");
}

Status read_peaks(const TensorFile& file, AdaptiveParams& adaptive) {
  if (auto tail = read_tail(file, adaptive.tail); !tail) return tail;
  auto peaks = read_numbers(file, kPeaks, 5e-324, kMostPeaks);
  if (!peaks) return peaks.error();
  if (peaks->empty()) return file.error("its threshold has no peaks");
  adaptive.peaks = std::move(*peaks);
  return {};
}

}  // namespace

nlohmann::ordered_json threshold_json(const ThresholdParams& params) {
  return {{"value", params.value}, {"words", params.words}};
}

void add_threshold(TensorFile& file, const ThresholdParams& params) {
  const AdaptiveParams& adaptive = params.adaptive;
  if (adaptive.kind == Adaptation::kPeaks) {
    const PeakTail& tail = adaptive.tail;
    add_numbers(file, kTail, std::array{tail.level, tail.rows, tail.over, tail.excess.shape, tail.excess.scale});
    add_numbers(file, kPeaks, adaptive.peaks);
  }
  if (adaptive.memory > 0) add_numbers(file, kRecent, adaptive.recent);
}

Status read_threshold(const TensorFile& file, const nlohmann::ordered_json& json, ThresholdParams& params) {
  params.value = json.at("value").get<double>();
  params.words = json.at("words").get<std::string>();
  if (params.value > 0 && std::isfinite(params.value)) return read_adaptive(file, params);
  return file.error("its threshold is " + round_text(params.value) + ", but must be positive");
}

Status read_adaptive(const TensorFile& file, ThresholdParams& params) {
  params.adaptive = {};
  auto adaptive = adaptation_of(params.spec);
  if (!adaptive) return file.error(wrap(adaptive.error(), "its threshold is unknown"));
  const bool any = has(file, kTail) || has(file, kPeaks) || has(file, kRecent);
  if (!any) return {};
  if (adaptive->kind == Adaptation::kNone)
    return file.error("its threshold '" + params.spec + "' is not adaptive, but the file has a state for it");
  if (adaptive->kind == Adaptation::kPeaks)
    if (auto read = read_peaks(file, *adaptive); !read) return read;
  if (adaptive->memory > 0) {
    auto recent = read_numbers(file, kRecent, 0, adaptive->memory);
    if (!recent) return recent.error();
    if (recent->empty()) return file.error("its threshold state contains no scores");
    adaptive->recent = std::move(*recent);
  }
  params.adaptive = std::move(*adaptive);
  return {};
}

}  // namespace tidegate
