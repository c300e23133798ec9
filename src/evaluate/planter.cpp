#include "evaluate/planter.h"

#include <algorithm>

#include "offline/phase_counts.h"

namespace tidegate {
namespace {

constexpr std::size_t kLateRows = 5;  // smoothing may flag an anomaly so much after its end

}  // namespace

std::vector<PlantingPlace> planting_places(std::vector<PlantingRoom> rooms, std::size_t length, std::size_t count) {
  std::erase_if(rooms, [length](const PlantingRoom& room) { return room.rows() < length; });
  std::size_t total = 0;
  for (const PlantingRoom& room : rooms) total += room.rows();
  std::vector<PlantingPlace> places;
  std::size_t before = 0, i = 0;
  for (const PlantingRoom& room : rooms) {
    for (std::size_t at; i < count && (at = (2 * i + 1) * total / (2 * count)) < before + room.rows(); ++i) {
      const std::size_t row = std::min(room.first + at - before, room.part.end - length);
      if (places.empty() || places.back().row != row) places.push_back({room.part, row});
    }
    before += room.rows();
  }
  return places;
}

std::size_t planting_length(const std::vector<PlantingRoom>& rooms, std::string_view kind) {
  std::size_t longest = 0;
  for (const PlantingRoom& room : rooms) longest = std::max(longest, room.rows());
  return std::min(planted_rows(kind), longest);
}

Result<std::optional<std::size_t>> Planter::first_flag(const PlantedAnomaly& anomaly, RowRange part) const {
  auto stream = detector_.stream(series_.channels);
  if (!stream) return stream.error();
  const std::size_t delay = detector_.info().delay_rows, before = 4 * (rows_for_a_score(detector_) + delay) + 4;
  const std::size_t first = anomaly.first > part.begin + before ? anomaly.first - before : part.begin;
  const std::size_t end = anomaly.first + anomaly.rows + kLateRows;
  std::optional<std::size_t> found;
  const auto look = [&](const Verdict& verdict) {
    const std::size_t t = first + verdict.row;
    if (!found && verdict.phase == Phase::kAnomalous && t >= anomaly.first && t < end && !flagged_[t])
      found = t - anomaly.first;
  };
  for (std::size_t t = first; t < std::min(end + delay, part.end) && !found; ++t) {
    look(stream->push(rows_, t));
    stream->take_events();
  }
  stream->finish(look);
  return found;
}

Result<std::optional<std::size_t>> Planter::delay_of(const PlantedAnomaly& anomaly, RowRange part) {
  std::vector<double> kept;
  for (std::size_t k = 0; k < anomaly.rows; ++k) kept.push_back(rows_.values(anomaly.first + k, anomaly.channel));
  plant(anomaly, anomaly.first, rows_.values);
  auto found = first_flag(anomaly, part);
  for (std::size_t k = 0; k < anomaly.rows; ++k) rows_.values(anomaly.first + k, anomaly.channel) = kept[k];
  return found;
}

}  // namespace tidegate
