#include "evaluate/planting.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "evaluate/planter.h"
#include "offline/tables.h"
#include "tidegate/evaluate.h"

namespace tidegate {
namespace {

constexpr std::size_t kPlaces = 6;  // of each kind

std::vector<PlantingRoom> rooms_of(const ComparedRows& rows, std::size_t warmup) {
  std::vector<PlantingRoom> rooms;
  for (const ComparedPart& part : rows.parts) {
    const std::size_t first = std::max(part.judged_from(), part.begin + warmup);
    if (first < part.end) rooms.push_back({{part.begin, part.end}, first});
  }
  return rooms;
}

}  // namespace

Status check_kinds(const std::vector<std::string>& kinds) {
  const std::vector<std::string> known = plantable_kinds();
  for (const std::string& kind : kinds)
    if (std::ranges::find(known, kind) == known.end()) {
      const std::string near = nearest_word(kind, known);
      return fail(ErrorKind::kUsage, option_named("kinds") + ": '" + kind + "' is not a kind of anomaly")
          .about("kinds")
          .remedy(near.empty() ? "known are " + join(known) : "did you mean '" + near + "'?");
    }
  return {};
}

double usual_height(const std::string& kind) {
  if (kind == "level-shift") return 2;
  return kind == "variance" ? 1 : 3;
}

double deviation(const ComparedRows& rows, std::size_t channel) {
  double mean = 0, squares = 0, count = 0;
  for (const ComparedPart& part : rows.parts)
    for (std::size_t t = part.begin; t < part.judged_from(); ++t) {
      const double value = rows.series.rows.values(t, channel);
      if (std::isnan(value)) continue;
      const double before = value - mean;
      mean += before / ++count;
      squares += before * (value - mean);
    }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

std::size_t rows_to_plant_in(const ComparedRows& rows, std::size_t warmup) {
  std::size_t count = 0;
  for (const PlantingRoom& room : rooms_of(rows, warmup)) count += room.rows();
  return count;
}

Result<FindsByKind> plant_all(const Detector& detector, const ComparedRows& rows, std::size_t warmup,
                              const std::vector<bool>& flagged, const Observer& observer) {
  const auto columns = detector.match_channels(rows.series.channels);
  if (!columns) return columns.error();
  std::vector<std::size_t> channels;  // of the input
  std::vector<double> deviations;
  for (const std::size_t c : detector.info().scored_channels()) {
    channels.push_back((*columns)[c]);
    deviations.push_back(deviation(rows, channels.back()));
  }
  const std::vector<PlantingRoom> rooms = rooms_of(rows, warmup);
  Planter planter(detector, rows.series, flagged);
  FindsByKind all;
  for (const std::string& kind : plantable_kinds()) {
    PlantedFinds finds_of_kind;
    const std::size_t length = planting_length(rooms, kind);
    for (const PlantingPlace& place : planting_places(rooms, length, kPlaces)) {
      if (observer.stopped()) return interrupted_error();
      const std::size_t which = finds_of_kind.planted % channels.size();
      const PlantedAnomaly anomaly{kind, channels[which], place.row, length, usual_height(kind) * deviations[which]};
      const auto found = planter.delay_of(anomaly, place.part);
      if (!found) return found.error();
      ++finds_of_kind.planted;
      finds_of_kind.found += found->has_value() ? 1 : 0;
    }
    all.emplace_back(kind, finds_of_kind);
  }
  return all;
}

}  // namespace tidegate
