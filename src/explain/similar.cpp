#include "explain/similar.h"

#include <cmath>
#include <limits>

#include "base/contracts.h"

namespace tidegate {
namespace {

constexpr double kTooFar = std::numeric_limits<double>::infinity();

/// Mean squared difference; `kTooFar` as soon as it cannot fall below `least`, or if too few pairs are complete.
double mean_square(MatrixView<const double> a, MatrixView<const double> b, double least) noexcept {
  const auto all = static_cast<double>(a.rows * a.cols);
  const double enough = least * all;  // no more pairs than all, so the mean can only be larger
  double sum = 0, pairs = 0;
  for (std::size_t t = 0; t < a.rows; ++t) {
    for (std::size_t c = 0; c < a.cols; ++c) {
      const double difference = a(t, c) - b(t, c);
      if (std::isnan(difference)) continue;
      sum += difference * difference;
      ++pairs;
    }
    if (sum > enough) return kTooFar;
  }
  return 2 * pairs >= all ? sum / pairs : kTooFar;
}

}  // namespace

std::optional<SimilarFound> find_similar(MatrixView<const double> values, const RowStretch& sought,
                                         std::span<const std::uint8_t> open) {
  TIDEGATE_EXPECTS(open.size() == values.rows);
  TIDEGATE_EXPECTS(sought.length > 0 && sought.first + sought.length <= values.rows);
  const auto like = values.slice(sought.first, sought.length);
  std::optional<SimilarFound> best;
  double least = kTooFar;
  std::size_t run = 0;  // open rows up to and including this one
  for (std::size_t last = 0; last < values.rows; ++last) {
    const bool own = last >= sought.first && last < sought.first + sought.length;
    run = open[last] != 0 && !own ? run + 1 : 0;
    if (run < sought.length) continue;
    const std::size_t first = last + 1 - sought.length;
    const double square = mean_square(like, values.slice(first, sought.length), least);
    if (!(square < least)) continue;
    least = square;
    best = SimilarFound{first, std::sqrt(square)};
  }
  return best;
}

}  // namespace tidegate
