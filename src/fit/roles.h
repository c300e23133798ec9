// Which channels are scored and which only inform the model.
#pragma once
#include <string>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

struct ChannelRoles {
  std::vector<std::size_t> scored;  ///< channel numbers, in order; at least one
  std::vector<std::string> notes;   ///< what was decided without being asked, one sentence each
};

/// A channel is an input only if the user says so, if it has no value in the training part, or if all it does there is
/// switch between 0 and 1 (a flag: commands and modes, which a network cannot forecast) while others vary; without a
/// network (`flags_are_inputs` false) flags are scored like the others.
/// Shapes: training(T, C), NaN = missing. Errors: kUsage for an unknown name or if nothing is left to score; kData if
/// no channel has a value.
Result<ChannelRoles> assign_roles(const FramesConfig& config, const std::vector<Channel>& channels,
                                  MatrixView<const double> training, bool flags_are_inputs = true);

}  // namespace tidegate
