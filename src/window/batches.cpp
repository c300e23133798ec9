#include "window/batches.h"

#include <algorithm>

#include "base/contracts.h"

namespace tidegate {
namespace {

constexpr std::size_t kChunksAPiece = 4;

std::ptrdiff_t signed_size(std::size_t value) { return static_cast<std::ptrdiff_t>(value); }

template <class T>
void shuffle(std::vector<T>& values, Random& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

/// Inputs [begin, end) of the series [first, last).
struct Piece {
  std::size_t first, begin, end, last;

  std::size_t size() const { return end - begin; }
};

std::vector<Piece> cut(const BatchConfig& config, std::span<const SeriesRows> series) {
  const std::size_t wanted = (config.batch + series.size() - 1) / series.size();
  std::vector<Piece> pieces;
  for (const SeriesRows& one : series) {
    const std::size_t inputs = one.size() - config.ahead;  // what comes last is a target only
    const std::size_t count = std::clamp<std::size_t>(inputs / (kChunksAPiece * config.chunk), 1, wanted);
    const std::size_t length = (inputs + count - 1) / count;
    const std::size_t end = one.begin + inputs;
    for (std::size_t begin = one.begin; begin < end; begin += length)
      pieces.push_back({one.begin, begin, std::min(begin + length, end), one.end});
  }
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.size() > b.size(); });
  return pieces;
}

/// Pieces that run side by side, chunk after chunk; the first is the longest.
void run_through(const BatchConfig& config, std::span<const Piece> pieces, std::vector<Batch>& batches) {
  const std::size_t run = pieces.front().size() + config.window;
  for (std::size_t done = 0; done < run; done += config.chunk) {
    Batch batch{{}, std::min(config.chunk, run - done), done == 0};
    for (const Piece& piece : pieces) {
      const std::ptrdiff_t begin = signed_size(piece.begin);
      const std::ptrdiff_t start = begin - signed_size(config.window) + signed_size(done);
      const std::ptrdiff_t end = std::min(start + signed_size(batch.steps), signed_size(piece.end));
      batch.sequences.push_back({signed_size(piece.first), start, end, begin, signed_size(piece.last)});
    }
    batches.push_back(std::move(batch));
  }
}

}  // namespace

std::vector<Batch> chunk_batches(const BatchConfig& config, std::span<const SeriesRows> series, Random& random) {
  const std::vector<Piece> pieces = cut(config, series);
  std::vector<std::size_t> rounds;
  for (std::size_t begin = 0; begin < pieces.size(); begin += config.batch) rounds.push_back(begin);
  shuffle(rounds, random);
  std::vector<Batch> batches;
  for (const std::size_t begin : rounds)
    run_through(config, std::span(pieces).subspan(begin, std::min(config.batch, pieces.size() - begin)), batches);
  return batches;
}

std::vector<Batch> window_batches(const BatchConfig& config, std::span<const SeriesRows> series, Random& random) {
  std::vector<SequenceSpan> spans;
  for (const SeriesRows& one : series) {
    const std::size_t inputs = one.size() - config.ahead;
    for (std::size_t end = one.begin + std::min(config.window, inputs); end <= one.begin + inputs; ++end) {
      const std::ptrdiff_t start = signed_size(end) - signed_size(config.window);
      spans.push_back({signed_size(one.begin), start, signed_size(end),
                       config.whole_window ? start : signed_size(end) - 1, signed_size(one.end)});
    }
  }
  shuffle(spans, random);
  std::vector<Batch> batches;
  for (std::size_t begin = 0; begin < spans.size(); begin += config.batch) {
    const auto from = spans.begin() + signed_size(begin);
    batches.push_back({{from, from + signed_size(std::min(config.batch, spans.size() - begin))}, config.window, true});
  }
  return batches;
}

std::vector<Batch> epoch_batches(const BatchConfig& config, std::span<const SeriesRows> series, Random& random) {
  TIDEGATE_EXPECTS(!series.empty() && config.batch >= 1 && config.window >= 1 && config.ahead <= 1);
  TIDEGATE_EXPECTS(std::ranges::all_of(series, [](const SeriesRows& one) { return one.size() >= 2; }));
  return config.chunk == 0 ? window_batches(config, series, random) : chunk_batches(config, series, random);
}

}  // namespace tidegate
