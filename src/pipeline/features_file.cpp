#include "pipeline/features_file.h"

#include <algorithm>
#include <cmath>

#include "series/periods.h"

namespace tidegate {
namespace {

constexpr int kLargestOffset = 24 * 60;  // minutes

/// A period in nanoseconds has to fit.
bool fits(double period, Duration step) {
  constexpr double kMost = 4e18;  // nanoseconds, or rows
  return period > 1 && period * static_cast<double>(std::max<std::int64_t>(step.count(), 1)) <= kMost;
}

bool makes_sense(const FeatureParams& params) {
  const bool periods = std::ranges::all_of(params.periods, [&](double rows) { return fits(rows, params.step); });
  return periods && params.periods.size() <= kMostPeriods && params.window != 1 && params.window <= kLongestRolling &&
         std::abs(params.utc_offset_minutes) <= kLargestOffset && (params.timed() || !params.calendar);
}

Status read_finite(const TensorFile& file, const std::string& name, std::size_t count, bool above_zero,
                   std::vector<double>& into) {
  auto values = file.read<double>(name, std::vector<std::size_t>{count});
  if (!values) return tl::unexpected(values.error());
  for (const double value : *values)
    if (!std::isfinite(value) || (above_zero && !(value > 0)))
      return file.error("tensor '" + name + "' holds a value that makes no sense");
  into = std::move(*values);
  return {};
}

}  // namespace

nlohmann::ordered_json features_json(const FeatureParams& params) {
  return {{"calendar", params.calendar},
          {"utc_offset_minutes", params.utc_offset_minutes},
          {"periods", params.periods},
          {"window", params.window},
          {"difference", params.difference}};
}

void add_features(TensorFile& file, const FeatureParams& params) {
  if (params.center.empty()) return;
  file.add<double>("features.center", {params.center.size()}, params.center);
  file.add<double>("features.scale", {params.scale.size()}, params.scale);
}

Status read_features(const TensorFile& file, const nlohmann::ordered_json& model, FeatureParams& params) {
  const auto json = model.find("features");
  if (json == model.end()) return {};
  params.calendar = json->at("calendar").get<bool>();
  params.utc_offset_minutes = json->at("utc_offset_minutes").get<std::int16_t>();
  params.periods = json->at("periods").get<std::vector<double>>();
  params.window = json->at("window").get<std::size_t>();
  params.difference = json->at("difference").get<bool>();
  if (!makes_sense(params)) return file.error("its features make no sense");
  const std::size_t count = feature_count(params);
  if (count == 0) return {};
  if (auto done = read_finite(file, "features.center", count, false, params.center); !done) return done;
  return read_finite(file, "features.scale", count, true, params.scale);
}

}  // namespace tidegate
