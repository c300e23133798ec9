// The kernels of kernels/kernels.h in vector instructions, one table for each instruction set.
#pragma once
#include <span>

#include "kernels/kernels.h"

namespace tidegate {

/// The tables this processor can run, the widest vectors first; empty on a processor without any of them.
/// Values agree with the reference within the rounding of float sums; `saved` and gradients likewise.
std::span<const Kernels<float>* const> simd_kernels() noexcept;

}  // namespace tidegate
