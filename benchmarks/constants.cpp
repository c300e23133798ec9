// The constants of a machine that the limits of docs/benchmarks.md are computed from, all of one core.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "constants.cpp"  // this file, compiled again for each instruction set
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL)
#include "hwy/foreach_target.h"
// After it, so that they too are compiled again.
#include "kernels/simd/activations-inl.h"

#ifndef TIDEGATE_BENCHMARK_CONSTANTS_ONCE
#define TIDEGATE_BENCHMARK_CONSTANTS_ONCE
#include <algorithm>
#include <chrono>
#include <iterator>
#include <vector>

#include "base/aligned.h"

namespace tidegate::benchmarks {

/// Best of many turns: a limit is what can be reached, not what was reached on average.
template <class Run>
double best_seconds(Run run) {
  using Clock = std::chrono::steady_clock;
  double best = 1e9;
  for (int turn = 0; turn < 40; ++turn) {
    const auto start = Clock::now();
    run();
    best = std::min(best, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return best;
}

/// What is loaded from, in floats: 16 KiB to 16 MiB, with steps where weights of small nets end.
constexpr std::size_t kLoadedFloats[] = {1U << 12, 1U << 13, 1U << 14, 1U << 15,
                                         1U << 16, 1U << 17, 1U << 18, 1U << 22};

struct Rates {
  double fma_gflops;
  double sigmoid_ns, tanh_ns;  ///< an element, many side by side
  double chain_ns;             ///< a GRU's σ → mul → tanh → blend, each waiting for the one before
  double bytes_per_ns[std::size(kLoadedFloats)];  ///< loaded again and again
};

}  // namespace tidegate::benchmarks
#endif

HWY_BEFORE_NAMESPACE();
namespace tidegate::benchmarks {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace own = tidegate::HWY_NAMESPACE;

constexpr std::size_t kLanes = 16;
using V = own::Vector<kLanes>;

/// Twelve chains hide the latency of two units and fit into sixteen registers with their factors.
HWY_NOINLINE float fma_chains(std::size_t steps) {
  const own::Tag<kLanes> d;
  V acc[12];
  TIDEGATE_UNROLL for (int i = 0; i < 12; ++i) acc[i] = hn::Set(d, static_cast<float>(i));
  V factor = hn::Set(d, 0.5F), term = hn::Set(d, 1.0F);
  for (std::size_t s = 0; s < steps; ++s)
    TIDEGATE_UNROLL for (int i = 0; i < 12; ++i) acc[i] = hn::MulAdd(acc[i], factor, term);
  V sum = acc[0];
  TIDEGATE_UNROLL for (int i = 1; i < 12; ++i) sum = hn::Add(sum, acc[i]);
  return hn::GetLane(sum);
}

HWY_NOINLINE float load_all(const float* data, std::size_t count, std::size_t turns) {
  const own::Tag<kLanes> d;
  constexpr std::size_t n = hn::MaxLanes(own::Tag<kLanes>());
  V sum[8];
  TIDEGATE_UNROLL for (int i = 0; i < 8; ++i) sum[i] = hn::Zero(d);
  for (std::size_t turn = 0; turn < turns; ++turn)
    for (std::size_t at = 0; at < count; at += 8 * n)
      TIDEGATE_UNROLL for (std::size_t i = 0; i < 8; ++i) sum[i] = hn::Add(sum[i], hn::Load(d, data + at + i * n));
  TIDEGATE_UNROLL for (int i = 1; i < 8; ++i) sum[0] = hn::Add(sum[0], sum[i]);
  return hn::GetLane(sum[0]);
}

template <bool kTanh>
HWY_NOINLINE void activate(const float* from, float* to, std::size_t count) {
  const own::Tag<kLanes> d;
  constexpr std::size_t n = hn::MaxLanes(own::Tag<kLanes>());
  for (std::size_t at = 0; at < count; at += 2 * n) {
    const V a = hn::Load(d, from + at), b = hn::Load(d, from + at + n);
    hn::Store(kTanh ? own::Tanh<kLanes>(a) : own::Sigmoid<kLanes>(a), d, to + at);
    hn::Store(kTanh ? own::Tanh<kLanes>(b) : own::Sigmoid<kLanes>(b), d, to + at + n);
  }
}

HWY_NOINLINE float gate_chain(std::size_t steps) {
  const own::Tag<kLanes> d;
  V h = hn::Set(d, 0.3F);
  const V z = hn::Set(d, 0.5F), x = hn::Set(d, 0.1F);
  for (std::size_t s = 0; s < steps; ++s) {
    const V n = own::Tanh<kLanes>(hn::MulAdd(own::Sigmoid<kLanes>(h), h, x));
    h = hn::MulAdd(z, hn::Sub(h, n), n);
  }
  return hn::GetLane(h);
}

double bytes_per_ns(const float* data, std::size_t count, volatile float& sink) {
  const std::size_t turns = std::max<std::size_t>(1, (std::size_t{1} << 21) / count);
  const double seconds = best_seconds([&] { sink = load_all(data, count, turns); });
  return static_cast<double>(turns * count * sizeof(float)) / seconds / 1e9;
}

Rates measure() {
  constexpr std::size_t kSteps = 100000, kSmall = 4096;
  constexpr std::size_t kElements = std::end(kLoadedFloats)[-1];
  AlignedVector<float> data(kElements), out(kSmall);
  for (std::size_t i = 0; i < kElements; ++i) data[i] = static_cast<float>(i % 17) * 0.2F - 1.6F;
  volatile float sink = 0;
  Rates rates{};
  const double fma = best_seconds([&] { sink = fma_chains(kSteps); });
  rates.fma_gflops = 2.0 * 12 * kSteps * hn::MaxLanes(own::Tag<kLanes>()) / fma / 1e9;
  for (int turn = 0; turn < 4; ++turn) activate<false>(data.data(), out.data(), kSmall);
  rates.sigmoid_ns = best_seconds([&] { activate<false>(data.data(), out.data(), kSmall); }) * 1e9 / kSmall;
  rates.tanh_ns = best_seconds([&] { activate<true>(data.data(), out.data(), kSmall); }) * 1e9 / kSmall;
  rates.chain_ns = best_seconds([&] { sink = gate_chain(kSteps / 10); }) * 1e9 / (kSteps / 10);
  for (std::size_t i = 0; i < std::size(kLoadedFloats); ++i)
    rates.bytes_per_ns[i] = bytes_per_ns(data.data(), kLoadedFloats[i], sink);
  return rates;
}

}  // namespace HWY_NAMESPACE
}  // namespace tidegate::benchmarks
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include "jobs.h"
#include "kernels/kernels.h"

namespace tidegate::benchmarks {
namespace {

HWY_EXPORT(measure);

/// A sum in which each addition waits for the one before: one a cycle on every processor there is.
double cycle_ns() {
  constexpr std::uint64_t kAdditions = 1000000;
  std::uint64_t sum = 0, term = 3;
  const double seconds = best_seconds([&] {
    for (std::uint64_t i = 0; i < kAdditions / 10; ++i) TIDEGATE_UNROLL for (int j = 0; j < 10; ++j) {
        asm volatile("" : "+r"(sum), "+r"(term));
        sum += term;
      }
  });
  return seconds * 1e9 / kAdditions;
}

double clock_ns() {
  using Clock = std::chrono::steady_clock;
  std::vector<double> each(20001);
  for (double& one : each) {
    const auto start = Clock::now();
    one = std::chrono::duration<double, std::nano>(Clock::now() - start).count();
  }
  std::nth_element(each.begin(), each.begin() + 10000, each.end());
  return each[10000];
}

}  // namespace

Json machine_constants() {
  const Rates rates = HWY_DYNAMIC_DISPATCH(measure)();
  Json loads = Json::array();
  for (std::size_t i = 0; i < std::size(kLoadedFloats); ++i)
    loads.push_back({sizeof(float) * kLoadedFloats[i], rates.bytes_per_ns[i]});
  return {{"fma_gflops", rates.fma_gflops},
          {"sigmoid_ns", rates.sigmoid_ns},
          {"tanh_ns", rates.tanh_ns},
          {"chain_ns", rates.chain_ns},
          {"loads", loads},
          {"cycle_ns", cycle_ns()},
          {"clock_ns", clock_ns()}};
}

}  // namespace tidegate::benchmarks
#endif
