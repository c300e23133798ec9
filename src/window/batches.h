// Training batches: which rows each sequence of a batch runs over. Views of the series, not copies.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "base/random.h"

namespace tidegate {

/// Rows [begin, end): one series among several that lie one after the other.
struct SeriesRows {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

/// Rows [start, end), to be run through in order; steps at rows before `learn_from` only warm the state up. Rows before
/// `first`, where the series begins, are padding: missing, and not trained on. Targets stop before `last`, where the
/// series ends.
struct SequenceSpan {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t start = 0;
  std::ptrdiff_t end = 0;
  std::ptrdiff_t learn_from = 0;  ///< first row whose step is compared with its targets
  std::ptrdiff_t last = 0;
};

/// Sequences that run side by side for `steps` steps; those that end sooner are padded at the end.
struct Batch {
  std::vector<SequenceSpan> sequences;
  std::size_t steps = 0;
  bool fresh = true;  ///< false: the states of the batch before are carried on
};

struct BatchConfig {
  std::size_t batch = 16;     ///< sequences side by side, at most
  std::size_t window = 64;    ///< rows a prediction may build on before it counts
  std::size_t chunk = 64;     ///< steps of a chunk with carried state; 0 = separate windows
  std::size_t ahead = 1;      ///< rows from a step's row to its first target
  bool whole_window = false;  ///< separate windows: every row of a window is learned, not only what its end gives
};

/// Contiguous chunks: a series is cut into long pieces (as many as fill a batch, fewer if they would be shorter than
/// four chunks) that run side by side, chunk after chunk, with carried state; each piece warms up on the `window` rows
/// before it. Of many series, pieces of like length share a batch, and the batches' order is drawn anew every epoch.
std::vector<Batch> chunk_batches(const BatchConfig& config, std::span<const SeriesRows> series, Random& random);

/// Separate windows of `window` rows at every position, in random order; of each, the last row's step counts (or all).
/// A series shorter than a window gives windows padded in front.
std::vector<Batch> window_batches(const BatchConfig& config, std::span<const SeriesRows> series, Random& random);

/// One epoch by the configured way. Contract: every series has at least 2 rows; `ahead` is 0 or 1.
std::vector<Batch> epoch_batches(const BatchConfig& config, std::span<const SeriesRows> series, Random& random);

}  // namespace tidegate
