// What this program has asked for on the heap, whichever form of `new` it used.
#pragma once
#include <cstddef>

namespace tidegate::testing_support {

struct Allocations {
  std::size_t count = 0;
  std::size_t live_bytes = 0;
  std::size_t peak_bytes = 0;  ///< the most that was live since `forget_peak`
};

/// Not for several threads.
const Allocations& allocations();
void forget_peak();

/// From now on nobody gets any memory; false: everybody again.
void refuse_allocations(bool refuse);

}  // namespace tidegate::testing_support
