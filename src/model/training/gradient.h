// The gradient of one batch, computed tile by tile on several threads with the same bits for any number of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/nets/forecaster.h"
#include "model/training/workers.h"
#include "tidegate/matrix.h"
#include "window/batches.h"

namespace tidegate {

struct BatchLoss {
  double sum = 0;           ///< of squared errors
  std::size_t targets = 0;  ///< present ones
};

/// Owns one tape and one gradient buffer a tile. One owner.
class BatchGradient {
 public:
  /// `dropout`: share of the values between layers that is dropped.
  BatchGradient(const Forecaster<float>& net, const Kernels<float>& kernels, Workers& workers, double dropout = 0)
      : net_(net), kernels_(kernels), workers_(workers), dropout_(dropout) {}

  /// Mean-squared-error gradient of the batch, left in `gradients()`. What is dropped follows from `draw` alone.
  BatchLoss compute(const Batch& batch, MatrixView<const float> rows, const float* parameters, std::uint64_t draw = 0);

  /// Memory for batches of so many sequences and steps, in bytes.
  static std::size_t bytes(const Forecaster<float>& net, std::size_t sequences, std::size_t steps, bool with_dropout);

  AlignedVector<float>& gradients() { return tiles_.front().gradients; }

 private:
  struct Tile {
    ForecasterTape<float> tape;
    AlignedVector<float> gradients;
    double sum = 0;
    std::size_t targets = 0;
  };
  void prepare(const Batch& batch);
  void load(Tile& tile, const Batch& batch, std::size_t first, MatrixView<const float> rows) const;

  const Forecaster<float>& net_;
  const Kernels<float>& kernels_;
  Workers& workers_;
  double dropout_;
  TransposedWeights<float> transposed_;
  std::vector<Tile> tiles_;
  std::size_t tile_rows_ = 0;
};

}  // namespace tidegate
