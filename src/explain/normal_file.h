// What normal rows of the channels do, in a model file: explain.normal (C, kNormalNumbers).
#pragma once
#include <span>
#include <vector>

#include "explain/normal.h"
#include "store/tensor_file.h"

namespace tidegate {

/// Nothing of no channels.
void add_normal(TensorFile& file, std::span<const NormalChannel> channels);

/// Empty if the file has none: of earlier builds, of networks that forecast nothing, and with --kinds off. Errors:
/// kModel (another size, values that make no sense).
Status read_normal(const TensorFile& file, std::size_t scored, std::vector<NormalChannel>& channels);

}  // namespace tidegate
