// A fitted chain as a model file and back.
#pragma once
#include <filesystem>

#include "chain/chain.h"
#include "store/tensor_file.h"

namespace tidegate {

/// Raised when a file could no longer be understood by an older library. Format 2 has scorers besides the network's
/// own; a chain without is still written in format 1.
inline constexpr int kModelFormat = 2;

/// All that is not a tensor is one JSON text in the metadata under "tidegate". Equal chains give equal bytes.
TensorFile encode_model(const FittedChain& chain);

/// Checks format version, digest, sizes and names once, before anything is built. Errors: kModel.
Result<FittedChain> decode_model(const TensorFile& file);

}  // namespace tidegate
