// A threshold's promise of so many false alarms a day against what was seen.
#pragma once
#include <cstddef>

namespace tidegate {

struct RateInterval {
  double low, high;
};

/// The exact 95 % interval of the mean of a Poisson distribution that gave `events`: below `low` that many or more have
/// a chance under 2.5 %, above `high` that many or fewer. Events in bursts are no such distribution: joined into
/// events, not counted by row. Cost: O(√events), some 60 times. Source: Garwood, "Fiducial limits for the Poisson
/// distribution", Biometrika 1936.
RateInterval poisson_interval(std::size_t events);

struct AlarmRate {
  double per_day;          ///< seen
  RateInterval interval;   ///< of the rate a day
  bool holds_the_promise;  ///< whether the promise lies in the interval; few days prove little
};

/// Of `events` seen in `days` of normal time against a rate promised a day. All NaN, no promise held, if `days` is not
/// above 0. Cost: as `poisson_interval`.
AlarmRate alarm_rate(std::size_t events, double days, double promised);

}  // namespace tidegate
