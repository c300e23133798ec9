// Training batches: which rows each sequence of a batch runs over. Views of one long series, not copies.
#pragma once
#include <cstddef>
#include <vector>

#include "base/random.h"

namespace tidegate {

/// Rows [start, end) of a series, to be run through in order; predictions of rows before `learn_from` only warm the
/// state up. Rows before 0 are padding: missing, and not learned from. Row t is the input, row t + 1 the target.
struct SequenceSpan {
  std::ptrdiff_t start = 0;
  std::ptrdiff_t end = 0;
  std::ptrdiff_t learn_from = 0;  ///< first row that counts as a target
};

/// Sequences that run side by side for `steps` steps; those that end sooner are padded at the end.
struct Batch {
  std::vector<SequenceSpan> sequences;
  std::size_t steps = 0;
  bool fresh = true;  ///< false: the states of the batch before are carried on
};

struct BatchConfig {
  std::size_t batch = 16;   ///< sequences side by side, at most
  std::size_t window = 64;  ///< rows a prediction may build on before it counts
  std::size_t chunk = 64;   ///< steps of a chunk with carried state; 0 = separate windows
};

/// Contiguous chunks: the series is cut into `batch` long pieces (fewer if they would be shorter than four chunks) that
/// run side by side, chunk after chunk, with carried state; each piece warms up on the `window` rows before it.
std::vector<Batch> chunk_batches(const BatchConfig& config, std::size_t rows);

/// Separate windows of `window` rows at every position, in random order; the row after each is its only target.
/// A series shorter than a window gives windows padded in front.
std::vector<Batch> window_batches(const BatchConfig& config, std::size_t rows, Random& random);

/// One epoch over `rows` rows by the configured way. Contract: rows ≥ 2.
std::vector<Batch> epoch_batches(const BatchConfig& config, std::size_t rows, Random& random);

}  // namespace tidegate
