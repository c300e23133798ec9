// How much memory a detector takes, estimated before training.
#pragma once
#include <cstddef>

#include "tidegate/config.h"
#include "tidegate/detector.h"
#include "tidegate/result.h"

namespace tidegate {

/// Bytes, but for `weights`.
struct DetectorSize {
  std::size_t weights = 0;   ///< numbers that are learned
  std::size_t detector = 0;  ///< in memory once, shared by all streams
  std::size_t file = 0;      ///< of a model file
  std::size_t stream = 0;    ///< a `Stream` by itself
  std::size_t pooled = 0;    ///< a series of a `StreamPool`
  std::size_t kinds = 0;     ///< of `stream` and of `pooled`: for the kinds of events; 0 with kinds off
  std::size_t training = 0;  ///< at most while it is trained, beside the series itself; 0 for a fitted one
};

/// For a detector of `channels` channels, all of them scored, trained on `rows` rows without gaps. Errors: kUsage
/// (options).
TIDEGATE_API Result<DetectorSize> detector_size(const DetectorConfig& config, std::size_t channels, std::size_t rows);

TIDEGATE_API DetectorSize detector_size(const Detector& detector);

}  // namespace tidegate
