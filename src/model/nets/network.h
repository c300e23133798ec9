// A net's sizes: stacked recurrent layers, a decoder if it gives a whole window back, and a dense head.
#pragma once
#include <cstddef>
#include <vector>

#include "model/layers/dropout.h"
#include "model/layers/recurrent.h"
#include "model/nets/kind.h"
#include "tidegate/result.h"

namespace tidegate {

/// Of a net with a Gaussian head, logarithms of variances beyond ± this count as this: deviations of 0.01 to 100 in
/// scaled units.
inline constexpr double kLargestLogVariance = 9.210340371976184;

/// What a net is built from; kept in the model file.
struct NetShape {
  CellKind cell = CellKind::kGru;
  std::size_t inputs = 0;           ///< I
  std::vector<std::size_t> hidden;  ///< H of each layer, input side first
  /// The input channels it is about, C of them. A missing value of such a channel is replaced by the net's own
  /// prediction of it, so that the state goes on; a missing input nobody predicts counts as 0 (the scaled mean).
  std::vector<std::size_t> predicts;
  NetKind kind = NetKind::kForecaster;
  std::size_t horizon = 1;     ///< L: rows a step predicts, one after the other
  bool gives_last = false;     ///< a forecaster whose first predicted row is the one just read, not the next
  bool gaussian = false;       ///< a mean and the logarithm of a variance for each value
  std::size_t window = 0;      ///< rows that every step starts again from; 0 = the state is carried
  bool bidirectional = false;  ///< an autoencoder whose encoder reads the window from both ends

  const NetTraits& traits() const { return net_traits(kind); }
  /// Rows from the one read to the first one predicted.
  std::size_t ahead() const { return traits().forecasts && !gives_last ? 1 : 0; }
  /// Values a step is held against: (L, C), the nearest row first; of a classifier, one.
  std::size_t targets() const { return traits().learns_labels ? 1 : horizon * predicts.size(); }
  /// Means first, then logarithms of variances in the same order.
  std::size_t outputs() const { return targets() * (gaussian ? 2 : 1); }
  bool operator==(const NetShape&) const = default;
};

/// Holds sizes and offsets only; parameters are one flat buffer of `parameter_count()` values in packed layout.
///
///   h_t = stack(x_t, h_{t−1})    y_t = head(h_t)
///
/// With a window, h starts from 0 a window before each row. An autoencoder's decoder starts from the encoder's last
/// states, reads its last output at every step and gives the window back from the last row to the first (Malhotra et
/// al. 2016, arXiv:1607.00148, section 2; the repeated encoding: Cho et al. 2014, arXiv:1406.1078). A bidirectional
/// encoder has a reverse layer for each layer, which runs from the last row to the first; the layer above and the
/// decoder read both, side by side (Schuster & Paliwal 1997), so that the decoder is twice as wide.
template <class Real>
class Network {
 public:
  /// Contract: sizes above 0; an autoencoder has a window and predicts its inputs'
  /// own rows (horizon 1).
  static Network build(const NetShape& shape);

  const NetShape& shape() const { return shape_; }
  const std::vector<RecurrentLayer<Real>>& layers() const { return layers_; }
  const std::vector<RecurrentLayer<Real>>& twins() const { return twins_; }      ///< empty unless bidirectional
  const std::vector<RecurrentLayer<Real>>& decoder() const { return decoder_; }  ///< empty but for an autoencoder
  const PackedShape& head() const { return head_; }
  std::size_t head_offset() const { return head_offset_; }
  std::size_t parameter_count() const { return parameter_count_; }  ///< padding included
  std::size_t weight_count() const;                                 ///< what a person would count
  std::size_t layer_states() const { return layer_states_; }        ///< all layers' h and memories, one sequence
  std::size_t decoder_states() const { return decoder_states_; }    ///< of the decoder likewise
  /// Values a sequence keeps between steps: its layers' states, or the rows of its window.
  std::size_t state_size() const { return shape_.window == 0 ? layer_states_ : shape_.window * shape_.inputs; }
  std::size_t scratch_size() const;
  std::size_t output_stride() const { return head_.padded_units(); }
  /// Values a step gives: a row of outputs; of an autoencoder, one for each row of the window, the oldest first.
  std::size_t prediction_size() const { return output_stride() * (decoder_.empty() ? 1 : shape_.window); }

  /// Fills what is missing (NaN) in x(I) from the last prediction y; of an autoencoder, from the row before in the
  /// window (null: none). No allocation.
  void complete_input(Real* x, const Real* before) const noexcept;

  /// One step of one sequence: `x` (I; complete unless the net has a window), `state` (in and out), `y`
  /// (prediction_size), `scratch` (scratch_size). No allocation.
  void step(const Real* parameters, const Kernels<Real>& kernels, const Real* x, Real* state, Real* y,
            Real* scratch) const noexcept;

 private:
  NetShape shape_;
  std::vector<RecurrentLayer<Real>> layers_, twins_, decoder_;
  PackedShape head_;
  std::size_t head_offset_ = 0;
  std::size_t parameter_count_ = 0;
  std::size_t layer_states_ = 0, decoder_states_ = 0;
};

/// One step of stacked layers, one sequence: `state` (layer_states) in, `next` out. Returns the top layer's output.
template <class Real>
const Real* step_layers(const std::vector<RecurrentLayer<Real>>& layers, const Real* parameters,
                        const Kernels<Real>& kernels, const Real* x, const Real* state, Real* next) noexcept;

}  // namespace tidegate
