// The weights training starts from: fresh ones, a file's, or those of another detector.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "model/nets/network.h"
#include "preprocess/features.h"
#include "tidegate/observer.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

struct StartingWeights {
  /// Only the recurrent layers were taken over; what reads the channels and what gives them is fresh.
  bool body_only = false;
  std::string note;  ///< what was taken from where, a sentence; empty for fresh weights and those of a bare file
};

/// Fills `parameters`: drawn from `seed`, then replaced by what `from` holds, if it is not empty.
/// A safetensors file of weights must fit the net. Of a detector whose channels are these, or of a single channel like
/// this one, and whose features are these, all weights are taken; of another the recurrent layers alone.
/// Errors: kModel naming file and what does not fit (another cell, other sizes).
Result<StartingWeights> starting_weights(const std::filesystem::path& from, std::uint64_t seed,
                                         const Network<float>& net, const std::vector<Channel>& channels,
                                         std::span<float> parameters, const FeatureParams& features = {});

/// The recurrent layers but for what reads the channels: parameters [begin, end).
struct ParameterRange {
  std::size_t begin = 0, end = 0;
};
ParameterRange recurrent_body(const Network<float>& net);

/// Of a detector without a network: weights to start from and checkpoints are not passed over in silence. Errors:
/// kUsage.
Status refuse_without_net(const TrainingControl& control);

}  // namespace tidegate
