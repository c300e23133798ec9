#include "preprocess/features_file.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "series/periods.h"

namespace tidegate {
namespace {

constexpr int kLargestOffset = 24 * 60;  // minutes

/// A period in nanoseconds has to fit.
bool fits(double period, Duration step) {
  constexpr double kMost = 4e18;  // nanoseconds, or rows
  return period > 1 && period * static_cast<double>(std::max<std::int64_t>(step.count(), 1)) <= kMost;
}

bool windows_make_sense(const std::vector<std::size_t>& windows) {
  const std::set<std::size_t> different(windows.begin(), windows.end());
  return windows.size() <= kMostRolling && different.size() == windows.size() &&
         std::ranges::all_of(windows, [](std::size_t rows) { return rows >= 2 && rows <= kLongestRolling; });
}

/// One window is a number, as in files of the time when there could be no more; 0 = none.
nlohmann::ordered_json windows_json(const std::vector<std::size_t>& windows) {
  if (windows.size() > 1) return windows;
  return windows.empty() ? 0 : windows.front();
}

std::vector<std::size_t> read_windows(const nlohmann::ordered_json& json) {
  if (json.is_array()) return json.get<std::vector<std::size_t>>();
  const auto rows = json.get<std::size_t>();
  return rows == 0 ? std::vector<std::size_t>() : std::vector<std::size_t>{rows};
}

bool makes_sense(const FeatureParams& params) {
  const bool periods = std::ranges::all_of(params.periods, [&](double rows) { return fits(rows, params.step); });
  return periods && params.periods.size() <= kMostPeriods && windows_make_sense(params.windows) &&
         std::abs(params.utc_offset_minutes) <= kLargestOffset && (params.timed() || !params.calendar);
}

Status read_finite(const TensorFile& file, const std::string& name, std::size_t count, bool above_zero,
                   std::vector<double>& into) {
  auto values = file.read<double>(name, std::vector<std::size_t>{count});
  if (!values) return values.error();
  for (const double value : *values)
    if (!std::isfinite(value) || (above_zero && !(value > 0)))
      return file.error("tensor '" + name + "' has an invalid value: all must be finite, scales above 0", name);
  into = std::move(*values);
  return {};
}

}  // namespace

nlohmann::ordered_json features_json(const FeatureParams& params) {
  return {{"calendar", params.calendar},
          {"utc_offset_minutes", params.utc_offset_minutes},
          {"periods", params.periods},
          {"window", windows_json(params.windows)},
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
  params.windows = read_windows(json->at("window"));
  params.difference = json->at("difference").get<bool>();
  if (!makes_sense(params))
    return file.error("its features are invalid: a period, a window or the UTC offset is out of range");
  const std::size_t count = feature_count(params);
  if (count == 0) return {};
  if (auto done = read_finite(file, "features.center", count, false, params.center); !done) return done;
  return read_finite(file, "features.scale", count, true, params.scale);
}

}  // namespace tidegate
