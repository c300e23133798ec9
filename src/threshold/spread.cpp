#include "threshold/spread.h"

#include <cmath>
#include <vector>

#include "base/contracts.h"
#include "threshold/percentile.h"

namespace tidegate {

double standard_deviation(std::span<const double> scores) {
  TIDEGATE_EXPECTS(!scores.empty());
  double mean = 0, squares = 0, count = 0;
  for (const double score : scores) {
    const double distance = score - mean;
    mean += distance / ++count;
    squares += distance * (score - mean);
  }
  return std::sqrt(squares / count);
}

double median_distance(std::span<const double> scores, double from) {
  std::vector<double> distances;
  distances.reserve(scores.size());
  for (const double score : scores) distances.push_back(std::abs(score - from));
  return percentile(distances, 50);
}

}  // namespace tidegate
