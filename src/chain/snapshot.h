// The state of one stream as bytes, for the same version of the library and the same detector.
#pragma once
#include <string>
#include <string_view>

#include "chain/chain.h"

namespace tidegate {

std::string write_snapshot(const FittedChain& chain, const ChainState& state);

/// `state` is unchanged unless all bytes fit. Errors: kModel (other version, other detector, damaged).
Status read_snapshot(const FittedChain& chain, std::string_view bytes, ChainState& state);

}  // namespace tidegate
