// Whether weights of 16 bits would make one step of one stream cheaper: low_precision
//
// Times the products of a GRU step (3H outputs of H + 8 inputs, the layout of the kernels, four vectors of units at
// once) with weights as float, as bfloat16 widened by a shift, and as bfloat16 by the processor's own instruction,
// which takes inputs of 16 bits too. The gates are left out: they cost the same in all three. The answer, and what
// follows: docs/decisions/0009-no-low-precision.md.
#include <cstdio>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "base/aligned.h"

namespace {

using tidegate::AlignedVector;

#define TIDEGATE_BF16 __attribute__((noinline, target("avx512f,avx512bw,avx512bf16")))

constexpr int kBlocks = 4, kGates = 3, kSums = kBlocks * kGates;
constexpr std::size_t kInputs = 8;

TIDEGATE_BF16 void as_float(const float* w, const float* x, float* y, std::size_t hidden, std::size_t inputs) {
  for (std::size_t block = 0; block < hidden / 16; block += kBlocks) {
    __m512 sums[kSums];
    for (auto& sum : sums) sum = _mm512_setzero_ps();
    for (std::size_t k = 0; k < inputs; ++k) {
      const __m512 value = _mm512_set1_ps(x[k]);
      for (int b = 0; b < kBlocks; ++b)
        for (int g = 0; g < kGates; ++g)
          sums[b * kGates + g] = _mm512_fmadd_ps(_mm512_loadu_ps(w + ((block + b) * inputs + k) * 48 + g * 16), value,
                                                 sums[b * kGates + g]);
    }
    for (int i = 0; i < kSums; ++i) _mm512_storeu_ps(y + (block * kGates + i) * 16, sums[i]);
  }
}

/// Two inputs' weights share 32 bits; the upper one is read as it stands, the lower one is shifted up.
TIDEGATE_BF16 void widened(const float* w, const float* x, float* y, std::size_t hidden, std::size_t inputs) {
  for (std::size_t block = 0; block < hidden / 16; block += kBlocks) {
    __m512 sums[kSums];
    for (auto& sum : sums) sum = _mm512_setzero_ps();
    for (std::size_t k = 0; k < inputs; k += 2) {
      const __m512 upper = _mm512_set1_ps(x[k]), lower = _mm512_set1_ps(x[k + 1]);
      for (int b = 0; b < kBlocks; ++b)
        for (int g = 0; g < kGates; ++g) {
          __m512& sum = sums[b * kGates + g];
          const __m512i pair = _mm512_loadu_si512(w + ((block + b) * inputs + k) * 24 + g * 16);
          sum = _mm512_fmadd_ps(_mm512_castsi512_ps(pair), upper, sum);
          sum = _mm512_fmadd_ps(_mm512_castsi512_ps(_mm512_slli_epi32(pair, 16)), lower, sum);
        }
    }
    for (int i = 0; i < kSums; ++i) _mm512_storeu_ps(y + (block * kGates + i) * 16, sums[i]);
  }
}

TIDEGATE_BF16 void native(const float* w, const float* x, float* y, std::size_t hidden, std::size_t inputs) {
  const auto* pairs = reinterpret_cast<const std::int32_t*>(x);
  for (std::size_t block = 0; block < hidden / 16; block += kBlocks) {
    __m512 sums[kSums];
    for (auto& sum : sums) sum = _mm512_setzero_ps();
    for (std::size_t k = 0; k < inputs; k += 2) {
      const auto value = reinterpret_cast<__m512bh>(_mm512_set1_epi32(pairs[k / 2]));
      for (int b = 0; b < kBlocks; ++b)
        for (int g = 0; g < kGates; ++g)
          sums[b * kGates + g] = _mm512_dpbf16_ps(
              sums[b * kGates + g],
              reinterpret_cast<__m512bh>(_mm512_loadu_si512(w + ((block + b) * inputs + k) * 24 + g * 16)), value);
    }
    for (int i = 0; i < kSums; ++i) _mm512_storeu_ps(y + (block * kGates + i) * 16, sums[i]);
  }
}

using Product = void (*)(const float*, const float*, float*, std::size_t, std::size_t);

/// Microseconds of one product: the best of thirty runs of a thousand, each reading what the one before wrote.
double microseconds(Product product, std::size_t hidden) {
  using Clock = std::chrono::steady_clock;
  constexpr int kRuns = 30, kSteps = 1000;
  const std::size_t inputs = hidden + kInputs;
  const AlignedVector<float> w(3 * hidden * inputs, 0.01F);
  AlignedVector<float> x(inputs, 0.5F), y(3 * hidden);
  double best = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    const auto start = Clock::now();
    for (int step = 0; step < kSteps; ++step) {
      product(w.data(), x.data(), y.data(), hidden, inputs);
      x[0] = y[0] * 1e-9F;
    }
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best / kSteps * 1e6;
}

}  // namespace

int main() {
  if (!__builtin_cpu_supports("avx512bf16")) return std::puts("this processor has no AVX-512 BF16"), 0;
  for (const std::size_t hidden : {64, 128, 256}) {
    const double plain = microseconds(as_float, hidden), shift = microseconds(widened, hidden);
    const double own = microseconds(native, hidden);
    std::printf("H=%zu: float %.3f µs, bfloat16 widened %.3f µs (%.2f×), native %.3f µs (%.2f×)\n", hidden, plain,
                shift, plain / shift, own, plain / own);
  }
}
#else
int main() { std::puts("this experiment is written for GCC on x86-64"); }
#endif
