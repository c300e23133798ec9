#include "model/layers/dropout.h"

#include <cmath>

namespace tidegate {

template <class Real>
void DropoutTape<Real>::draw(Random& random, double p, std::size_t count) {
  constexpr double kSteps = 65536;  // a mask takes sixteen bits a value
  const auto dropped = static_cast<std::uint64_t>(std::lround(p * kSteps));
  const Real kept = static_cast<Real>(1 / (1 - p));
  mask.resize(count);
  output.resize(count);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < count; ++i, bits >>= 16) {
    if (i % 4 == 0) bits = random.bits();
    mask[i] = (bits & 0xffff) < dropped ? Real{0} : kept;
  }
}

template <class Real>
const Real* DropoutTape<Real>::apply(const Real* h, std::size_t begin, std::size_t count) noexcept {
  Real* const out = output.data() + begin;
  for (std::size_t i = 0; i < count; ++i) out[i] = mask[begin + i] * h[i];
  return out;
}

template <class Real>
void DropoutTape<Real>::scale(Real* d) const noexcept {
  for (std::size_t i = 0; i < mask.size(); ++i) d[i] *= mask[i];
}

template struct DropoutTape<float>;
template struct DropoutTape<double>;

}  // namespace tidegate
