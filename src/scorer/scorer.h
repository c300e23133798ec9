// What judges a row: a scorer. A detector has one, or several side by side, whose scores are calibrated and aggregated.
//
//   front (axis, transform, scaler, features) → scorers → calibration → aggregation → smoothing → threshold → events
//
// The networks are scorers among others: forecast, reconstruction, classifier.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "score/score.h"
#include "scorer/calibration.h"
#include "store/bytes.h"
#include "tidegate/event.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

struct ScorerMethod;

/// One scorer: what was chosen and learned. C = scored channels; R = residuals, numbers it gives of a row.
struct Scorer {
  const ScorerMethod* method = nullptr;
  std::size_t argument = 0;             ///< rows, as in `zscore:100`; what it means is the method's
  std::vector<Matrix<double>> learned;  ///< what `fit` learned
  ScoreParams score;                    ///< of its residuals; empty where it gives excesses
  Calibration calibration;
  std::size_t residuals = 0;   ///< R
  std::size_t numbers_at = 0;  ///< where its numbers begin among a row's
  std::size_t state_at = 0;    ///< where its state begins among a series' numbers
  std::size_t warmup = 0;      ///< rows before its first score
  bool gives_spread = false;   ///< its residuals come divided by what it says they deviate by
};

/// "zscore:100" as a scorer that has learned nothing yet; "net" is the network's own. Errors: kUsage (unknown name,
/// with the nearest; a number that is none, out of range or not taken), naming the option `scorers`.
Result<Scorer> parse_scorer(std::string_view spec);

/// As `parse_scorer` reads it.
std::string scorer_text(const Scorer& scorer);

inline constexpr std::size_t kMostScorers = 16;

/// All that can be named, without the networks' own.
std::vector<std::string> scorer_names();

/// A network's own is among the scorers asked for.
bool names_net_scorer(const ScoreConfig& config);

/// What the configuration leaves open and the network does not say: without the network's own scorer alone, scores that
/// are on a scale where 1 is the limit of usual operation get the threshold 1 and no smoothing; several are calibrated.
void fill_scorer_defaults(DetectorConfig& config);

/// Learns from training rows. `series`: a matrix (T, C) for each, scaled, on the grid, NaN = missing. Its score and
/// calibration are fitted later, on what it gives. Errors: kData (nothing to learn from, in the method's words).
Status fit_scorer(Scorer& scorer, std::span<const MatrixView<const double>> series);

/// Numbers a scorer keeps of a series; all of them are 0 at rest.
std::size_t scorer_state_size(const Scorer& scorer, std::size_t channels);

/// Numbers it gives of a row, (C) expected values, (R) residuals, and their spreads where it has them.
std::size_t scorer_numbers(const Scorer& scorer, std::size_t channels);

/// What a scorer gives of a row, in scaled units; NaN = missing.
struct ScorerNumbers {
  std::span<double> given;     ///< (C): expected
  std::span<double> residual;  ///< (R)
  std::span<double> spread;    ///< (R): what they deviate by, and were divided by; empty = 1
};

/// Its numbers among all of a row.
inline ScorerNumbers numbers_of(const Scorer& scorer, std::size_t channels, std::span<double> row) {
  const auto own = row.subspan(scorer.numbers_at);
  return {own.first(channels), own.subspan(channels, scorer.residuals),
          own.subspan(channels + scorer.residuals, scorer.gives_spread ? scorer.residuals : 0)};
}

/// From `lower` to `upper` an excess of the channel stays below `threshold`, in scaled units; NaN: it has no such band.
struct ExcessBand {
  double lower, upper;
};
/// Contract: the scorer gives excesses.
ExcessBand excess_band(const Scorer& scorer, std::size_t channel, double threshold) noexcept;
/// It expects a value of a row.
bool expects_values(const Scorer& scorer) noexcept;

/// An excess counts at most this.
inline constexpr double kLargestExcess = 1e12;

/// Names the scorer that made an event, and says why in a clause: "above the range 2.1 to 8.4 of the training part".
/// `channel`: of the strongest. Empty where the event's kind says it.
void explain_scorer(const Scorer& scorer, std::span<const std::string> names, Event& event);

/// What one series' scorers remember, one after the other.
struct ScorerState {
  std::vector<double> numbers;
};

/// Exactly, for snapshots. `get_state` wants a state of the same size.
inline void put_state(ByteWriter& out, const ScorerState& state) { out.put_all(state.numbers); }
inline void get_state(ByteReader& in, ScorerState& state) { in.get_all(std::span<double>(state.numbers)); }

/// Bytes on the heap.
inline std::size_t heap_bytes(const ScorerState& state) { return state.numbers.capacity() * sizeof(double); }
std::size_t heap_bytes(const std::vector<Scorer>& scorers);

}  // namespace tidegate
