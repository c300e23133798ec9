// How many rows of a run came to which end, and what a person should know of those that were not judged.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tidegate/detector.h"

namespace tidegate {

struct PhaseCounts {
  std::size_t rows = 0, scored = 0, warmup = 0, later_warmup = 0, missing = 0, late = 0, duplicates = 0;
  std::size_t series = 1, series_without_score = 0;
  std::vector<std::string> channels;
  std::vector<std::size_t> without_value;  ///< rows in which a channel has none
  std::vector<Timestamp> first_times;      ///< a few hundred, to find the sampling step
  Duration model_step{0};

  PhaseCounts() = default;
  explicit PhaseCounts(const Detector& detector);  ///< with its channels

  void add(Phase phase);
  void add(const PhaseCounts& more);  ///< of other rows of the same detector
  /// The values of a row in these columns, which belong to the channels; notes which are missing.
  void pick(const Rows& rows, std::size_t row, std::span<const std::size_t> columns, std::span<double> values);
  void look_at_time(const Rows& rows, std::size_t row);
};

/// A clause each on rows, channels and series that were not judged; none if all were. `with_ids`: of a table with ids.
std::vector<std::string> unscored_notes(const PhaseCounts& counts, const Detector& detector, bool with_ids);

/// A series with no more rows has no score.
std::size_t rows_for_a_score(const Detector& detector);

/// Errors: kModel if a detector's features need times and the rows have none.
Status check_times(const Detector& detector, const Rows& rows);

}  // namespace tidegate
