#include "threshold/dynamic.h"

#include <algorithm>

#include "base/text.h"
#include "threshold/hundman.h"

namespace tidegate {
namespace {

constexpr ArgumentLimits kHistory = {100, kLongestMemory};
constexpr double kUsualHistory = 2100;

FittedThreshold fit_dynamic(std::span<const double> arguments, std::span<const double> scores) {
  const auto history = static_cast<std::size_t>(arguments[0]);
  const auto newest = scores.last(std::min(history, scores.size()));
  const HundmanThreshold found = hundman_threshold(newest, dynamic_buffer(history));
  AdaptiveParams adaptive = {.kind = Adaptation::kErrors,
                             .memory = history,
                             .tail = {},
                             .peaks = {},
                             .recent = {newest.begin(), newest.end()}};
  return {found.limit,
          "dynamic over the last " + count_text(history) + " scores, initially " + round_text(found.z, 3) +
              " standard deviations above the mean, or 13 % above the pruned scores,",
          std::move(adaptive)};
}

}  // namespace

std::size_t dynamic_interval(std::size_t history) noexcept { return std::max<std::size_t>(history / 30, 1); }
std::size_t dynamic_buffer(std::size_t history) noexcept { return std::max<std::size_t>(history / 21, 1); }

constinit const ThresholdRule kDynamicThreshold = {
    .name = "dynamic",
    .form = "dynamic or dynamic:HISTORY",
    .arguments = {{{.limits = kHistory, .whole = true, .otherwise = kUsualHistory}}},
    .promise = "then fitted on the stream's own scores; promises nothing about the rate of false alarms",
    .fit = fit_dynamic,
    .adaptation = Adaptation::kErrors,
};

}  // namespace tidegate
