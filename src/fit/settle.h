// What a configuration comes to: what it leaves open is filled in, what does not go together is refused.
#pragma once
#include <cstddef>
#include <vector>

#include "chain/chain.h"

namespace tidegate {

/// Takes the configuration over, with what it leaves to the `rows` of the longest series, and finds what is wrong with
/// it before any row is touched. Errors: kUsage.
Status settle_config(FittedChain& chain, const DetectorConfig& asked, std::size_t rows);

/// Whether a network is to be built; after `settle_config`.
bool goes_by_net(const FittedChain& chain);

/// The net a settled configuration asks for, of so many inputs, those of `scored` predicted.
NetShape net_shape(const DetectorConfig& config, std::size_t inputs, std::vector<std::size_t> scored);

}  // namespace tidegate
