// The forecaster: stacked recurrent layers and a dense head that predicts the next row.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "model/layers/dropout.h"
#include "model/layers/recurrent.h"
#include "tidegate/result.h"

namespace tidegate {

/// What a net is built from; kept in the model file.
struct ForecasterShape {
  std::string cell = "gru";
  std::size_t inputs = 0;           ///< I
  std::vector<std::size_t> hidden;  ///< H of each layer, input side first
  /// For each output the input channel it predicts. A missing value of such a channel is replaced by the net's own
  /// prediction of it, so that the state goes on; a missing input nobody predicts counts as 0 (the scaled mean).
  std::vector<std::size_t> predicts;

  std::size_t outputs() const { return predicts.size(); }
  bool operator==(const ForecasterShape&) const = default;
};

/// y_t = head(h_t), h_t = stack(x_t, h_{t−1}): y_t is the prediction of row t + 1.
/// Holds sizes and offsets only; parameters are one flat buffer of `parameter_count()` values in packed layout.
template <class Real>
class Forecaster {
 public:
  /// Errors: kUsage for an unknown cell.
  static Result<Forecaster> build(const ForecasterShape& shape);

  const ForecasterShape& shape() const { return shape_; }
  const std::vector<RecurrentLayer<Real>>& layers() const { return layers_; }
  const PackedShape& head() const { return head_; }
  std::size_t head_offset() const { return head_offset_; }
  std::size_t parameter_count() const { return parameter_count_; }  ///< padding included
  std::size_t weight_count() const;                                 ///< what a person would count
  std::size_t state_size() const { return state_size_; }            ///< values a sequence: all layers' h and memories
  std::size_t output_stride() const { return head_.padded_units(); }

  /// Fills what is missing (NaN) in x(I) from the last prediction y. No allocation.
  void complete_input(Real* x, const Real* y) const noexcept;

  /// One step of one sequence: `x` (I, complete), `state` (in and out), `y` (output_stride), `scratch` (state_size).
  void step(const Real* parameters, const Kernels<Real>& kernels, const Real* x, Real* state, Real* y,
            Real* scratch) const noexcept;

 private:
  ForecasterShape shape_;
  std::vector<RecurrentLayer<Real>> layers_;
  PackedShape head_;
  std::size_t head_offset_ = 0;
  std::size_t parameter_count_ = 0;
  std::size_t state_size_ = 0;
};

/// Training's memory of a chunk: T steps of a tile of R sequences. One owner (a tile of one thread).
template <class Real>
struct ForecasterTape {
  std::size_t steps = 0, rows = 0;
  AlignedVector<Real> x;          ///< (T, R, I); NaN = missing, completed by `forward_chunk`
  AlignedVector<Real> target;     ///< (T, R, O); NaN = missing, ignored by the loss
  AlignedVector<Real> y;          ///< (T, R, Op)
  AlignedVector<Real> dy;         ///< [block][T · R][1][U]
  AlignedVector<Real> carried_y;  ///< (R, Op): the last prediction, carried from chunk to chunk
  std::vector<RecurrentTape<Real>> layers;
  std::vector<DropoutTape<Real>> dropout;  ///< between layer l and the one above; empty without dropout
  std::vector<AlignedVector<Real>> dout;   ///< a layer: (T, R, Hp)
  LayerScratch<Real> scratch;

  void resize(const Forecaster<Real>& net, std::size_t steps, std::size_t rows);
  /// Bytes that `resize` and the way back will take.
  static std::size_t bytes(const Forecaster<Real>& net, std::size_t steps, std::size_t rows, bool with_dropout);
  void resize_steps(const Forecaster<Real>& net, std::size_t steps);  ///< keeps the state the chunk begins with
  void draw_dropout(Random& random, double p);                        ///< masks for the next chunk
  void reset_state();                                                 ///< all sequences begin anew
  void carry_state();  ///< the state after the chunk becomes the one before the next
};

/// Fills y (and x where missing) from the state the tape begins with.
template <class Real>
void forward_chunk(const Forecaster<Real>& net, const Real* parameters, const Kernels<Real>& kernels,
                   ForecasterTape<Real>& tape);

/// The weights as the way back reads them; made anew after each step of the optimiser and shared by all tiles.
template <class Real>
struct TransposedWeights {
  std::vector<TransposedLayer<Real>> layers;
  AlignedVector<Real> head;

  void assign(const Forecaster<Real>& net, const Real* parameters, const Kernels<Real>& kernels);
};

/// Adds ∂L/∂parameters to `gradients`, given dy.
template <class Real>
void backward_chunk(const Forecaster<Real>& net, const TransposedWeights<Real>& weights, const Kernels<Real>& kernels,
                    ForecasterTape<Real>& tape, Real* gradients);

}  // namespace tidegate
