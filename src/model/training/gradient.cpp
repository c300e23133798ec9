#include "model/training/gradient.h"

#include <algorithm>
#include <limits>

namespace tidegate {
namespace {

constexpr float kNoValue = std::numeric_limits<float>::quiet_NaN();

constexpr std::uint64_t kTileStream = 0x9e3779b97f4a7c15;

/// A function of the batch alone: summation order, and with it the bits, must not depend on threads.
std::size_t tile_rows(std::size_t batch) { return batch > 16 ? 16 : batch > 8 ? 8 : 4; }

}  // namespace

std::size_t BatchGradient::bytes(const Network<float>& net, std::size_t sequences, std::size_t steps,
                                 bool with_dropout) {
  const std::size_t rows = tile_rows(sequences), tiles = (sequences + rows - 1) / rows;
  const std::size_t weights = net.parameter_count() * sizeof(float);  // of gradients a tile, and transposed once
  const std::size_t tape = NetTape<float>::bytes(net, steps, std::min(rows, sequences), with_dropout);
  return (tiles + 1) * (tape + weights);  // one tape more: a shorter last chunk is laid out beside the one before
}

void BatchGradient::prepare(const Batch& batch) {
  const std::size_t sequences = batch.sequences.size();
  if (batch.fresh) tile_rows_ = tile_rows(sequences);
  tiles_.resize((sequences + tile_rows_ - 1) / tile_rows_);
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    NetTape<float>& tape = tiles_[i].tape;
    const std::size_t rows = std::min(tile_rows_, sequences - i * tile_rows_);
    if (tape.steps != batch.steps || tape.rows != rows) {
      if (batch.fresh || tape.rows != rows)
        tape.resize(net_, batch.steps, rows);
      else
        tape.resize_steps(net_, batch.steps);
    }
    if (batch.fresh) tape.reset_state();
  }
}

void BatchGradient::load(Tile& tile, const Batch& batch, std::size_t first, const TrainingData& data) const {
  const std::size_t inputs = net_.shape().inputs, targets = net_.shape().targets();
  NetTape<float>& tape = tile.tape;
  for (std::size_t t = 0; t < tape.steps; ++t)
    for (std::size_t r = 0; r < tape.rows; ++r) {
      const SequenceSpan& span = batch.sequences[first + r];
      const std::ptrdiff_t row = span.start + static_cast<std::ptrdiff_t>(t);
      const bool inside = row >= span.first && row < span.end;
      float* x = tape.x.data() + (t * tape.rows + r) * inputs;
      float* target = tape.target.data() + (t * tape.rows + r) * targets;
      for (std::size_t i = 0; i < inputs; ++i) x[i] = inside ? data.rows(static_cast<std::size_t>(row), i) : kNoValue;
      if (inside && row >= span.learn_from)
        read_targets(net_.shape(), data, row, span.first, span.last, target);
      else
        std::fill_n(target, targets, kNoValue);
    }
}

BatchLoss BatchGradient::compute(const Batch& batch, const TrainingData& data, const float* parameters,
                                 std::uint64_t draw) {
  prepare(batch);
  BatchLoss loss;
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    load(tiles_[i], batch, i * tile_rows_, data);
    loss.targets += present_targets(tiles_[i].tape);
  }
  const float scale = loss.targets == 0 ? 0.0F : 1.0F / static_cast<float>(loss.targets);
  transposed_.assign(net_, parameters, kernels_);
  workers_.run(tiles_.size(), [&](std::size_t i) {
    Tile& tile = tiles_[i];
    tile.gradients.assign(net_.parameter_count(), 0.0F);
    if (dropout_ > 0) {
      Random random(draw + i * kTileStream);  // of the tile, not of the thread that computes it
      tile.tape.draw_dropout(net_, random, dropout_);
    }
    forward_chunk(net_, parameters, kernels_, tile.tape);
    tile.sum = loss_gradient(net_, loss_, tile.tape, scale);
    if (loss.targets > 0) backward_chunk(net_, transposed_, kernels_, tile.tape, tile.gradients.data());
    tile.tape.carry_state();
  });
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    loss.sum += tiles_[i].sum;
    if (i == 0) continue;
    for (std::size_t k = 0; k < tiles_[0].gradients.size(); ++k) tiles_[0].gradients[k] += tiles_[i].gradients[k];
  }
  return loss;
}

}  // namespace tidegate
