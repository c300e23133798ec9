// Our metrics behind lines of JSON, so that a driver can hold them against other programs (tools/compare_metrics.py).
//
// A request {"scores": [number or null, …], "labels": [0 or 1, …], "flags": [0 or 1, …], "window": rows} is answered by
// one object of metric names and numbers, null where nothing can be said.
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/missing.h"
#include "metrics/affiliation.h"
#include "metrics/point_adjusted.h"
#include "metrics/range_based.h"
#include "metrics/ranking.h"
#include "metrics/runs.h"
#include "metrics/vus.h"

namespace {

using namespace tidegate;
using Json = nlohmann::json;
using Flags = std::vector<std::uint8_t>;

std::vector<double> scores_of(const Json& list) {
  std::vector<double> scores;
  for (const Json& score : list) scores.push_back(score.is_null() ? kMissingValue : score.get<double>());
  return scores;
}

void add_ranges(const Flags& flags, const Flags& labels, Json& answer) {
  const std::pair<const char*, PositionBias> biases[] = {{"flat", PositionBias::kFlat},
                                                         {"front", PositionBias::kFront},
                                                         {"middle", PositionBias::kMiddle},
                                                         {"back", PositionBias::kBack}};
  const std::pair<const char*, Cardinality> cardinalities[] = {{"one", Cardinality::kOne},
                                                               {"reciprocal", Cardinality::kReciprocal}};
  for (const auto& [bias_name, bias] : biases)
    for (const auto& [cardinality_name, cardinality] : cardinalities) {
      const std::string name = std::string(bias_name) + ", " + cardinality_name;
      const RangeQuality quality = range_based(runs_of(flags), runs_of(labels), {0.25, bias, bias, cardinality});
      answer["range precision, " + name] = quality.precision;
      answer["range recall, " + name] = quality.recall;
    }
}

Json answer_to(const Json& request) {
  const std::vector<double> scores = scores_of(request.at("scores"));
  const auto labels = request.at("labels").get<Flags>(), flags = request.at("flags").get<Flags>();
  const auto window = request.at("window").get<std::size_t>();
  const RowQuality rows = row_quality(flags, labels);
  const Volume volume = volume_under_surface(scores, labels, window);
  const FlagVolume of_flags = volume_of_flags(flags, labels, window);
  const Affiliation near = affiliation(runs_of(flags), runs_of(labels), labels.size());
  Json answer = {{"AUC-ROC", auc_roc(scores, labels)},
                 {"average precision", average_precision(scores, labels)},
                 {"best F1", best_f1(scores, labels).f1},
                 {"precision", rows.precision},
                 {"recall", rows.recall},
                 {"F1", rows.f1},
                 {"point-adjusted F1", row_quality(point_adjusted(flags, labels, 0), labels).f1},
                 {"VUS-ROC", volume.roc},
                 {"VUS-PR", volume.pr},
                 {"VUS recall of flags", of_flags.recall},
                 {"VUS precision of flags", of_flags.precision},
                 {"VUS F1 of flags", of_flags.f1},
                 {"affiliation precision", near.precision},
                 {"affiliation recall", near.recall}};
  add_ranges(flags, labels, answer);
  return answer;
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    try {
      std::cout << answer_to(Json::parse(line)) << std::endl;
    } catch (const std::exception& error) {
      return std::cerr << line << ": " << error.what() << '\n', 2;
    }
  }
  return 0;
}
