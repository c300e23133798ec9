// The gradient of one batch, computed tile by tile on several threads with the same bits for any number of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/workers.h"
#include "model/training/loss.h"
#include "model/training/targets.h"
#include "window/batches.h"

namespace tidegate {

struct BatchLoss {
  double sum = 0;           ///< over the targets
  std::size_t targets = 0;  ///< present ones
};

/// Owns one tape and one gradient buffer a tile. One owner.
class BatchGradient {
 public:
  /// `dropout`: share of the values between layers that is dropped.
  BatchGradient(const Network<float>& net, const Loss<float>& loss, const Kernels<float>& kernels, Workers& workers,
                double dropout = 0)
      : net_(net), loss_(loss), kernels_(kernels), workers_(workers), dropout_(dropout) {}

  /// Gradient of the mean loss over the batch's targets, left in `gradients()`. What is dropped follows from `draw`
  /// alone.
  BatchLoss compute(const Batch& batch, const TrainingData& data, const float* parameters, std::uint64_t draw = 0);

  /// Memory for batches of so many sequences and steps, in bytes.
  static std::size_t bytes(const Network<float>& net, std::size_t sequences, std::size_t steps, bool with_dropout);

  AlignedVector<float>& gradients() { return tiles_.front().gradients; }

 private:
  struct Tile {
    NetTape<float> tape;
    AlignedVector<float> gradients;
    double sum = 0;
    std::size_t targets = 0;
  };
  void prepare(const Batch& batch);
  void load(Tile& tile, const Batch& batch, std::size_t first, const TrainingData& data) const;

  const Network<float>& net_;
  Loss<float> loss_;
  const Kernels<float>& kernels_;
  Workers& workers_;
  double dropout_;
  TransposedWeights<float> transposed_;
  std::vector<Tile> tiles_;
  std::size_t tile_rows_ = 0;
};

}  // namespace tidegate
