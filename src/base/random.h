// Random numbers with the same bits on every platform (the standard's distributions are not specified).
#pragma once
#include <cstdint>
#include <span>

namespace tidegate {

/// xoshiro256++ seeded by splitmix64. Source: Blackman & Vigna 2019, arXiv:1805.01407.
class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint64_t bits() noexcept;
  double uniform() noexcept;                          ///< [0, 1), 53 bits
  double uniform(double low, double high) noexcept;   ///< [low, high)
  double normal() noexcept;                           ///< mean 0, deviation 1 (Box–Muller)
  std::uint64_t below(std::uint64_t bound) noexcept;  ///< [0, bound); bound ≥ 1

  std::span<std::uint64_t> state() noexcept { return state_; }  ///< all there is, to go on later

 private:
  std::uint64_t state_[4];
};

}  // namespace tidegate
