// What is remembered of an open event, row by row, to find its kind when it closes. Fixed memory, no allocation.
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "explain/normal.h"
#include "score/score.h"
#include "store/bytes.h"

namespace tidegate {

/// Kept of a channel all the time: how long its value has been the same, or missing.
struct ChannelHold {
  float last = std::numeric_limits<float>::quiet_NaN();  ///< scaled value of the row before; NaN = missing
  float entry_z = 0;                                     ///< residual of the first row of the flat run
  std::uint32_t rows = 0;                                ///< that have it
  float slow_z = 0;                                      ///< z evened out over some kSlowRows
  float ended_z = 0;                                     ///< entry_z of the last unusually long flat run
  std::uint16_t ended_rows = 0, ended_ago = 0;           ///< its length, and rows since its end

  bool operator==(const ChannelHold&) const = default;
};

/// A flagged row may be so many rows after what it is due to.
inline constexpr std::uint16_t kFlaggingDelay = 6;

/// Kept of a channel during an event. x: value in scaled units; z: residual in its usual deviations. Sums run over the
/// event's flagged rows in which the channel has a value, counted by k = 0, 1, …
struct ChannelEvidence {
  std::uint32_t rows = 0;
  std::uint32_t longest_gap = 0;                    ///< rows without a value in a row
  float blame = 0;                                  ///< Σ share · score of the row by itself
  float mean_z = 0, squares_z = 0;                  ///< Welford: mean, Σ (z − mean)²
  float early = 0;                                  ///< Σ z of the first kEarlyRows
  float lead = 0, slowest = 0;                      ///< slow_z right before the event; its largest in it, with its sign
  float above = 0, below = 0;                       ///< Σ z where z > 0, Σ −z where z < 0
  float lagged = 0, last_z = 0;                     ///< Σ z_k z_{k−1}; the latest z
  float lowest = 0, highest = 0;                    ///< of x
  float peak_z = 0, peak_x = 0, peak_residual = 0;  ///< at the row with the largest |z|
  float back = 0;                  ///< how far x went back from peak_x towards the expected value, kBackRows after it
  std::uint32_t since_peak = 0;    ///< rows
  std::uint32_t longest_hold = 0;  ///< rows with the same value
  float hold_z = 0;                ///< z of the first of them

  bool operator==(const ChannelEvidence&) const = default;
};

/// Rows that say how an event began, and rows that even out noise.
inline constexpr std::uint32_t kEarlyRows = 4, kSlowRows = 8;

/// A spike is back after at most so many rows.
inline constexpr std::uint32_t kBackRows = 3;

struct ChannelMemory {
  ChannelHold hold;
  ChannelEvidence event;

  bool operator==(const ChannelMemory&) const = default;
};

/// Of one series; C scored channels. Empty without learned normal numbers: then nothing is gathered.
struct EvidenceState {
  std::vector<ChannelMemory> channels;
  float joint = 0;         ///< Σ score of the flagged rows by themselves; 0 if the score knows no correlation
  float separate = 0;      ///< Σ √(mean z²) of these rows
  std::uint32_t runs = 0;  ///< stretches of flagged rows
  bool in_run = false;

  bool operator==(const EvidenceState&) const = default;  ///< a missing value equals nothing
};

EvidenceState make_evidence_state(std::size_t channels);

/// One row as the score saw it. Spans: (C), or more of which the first C count; NaN = missing. Spread: what the network
/// says residuals deviate by, by which they come divided; empty = 1.
struct EvidenceRow {
  std::span<const double> scaled, residual, spread, share;
  double own_score = 0;  ///< not smoothed
};

enum class EventPart : std::uint8_t { kOutside, kOpening, kFlagged, kBetween };

/// Takes the next row; a `kOpening` row forgets what was gathered before. Cost: O(C); no allocation.
void gather(std::span<const NormalChannel> normal, const ScoreParams& score, EvidenceState& state,
            const EvidenceRow& row, EventPart part) noexcept;

/// A row in which no scored channel has a value; `open`: during an event.
void gather_missing(EvidenceState& state, bool open) noexcept;

/// The rows to come have nothing to do with those before.
void forget_holds(EvidenceState& state) noexcept;

/// Exactly, for snapshots. `get_state` wants a state made for the same number of channels.
void put_state(ByteWriter& out, const EvidenceState& state);
void get_state(ByteReader& in, EvidenceState& state);

/// Bytes on the heap.
inline std::size_t heap_bytes(const EvidenceState& state) { return state.channels.capacity() * sizeof(ChannelMemory); }

}  // namespace tidegate
