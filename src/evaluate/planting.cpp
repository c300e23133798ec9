#include "evaluate/planting.h"

#include <algorithm>
#include <cmath>

#include "offline/phase_counts.h"
#include "offline/tables.h"
#include "tidegate/evaluate.h"

namespace tidegate {
namespace {

constexpr std::size_t kPlaces = 6;    // of each kind
constexpr std::size_t kLateRows = 5;  // smoothing may flag an anomaly so much after its end

/// Where in a series something can be planted: rows [first, end) of a part.
struct Room {
  const ComparedPart* part = nullptr;
  std::size_t first = 0;

  std::size_t rows() const { return part->end - first; }
};

std::vector<Room> rooms_of(const ComparedRows& rows, std::size_t warmup) {
  std::vector<Room> rooms;
  for (const ComparedPart& part : rows.parts) {
    const std::size_t first = std::max(part.judged_from(), part.begin + warmup);
    if (first < part.end) rooms.push_back({&part, first});
  }
  return rooms;
}

/// A row to begin at, and the part it lies in.
struct Spot {
  const ComparedPart* part = nullptr;
  std::size_t row = 0;
};

/// Spread evenly over all rooms long enough; those that would reach beyond their room begin earlier.
std::vector<Spot> places_in(std::vector<Room> rooms, std::size_t length) {
  std::erase_if(rooms, [length](const Room& room) { return room.rows() < length; });
  std::size_t total = 0;
  for (const Room& room : rooms) total += room.rows();
  std::vector<Spot> places;
  std::size_t before = 0, i = 0;
  for (const Room& room : rooms) {
    for (std::size_t at; i < kPlaces && (at = (2 * i + 1) * total / (2 * kPlaces)) < before + room.rows(); ++i) {
      const std::size_t row = std::min(room.first + at - before, room.part->end - length);
      if (places.empty() || places.back().row != row) places.push_back({room.part, row});
    }
    before += room.rows();
  }
  return places;
}

/// As long as an anomaly of the kind is, or as there is room for.
std::size_t length_in(const std::vector<Room>& rooms, const std::string& kind) {
  std::size_t longest = 0;
  for (const Room& room : rooms) longest = std::max(longest, room.rows());
  return std::min(planted_rows(kind), longest);
}

/// Whether an anomaly that stands in `changed` is flagged where nothing was before.
Result<bool> is_found(const Detector& detector, const std::vector<Channel>& channels, const Rows& changed,
                      const ComparedPart& part, const PlantedAnomaly& anomaly, const std::vector<bool>& flagged) {
  auto stream = detector.stream(channels);
  if (!stream) return stream.error();
  const std::size_t delay = detector.info().delay_rows, before = 4 * (rows_for_a_score(detector) + delay) + 4;
  const std::size_t first = anomaly.first > part.begin + before ? anomaly.first - before : part.begin;
  const std::size_t end = anomaly.first + anomaly.rows + kLateRows;
  bool found = false;
  const auto look = [&](const Verdict& verdict) {
    const std::size_t t = first + verdict.row;
    found = found || (verdict.phase == Phase::kAnomalous && t >= anomaly.first && t < end && !flagged[t]);
  };
  for (std::size_t t = first; t < std::min(end + delay, part.end) && !found; ++t) {
    look(stream->push(changed, t));
    stream->take_events();
  }
  stream->finish(look);
  return found;
}

/// Plants into `scratch`, which is as it was afterwards.
Result<bool> finds(const Detector& detector, const std::vector<Channel>& channels, Rows& scratch,
                   const ComparedPart& part, const PlantedAnomaly& anomaly, const std::vector<bool>& flagged) {
  std::vector<double> kept;
  for (std::size_t k = 0; k < anomaly.rows; ++k) kept.push_back(scratch.values(anomaly.first + k, anomaly.channel));
  plant(anomaly, anomaly.first, scratch.values);
  const auto found = is_found(detector, channels, scratch, part, anomaly, flagged);
  for (std::size_t k = 0; k < anomaly.rows; ++k) scratch.values(anomaly.first + k, anomaly.channel) = kept[k];
  return found;
}

}  // namespace

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
  for (const Room& room : rooms_of(rows, warmup)) count += room.rows();
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
  const std::vector<Room> rooms = rooms_of(rows, warmup);
  Rows scratch = rows.series.rows;
  FindsByKind all;
  for (const std::string& kind : plantable_kinds()) {
    PlantedFinds finds_of_kind;
    const std::size_t length = length_in(rooms, kind);
    for (const Spot& place : places_in(rooms, length)) {
      if (observer.stopped()) return interrupted_error();
      const std::size_t which = finds_of_kind.planted % channels.size();
      const PlantedAnomaly anomaly{kind, channels[which], place.row, length, usual_height(kind) * deviations[which]};
      const auto found = finds(detector, rows.series.channels, scratch, *place.part, anomaly, flagged);
      if (!found) return found.error();
      ++finds_of_kind.planted;
      finds_of_kind.found += *found ? 1 : 0;
    }
    all.emplace_back(kind, finds_of_kind);
  }
  return all;
}

}  // namespace tidegate
