#include "window/batches.h"

#include <algorithm>
#include <numeric>

#include "base/contracts.h"

namespace tidegate {
namespace {

constexpr std::size_t kChunksAPiece = 4;

std::ptrdiff_t signed_size(std::size_t value) { return static_cast<std::ptrdiff_t>(value); }

}  // namespace

std::vector<Batch> chunk_batches(const BatchConfig& config, std::size_t rows) {
  const std::size_t inputs = rows - 1;  // the last row is a target only
  const std::size_t pieces = std::clamp<std::size_t>(inputs / (kChunksAPiece * config.chunk), 1, config.batch);
  const std::size_t length = (inputs + pieces - 1) / pieces;
  const std::size_t run = length + config.window;
  std::vector<Batch> batches;
  for (std::size_t done = 0; done < run; done += config.chunk) {
    Batch batch{{}, std::min(config.chunk, run - done), done == 0};
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      const std::ptrdiff_t first = signed_size(piece * length);
      const std::ptrdiff_t start = first - signed_size(config.window) + signed_size(done);
      const std::ptrdiff_t last = std::min(first + signed_size(length), signed_size(inputs));
      batch.sequences.push_back({start, std::min(start + signed_size(batch.steps), last), first + 1});
    }
    batches.push_back(std::move(batch));
  }
  return batches;
}

std::vector<Batch> window_batches(const BatchConfig& config, std::size_t rows, Random& random) {
  const std::size_t window = config.window;
  const std::size_t first_target = std::min(window, rows - 1);
  std::vector<std::size_t> targets(rows - first_target);
  std::iota(targets.begin(), targets.end(), first_target);
  for (std::size_t i = targets.size(); i > 1; --i) std::swap(targets[i - 1], targets[random.below(i)]);

  std::vector<Batch> batches;
  for (std::size_t begin = 0; begin < targets.size(); begin += config.batch) {
    Batch batch{{}, window, true};
    for (std::size_t i = begin; i < std::min(begin + config.batch, targets.size()); ++i) {
      const std::ptrdiff_t target = signed_size(targets[i]);
      batch.sequences.push_back({target - signed_size(window), target, target});
    }
    batches.push_back(std::move(batch));
  }
  return batches;
}

std::vector<Batch> epoch_batches(const BatchConfig& config, std::size_t rows, Random& random) {
  TIDEGATE_EXPECTS(rows >= 2 && config.batch >= 1 && config.window >= 1);
  return config.chunk == 0 ? window_batches(config, rows, random) : chunk_batches(config, rows);
}

}  // namespace tidegate
