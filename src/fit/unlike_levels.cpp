#include "fit/unlike_levels.h"

#include <algorithm>
#include <cmath>

#include "base/moments.h"
#include "base/text.h"

namespace tidegate {
namespace {

constexpr double kFlat = 0.1;

/// Deviation of a channel within one series, in scaled units, where all series together have 1.
double deviation_within(const Matrix<float>& scaled, const SeriesRows& rows, std::size_t channel) {
  RunningMoments moments;
  for (std::size_t t = rows.begin; t < rows.end; ++t)
    if (const auto value = static_cast<double>(scaled(t, channel)); !std::isnan(value)) moments.add(value);
  return moments.count > 0 ? moments.deviation() : 0;
}

}  // namespace

std::string unlike_levels_note(const Matrix<float>& scaled, std::size_t channels, std::span<const SeriesRows> series,
                               bool keyed) {
  std::size_t flat = 0;
  for (const SeriesRows& rows : series) {
    double most = 0;
    for (std::size_t c = 0; c < channels; ++c) most = std::max(most, deviation_within(scaled, rows, c));
    flat += most > 0 && most < kFlat ? 1 : 0;
  }
  if (flat == 0) return "";
  return count_text(flat) + " of the series" + (flat == 1 ? " varies" : " vary") +
         " less than a tenth as much as all series together: under the shared scaler " +
         (flat == 1 ? "it is almost constant, so anomalies in it" : "they are almost constant, so anomalies in them") +
         " may be missed" + (keyed ? "." : "; train separate detectors.");
}

}  // namespace tidegate
