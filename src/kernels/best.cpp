#include <array>
#include <cstdlib>

#include "kernels/simd/simd.h"

namespace tidegate {
namespace {

struct All {
  std::array<const Kernels<float>*, 5> tables{};
  std::size_t count = 0;

  All() {
    for (const Kernels<float>* fast : simd_kernels()) tables[count++] = fast;
    tables[count++] = &reference_kernels<float>();
  }
};

const Kernels<float>& choose() noexcept {
  const auto all = all_kernels();
  const char* wanted = std::getenv("TIDEGATE_ISA");  // NOLINT(concurrency-mt-unsafe): read once
  for (const Kernels<float>* kernels : all)
    if (wanted != nullptr && kernels->name == wanted) return *kernels;
  return *all.front();
}

}  // namespace

std::span<const Kernels<float>* const> all_kernels() noexcept {
  static const All all;
  return {all.tables.data(), all.count};
}

const Kernels<float>& best_kernels() noexcept {
  static const Kernels<float>& best = choose();
  return best;
}

}  // namespace tidegate
