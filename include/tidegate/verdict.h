// The answer to one row of a stream.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace tidegate {

/// What a row turned out to be. Missing and late rows are results, not errors.
enum class Phase : std::uint8_t {
  kWarmup,  ///< fewer rows than the window were seen since the start or since a long gap
  kNormal,
  kAnomalous,
  kMissing,    ///< no scored channel has a value
  kLate,       ///< earlier than a row before; not learned
  kDuplicate,  ///< same stamp as the row before; not learned
  kPending,    ///< no row at all: the first answer is due later (`delay_rows`)
};

/// The answer to one row. Spans hold one entry a scored channel, in the channel's own unit, and stay valid until the
/// next push; NaN where unknown.
struct Verdict {
  Phase phase = Phase::kWarmup;
  double score = 0;  ///< NaN in every phase but kNormal and kAnomalous
  double threshold = 0;
  std::span<const double> values, expected, lower, upper, share;
  std::size_t row = 0;  ///< of the stream's rows the one that is judged, from 0; without a delay the one just pushed

  bool scored() const { return phase == Phase::kNormal || phase == Phase::kAnomalous; }
};

}  // namespace tidegate
