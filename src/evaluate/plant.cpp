#include "tidegate/evaluate.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/random.h"

namespace tidegate {
namespace {

/// What a row's value becomes: `at` 0 … 1 along the anomaly, `first` the value where it begins.
struct PlantedRow {
  double value, first, at;
};

struct Kind {
  std::string_view name;
  std::size_t rows;
  double (*change)(const PlantedRow& place, double strength, double side, Random& random);
};

constexpr std::size_t kLasting = 20;

constexpr Kind kKinds[] = {
    {"spike", 1, [](const PlantedRow& p, double strength, double, Random&) { return p.value + strength; }},
    {"dip", 1, [](const PlantedRow& p, double strength, double, Random&) { return p.value - strength; }},
    {"level-shift", kLasting,
     [](const PlantedRow& p, double strength, double side, Random&) { return p.value + side * strength; }},
    {"trend", kLasting,
     [](const PlantedRow& p, double strength, double side, Random&) { return p.value + side * strength * p.at; }},
    {"variance", kLasting,
     [](const PlantedRow& p, double strength, double, Random& random) { return p.value + strength * random.normal(); }},
    {"stuck", kLasting, [](const PlantedRow& p, double, double, Random&) { return p.first; }},
};

const Kind& find_kind(std::string_view name) {
  const auto* found = std::ranges::find(kKinds, name, &Kind::name);
  TIDEGATE_EXPECTS(found != std::end(kKinds));
  return *found;
}

}  // namespace

std::vector<std::string> plantable_kinds() {
  std::vector<std::string> names;
  for (const Kind& kind : kKinds) names.emplace_back(kind.name);
  return names;
}

std::size_t planted_rows(std::string_view kind) { return find_kind(kind).rows; }

void plant(const PlantedAnomaly& anomaly, std::uint64_t seed, Matrix<double>& values) {
  const Kind& kind = find_kind(anomaly.kind);
  TIDEGATE_EXPECTS(anomaly.rows > 0 && anomaly.first + anomaly.rows <= values.rows());
  TIDEGATE_EXPECTS(anomaly.channel < values.cols());
  Random random(seed);
  const double side = random.uniform() < 0.5 ? -1 : 1, first = values(anomaly.first, anomaly.channel);
  for (std::size_t k = 0; k < anomaly.rows; ++k) {
    double& value = values(anomaly.first + k, anomaly.channel);
    const double at = static_cast<double>(k + 1) / static_cast<double>(anomaly.rows);
    if (!std::isnan(value)) value = kind.change({value, first, at}, anomaly.strength, side, random);
  }
}

}  // namespace tidegate
