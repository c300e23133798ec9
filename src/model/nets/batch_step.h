// One step of many sequences whose states lie apart: gathered, run side by side, scattered again.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "model/nets/network.h"

namespace tidegate {

/// Where one sequence keeps its state (`state_size` values) and takes its prediction (`prediction_size` values).
template <class Real>
struct SequencePlace {
  Real* state;
  Real* prediction;
};

/// Owns the buffers of up to `rows` sequences. One owner.
template <class Real>
class BatchStep {
 public:
  BatchStep(const Network<Real>& net, std::size_t rows);

  std::size_t rows() const { return rows_; }

  /// What sequence `row` of the next step reads: x(I), complete unless the net has a window.
  std::span<Real> input(std::size_t row) { return {x_.data() + row * inputs_, inputs_}; }

  /// One step of places.size() ≤ rows() sequences, each elsewhere; the same bits as `Network::step` of each alone.
  /// Nets with a window are run one after the other. No allocation.
  void run(const Network<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
           std::span<const SequencePlace<Real>> places) noexcept;

 private:
  /// State before and after one layer, (rows, Hp) each.
  struct LayerRows {
    AlignedVector<Real> h, memory, next, next_memory;
  };

  std::size_t rows_, inputs_;
  AlignedVector<Real> x_, y_, scratch_;
  std::vector<LayerRows> layers_;
};

}  // namespace tidegate
