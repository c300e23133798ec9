// How weights lie in memory: the one layout that forward, backward and the optimiser share.
#pragma once
#include <cstddef>

namespace tidegate {

/// Weights of `units` outputs with `gates` values each over `inputs` inputs, packed for vector kernels:
///
///   w[block][1 + inputs][gates][lanes]      unit = block · lanes + lane; row 0 of a block is the bias
///
/// Units beyond `units` in the last block are padding: zero weights, which stay zero (their gradient is zero).
/// `lanes` is a function of the sizes alone, never of the processor, so that results do not depend on the machine.
struct PackedShape {
  std::size_t inputs = 0;
  std::size_t units = 0;
  std::size_t gates = 1;

  /// 8 where 16 would pad more than half a block, else 16.
  std::size_t lanes() const noexcept {
    const std::size_t rest = units % 16;
    return rest >= 1 && rest <= 8 ? 8 : 16;
  }
  std::size_t blocks() const noexcept { return (units + lanes() - 1) / lanes(); }
  std::size_t padded_units() const noexcept { return blocks() * lanes(); }
  std::size_t row_size() const noexcept { return gates * lanes(); }
  std::size_t block_size() const noexcept { return (1 + inputs) * row_size(); }
  std::size_t size() const noexcept { return blocks() * block_size(); }

  std::size_t bias_index(std::size_t unit, std::size_t gate) const noexcept {
    return unit / lanes() * block_size() + gate * lanes() + unit % lanes();
  }
  std::size_t weight_index(std::size_t unit, std::size_t gate, std::size_t input) const noexcept {
    return bias_index(unit, gate) + (1 + input) * row_size();
  }
};

}  // namespace tidegate
