// What a threshold that goes on learning from the stream begins with.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "threshold/pareto_tail.h"

namespace tidegate {

/// How a limit changes with the scores of a stream.
enum class Adaptation : std::uint8_t {
  kNone,    ///< it does not: a constant limit
  kPeaks,   ///< spot, dspot
  kErrors,  ///< dynamic
};

/// Peaks a stream keeps: the tail is that of the newest ones.
inline constexpr std::size_t kMostPeaks = 256;

/// The longest history or depth that can be asked for, in scores.
inline constexpr std::size_t kLongestMemory = 10'000;

/// Scores beyond this are not kept: sums of them would overflow.
inline constexpr double kLargestScore = 1e150;

/// Learned from calibration scores, const in the stream. Each spelling uses a part of it.
struct AdaptiveParams {
  Adaptation kind = Adaptation::kNone;
  double risk = 0;             ///< kPeaks: 0 < risk < 1, share of normal rows to be flagged
  std::size_t memory = 0;      ///< scores kept: dspot's depth, 0 = spot; dynamic's history
  PeakTail tail;               ///< kPeaks
  std::vector<double> peaks;   ///< kPeaks: the newest excesses over `tail.level`, oldest first, at most kMostPeaks
  std::vector<double> recent;  ///< the newest scores, oldest first, at most `memory`
};

}  // namespace tidegate
