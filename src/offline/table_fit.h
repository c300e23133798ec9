// Training on the leading parts of tables.
#pragma once
#include <string_view>
#include <vector>

#include "fit/training_part.h"
#include "tidegate/offline.h"

namespace tidegate {

/// A detector for a table, and the rows it was trained on.
struct TableFit {
  Detector detector;
  std::vector<std::size_t> learned;  ///< leading rows of each series; empty: the detector was loaded
  std::size_t rows = 0, series = 0;  ///< trained on

  bool trained_here() const { return !learned.empty(); }
};

/// The training rows of every series, its leading ones: as the request says, or else `otherwise`. One entry for each
/// series that has some. Errors: kUsage, kData.
Result<std::vector<KeyedPart>> training_rows(const SeriesTable& table, const TrainRequest& request,
                                             std::string_view otherwise);

/// Errors: as Detector::train; kInterrupted where nothing is kept of an interrupted training.
Result<TableFit> fit_table(const SeriesTable& table, const TrainRequest& request, std::string_view otherwise,
                           const Observer& observer);

/// Training as the observer watches it.
TrainingControl training_control(const TrainRequest& request, const Observer& observer);

}  // namespace tidegate
