// Memory that will be needed soon.
#pragma once
#include <cstddef>

namespace tidegate {

/// Asks for the cache lines of `bytes` bytes from `data` on, without waiting. Any address is allowed.
inline void prefetch(const void* data, std::size_t bytes) noexcept {
  constexpr std::size_t kLine = 64;
  const char* const first = static_cast<const char*>(data);
  for (std::size_t at = 0; at < bytes; at += kLine) __builtin_prefetch(first + at, 1);
  asm volatile("");  // GCC 12 takes a function that only prefetches for one without effect and leaves out its call
}

}  // namespace tidegate
