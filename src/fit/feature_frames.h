// The features of the training rows, by the very code a stream runs.
#pragma once
#include <span>
#include <vector>

#include "chain/chain.h"
#include "fit/training_frames.h"
#include "preprocess/feature_choice.h"

namespace tidegate {

/// The features the chain's configuration asks for, chosen on the longest series, with notes in its description.
/// Errors: kUsage (not understood; calendar without times).
Status take_training_features(FittedChain& chain, std::span<const SeriesPart> parts, const TrainingFrames& frames,
                              const std::vector<std::size_t>& scored);

/// Fills the last F columns of inputs(T, C + F) from the first C, which are scaled and still hold what is missing as
/// NaN; before that centres and scales rolling figures and differences by their mean and deviation over all rows.
void fill_training_features(std::span<const SeriesPart> parts, const TrainingFrames& frames, double clip,
                            FeatureParams& params, MatrixView<float> inputs);

}  // namespace tidegate
