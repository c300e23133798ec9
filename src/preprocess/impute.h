// What the network sees where a value is missing. Scores never rest on what this stage made up.
#pragma once
#include <span>
#include <vector>

#include "store/bytes.h"
#include "tidegate/config.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

struct ImputeParams {
  Imputation kind = Imputation::kMask;
  std::vector<bool> predicted;  ///< per channel: the model predicts it, so that `mask` can leave it to the model
};

struct ImputeState {
  std::vector<float> last;  ///< per channel, NaN before the first value
};

/// One scaled row in place, in a stream: NaN becomes the value before (previous, linear), 0 (mean), or stays for the
/// model to fill (mask; a channel the model does not predict gets the value before). Before the first value: 0.
/// Touches the channels only, which come first: features are never missing. No allocation.
void apply_impute(const ImputeParams& params, ImputeState& state, std::span<float> row) noexcept;

/// The training part in place, where both ends of a gap are known: as a stream, but `linear` draws straight lines.
void impute_training(const ImputeParams& params, MatrixView<float> rows);

/// Exactly, for snapshots. `get_state` wants a state made for as many channels.
void put_state(ByteWriter& out, const ImputeState& state);
void get_state(ByteReader& in, ImputeState& state);

/// Bytes on the heap.
inline std::size_t heap_bytes(const ImputeState& state) { return state.last.capacity() * sizeof(float); }
inline std::size_t heap_bytes(const ImputeParams& params) { return params.predicted.capacity() / 8; }

}  // namespace tidegate
