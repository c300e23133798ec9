// Parts of one series or several, brought onto one regular grid for training.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "fit/frames.h"
#include "tidegate/config.h"
#include "tidegate/detector_info.h"
#include "tidegate/result.h"
#include "window/batches.h"

namespace tidegate {

struct TrainingFrames {
  TimeAxisParams axis;             ///< the same for all parts
  Frames frames;                   ///< of all parts, one after the other
  std::vector<SeriesRows> series;  ///< where each part lies in them; parts of fewer than two rows are left out
  std::vector<std::size_t> part;   ///< of each of `series`: its place among the parts
  std::size_t longest = 0;         ///< rows of the longest part
  std::size_t left_out = 0;        ///< parts with fewer than two rows on the grid
  bool keyed = false;              ///< the parts are keys of one table
  std::optional<Timestamp> first_time, last_time;
};

/// Errors, naming series and row: kData (values beyond ±1e150, channels, sampling step or order of times unlike the
/// first part's).
Result<TrainingFrames> training_frames(std::span<const SeriesPart> parts, const FramesConfig& config,
                                       std::size_t longest_gap);

/// What was left out or filled in, one sentence each. `by_net`: a network bridges gaps.
std::vector<std::string> frame_notes(const TrainingFrames& frames, bool by_net = true);

}  // namespace tidegate
