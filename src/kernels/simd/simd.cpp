#include "kernels/simd/simd.h"

#include <array>

// Below SSE4 there is the reference; AVX-512's later extensions bring nothing here. Tiles are arrays of vectors, so
// SVE, whose vectors have no size at compile time, leaves Arm to NEON.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/simd/simd.cpp"  // this file, compiled again for each instruction set
#include "hwy/foreach_target.h"
// After it, so that they too are compiled again.
#if HWY_TARGET != HWY_SCALAR
#include "kernels/simd/backward-inl.h"
#include "kernels/simd/forward-inl.h"
#include "kernels/simd/optimizer-inl.h"
#include "kernels/simd/products-inl.h"

HWY_BEFORE_NAMESPACE();
namespace tidegate {
namespace HWY_NAMESPACE {

const Kernels<float>& table(std::string_view name) noexcept {
  static const Kernels<float> kernels = {
      .name = name,
      .gru_forward = Forward<Gru>,
      .gru_backward = Backward<GruBack>,
      .lstm_forward = Forward<Lstm>,
      .lstm_backward = Backward<LstmBack>,
      .rnn_tanh_forward = Forward<RnnTanh>,
      .rnn_tanh_backward = Backward<RnnTanhBack>,
      .rnn_relu_forward = Forward<RnnRelu>,
      .rnn_relu_backward = Backward<RnnReluBack>,
      .dense_forward = DenseForward,
      .transposed_size = TransposedSize,
      .transpose = Transpose,
      .input_gradient = InputGradientAll,
      .weight_gradient = WeightGradientAll,
      .adam = AdamAll,
      .sum_of_squares = SumOfSquares,
  };
  return kernels;
}

}  // namespace HWY_NAMESPACE
}  // namespace tidegate
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace tidegate {
namespace {

struct Tables {
  std::array<const Kernels<float>*, 4> tables{};
  std::size_t count = 0;

  Tables() {
    [[maybe_unused]] const auto supported = HWY_SUPPORTED_TARGETS;  // asks the processor if there is a choice
#if HWY_TARGETS & HWY_AVX3
    if (supported & HWY_AVX3) tables[count++] = &N_AVX3::table("avx512");
#endif
#if HWY_TARGETS & HWY_AVX2
    if (supported & HWY_AVX2) tables[count++] = &N_AVX2::table("avx2");
#endif
#if HWY_TARGETS & HWY_SSE4
    if (supported & HWY_SSE4) tables[count++] = &N_SSE4::table("sse4");
#endif
#if HWY_TARGETS & HWY_NEON
    if (supported & HWY_NEON) tables[count++] = &N_NEON::table("neon");
#endif
  }
};

}  // namespace

std::span<const Kernels<float>* const> simd_kernels() noexcept {
  static const Tables all;
  return {all.tables.data(), all.count};
}

}  // namespace tidegate
#endif
