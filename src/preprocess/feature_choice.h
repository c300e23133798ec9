// What `features` comes to on a training part: the periods, and what `auto` takes.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "preprocess/features.h"
#include "tidegate/series.h"

namespace tidegate {

/// The longest training series on its grid.
struct FeatureRows {
  MatrixView<const double> values;      ///< (T, C), NaN = missing
  std::vector<Timestamp> time;          ///< (T): of a row that never came, when it should have; empty without times
  Duration step{0};                     ///< 0 without times
  std::int16_t utc_offset_minutes = 0;  ///< of the zone the stamps were written in
  std::vector<std::string> names;       ///< (C)
  std::vector<std::size_t> scored;      ///< channels that are scored, in order
};

/// What was chosen, not yet centred and scaled (center 0, scale 1), and why, one sentence each.
struct ChosenFeatures {
  FeatureParams params;
  std::vector<std::string> notes;
};

/// Of `fourier`, the periods of the scored channels (the first 16) by `find_periods`, refined: those found in more
/// channels and higher there first, each at least 5 % from the others, three at most. A period next to a day or a week
/// is that day or week, unless its own length foresees 1 % of the variance more.
/// `auto` takes, with `foreseen_by_period`,
///   calendar if there are times, a step of at most 6 hours and at least 8 days, and the hour of day foresees at least
///   10 % of the variance of a scored channel;
///   fourier if there are times and a period, neither a day nor a week where calendar is taken, foresees as much.
/// It takes neither rolling nor difference, which help on no kind of series reliably (docs/features.md).
/// Errors: kUsage for calendar without times. Cost: O(T log T) a channel.
Result<ChosenFeatures> choose_features(const FeatureChoice& choice, const FeatureRows& rows);

}  // namespace tidegate
