#include "metrics/affiliation.h"

#include <algorithm>
#include <vector>

#include "base/f1.h"
#include "base/missing.h"

namespace tidegate {
namespace {

struct Interval {
  double begin, end;

  double length() const { return end - begin; }
};

/// Of a function that is linear on either side of `kink`.
template <class Function>
double integral(double begin, double end, double kink, Function&& f) {
  const auto straight = [&](double a, double b) { return b > a ? (b - a) * (f(a) + f(b)) / 2 : 0; };
  const double middle = std::clamp(kink, begin, std::max(begin, end));
  return straight(begin, middle) + straight(middle, end);
}

/// An anomaly, the rows that are nearest to it, and what was reported there.
struct Zone {
  Interval all, anomaly;
  std::vector<Interval> reported;

  /// Chance that a row of the zone is at least so far from the anomaly; `distance` > 0.
  double as_far(double distance) const {
    const double before = std::max(anomaly.begin - distance - all.begin, 0.0);
    const double behind = std::max(all.end - anomaly.end - distance, 0.0);
    return (before + behind) / all.length();
  }

  /// Mean over reported rows; NaN without any.
  double precision() const {
    if (reported.empty()) return kMissingValue;
    double sum = 0, length = 0;
    for (const Interval& piece : reported) {
      length += piece.length();
      sum += std::max(std::min(piece.end, anomaly.end) - std::max(piece.begin, anomaly.begin), 0.0);
      // Rows before the anomaly, then behind it: the chance bends where the other side of the zone is used up.
      const double behind = all.end - anomaly.end, before = anomaly.begin - all.begin;
      sum += integral(piece.begin, std::min(piece.end, anomaly.begin), anomaly.begin - behind,
                      [&](double x) { return as_far(anomaly.begin - x); });
      sum += integral(std::max(piece.begin, anomaly.end), piece.end, anomaly.end + before,
                      [&](double x) { return as_far(x - anomaly.end); });
    }
    return sum / length;
  }

  /// Chance that a row of the zone is at least so far from `place`.
  double as_far_from(double place, double distance) const {
    return 1 - (std::min(place + distance, all.end) - std::max(place - distance, all.begin)) / all.length();
  }

  /// Sum of the anomaly's rows in [begin, end) whose nearest report ends at `end_before`, or begins at `begin_behind`.
  double recall_behind(double begin, double end, double end_before) const {
    return integral(begin, end, (all.end + end_before) / 2, [&](double y) { return as_far_from(y, y - end_before); });
  }
  double recall_before(double begin, double end, double begin_behind) const {
    return integral(begin, end, (all.begin + begin_behind) / 2,
                    [&](double y) { return as_far_from(y, begin_behind - y); });
  }

  /// Mean over the anomaly's rows.
  double recall() const {
    if (reported.empty()) return 0;
    double sum = recall_before(anomaly.begin, std::min(anomaly.end, reported.front().begin), reported.front().begin);
    for (std::size_t i = 0; i < reported.size(); ++i) {
      const Interval& piece = reported[i];
      sum += std::max(std::min(piece.end, anomaly.end) - std::max(piece.begin, anomaly.begin), 0.0);
      const bool last = i + 1 == reported.size();
      const double next = last ? anomaly.end : reported[i + 1].begin;
      const double middle = last ? anomaly.end : (piece.end + next) / 2;
      sum += recall_behind(std::max(piece.end, anomaly.begin), std::min(middle, anomaly.end), piece.end);
      if (!last) sum += recall_before(std::max(middle, anomaly.begin), std::min(next, anomaly.end), next);
    }
    return sum / anomaly.length();
  }
};

Interval interval_of(const RowRange& range) {
  return {static_cast<double>(range.begin), static_cast<double>(range.end)};
}

std::vector<Zone> zones_of(std::span<const RowRange> reported, std::span<const RowRange> labelled, std::size_t rows) {
  std::vector<Zone> zones;
  std::size_t first = 0;
  double begin = 0;
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    const bool last = i + 1 == labelled.size();
    const double end =
        last ? static_cast<double>(rows) : static_cast<double>(labelled[i].end + labelled[i + 1].begin) / 2;
    Zone zone{{begin, end}, interval_of(labelled[i]), {}};
    while (first < reported.size() && static_cast<double>(reported[first].end) <= begin) ++first;
    for (std::size_t r = first; r < reported.size() && static_cast<double>(reported[r].begin) < end; ++r) {
      const Interval piece = interval_of(reported[r]);
      zone.reported.push_back({std::max(piece.begin, begin), std::min(piece.end, end)});
    }
    zones.push_back(std::move(zone));
    begin = end;
  }
  return zones;
}

}  // namespace

Affiliation affiliation(std::span<const RowRange> reported, std::span<const RowRange> labelled, std::size_t rows) {
  if (labelled.empty()) return {kMissingValue, kMissingValue, kMissingValue};
  double precision = 0, with_reports = 0, recall = 0;
  for (const Zone& zone : zones_of(reported, labelled, rows)) {
    recall += zone.recall();
    if (zone.reported.empty()) continue;
    precision += zone.precision();
    with_reports += 1;
  }
  Affiliation result{with_reports > 0 ? precision / with_reports : kMissingValue,
                     recall / static_cast<double>(labelled.size()), 0};
  result.f1 = f1_of(result.precision, result.recall);
  return result;
}

}  // namespace tidegate
