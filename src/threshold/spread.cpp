#include "threshold/spread.h"

#include <cmath>
#include <vector>

#include "base/contracts.h"
#include "base/moments.h"
#include "threshold/percentile.h"

namespace tidegate {

double standard_deviation(std::span<const double> scores) {
  TIDEGATE_EXPECTS(!scores.empty());
  RunningMoments moments;
  for (const double score : scores) moments.add(score);
  return moments.deviation();
}

double median_distance(std::span<const double> scores, double from) {
  std::vector<double> distances;
  distances.reserve(scores.size());
  for (const double score : scores) distances.push_back(std::abs(score - from));
  return percentile(distances, 50);
}

}  // namespace tidegate
