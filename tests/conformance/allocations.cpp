#include "conformance/allocations.h"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace {

tidegate::testing_support::Allocations counted;
bool refused = false;

void* count(void* memory) noexcept {
  if (memory == nullptr) return nullptr;
  ++counted.count;
  counted.live_bytes += malloc_usable_size(memory);
  counted.peak_bytes = std::max(counted.peak_bytes, counted.live_bytes);
  return memory;
}

void release(void* memory) noexcept {
  if (memory != nullptr) counted.live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

void* whole(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return count(refused ? nullptr : std::malloc(size));
}
void* operator new(std::size_t size) { return whole(count(refused ? nullptr : std::malloc(size))); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto to = static_cast<std::size_t>(alignment);
  return whole(count(refused ? nullptr : std::aligned_alloc(to, (size + to - 1) / to * to)));
}
#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"  // GCC 12 inlines one of the pair and not the other
#endif
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
#pragma GCC diagnostic pop

namespace tidegate::testing_support {

const Allocations& allocations() { return counted; }
void forget_peak() { counted.peak_bytes = counted.live_bytes; }
void refuse_allocations(bool refuse) { refused = refuse; }

}  // namespace tidegate::testing_support
