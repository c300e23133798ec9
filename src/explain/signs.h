// What the rules read of an event, in words of the field and free of units.
#pragma once
#include <span>

#include "explain/evidence.h"

namespace tidegate {

/// Of the strongest channel. z: the residual in its usual deviations, signed; "usual": in the training part.
struct Signs {
  double rows = 0;         ///< flagged ones with a value
  double runs = 1;         ///< stretches of flagged rows
  double peak = 0;         ///< largest |z|
  bool up = false;         ///< side of the peak
  double width = 0;        ///< Σ |z| on the side of the peak / peak: rows, if all were as high
  double back = 0;         ///< share of the peak's residual that the value went back within kBackRows
  double offset = 0;       ///< |mean z|
  double bias = 0;         ///< |mean z| / √(mean z²), 0..1: 1 = always off by the same
  double persistence = 0;  ///< correlation of z, about 0, with that of the row before; −1..1
  double lead = 0;         ///< z evened out before the event / z of its first rows: 1 = it had been off before
  double growth = 0;       ///< z evened out, at its largest / z of the first rows
  double beyond = 0;       ///< how far values left the usual range / usual spread
  double hold = 0;         ///< rows with the same value
  double usual_hold = 1;   ///< the most that was usual
  double hold_entry = 0;   ///< |z| of the first of them
  double gap = 0;          ///< rows without a value
  double usual_gap = 0;    ///< the most that was usual
  double channels = 1;
  double joint = 0;    ///< joint distance of all channels / their distance one by one; 0 = not known
  double largest = 0;  ///< largest |z| of any channel
};

/// Signs of the channel with the most blame. No allocation. Contract: as many normal channels as in the state, at least
/// one.
Signs signs_of(std::span<const NormalChannel> normal, const EvidenceState& state) noexcept;

}  // namespace tidegate
