// One anomaly planted into rows, and whether a detector flags it; where anomalies can be planted.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "tidegate/evaluate.h"

namespace tidegate {

/// Rows of one series in which something can be planted: those of `part` from `first` on.
struct PlantingRoom {
  RowRange part;
  std::size_t first = 0;

  std::size_t rows() const { return part.end - first; }
};

/// A row to begin at, and the series it lies in.
struct PlantingPlace {
  RowRange part;
  std::size_t row = 0;
};

/// At most `count`, spread evenly over all rooms that are long enough; those that would reach beyond their room begin
/// earlier. Places at which two would begin are one.
std::vector<PlantingPlace> planting_places(std::vector<PlantingRoom> rooms, std::size_t length, std::size_t count);

/// As long as an anomaly of the kind is, or as there is room for.
std::size_t planting_length(const std::vector<PlantingRoom>& rooms, std::string_view kind);

/// One detector and the rows it is tried on. One owner.
class Planter {
 public:
  /// `flagged`, of every row: where the detector flags the rows as they are; what it flags there is no find. All must
  /// outlive this.
  Planter(const Detector& detector, const Series& series, const std::vector<bool>& flagged)
      : detector_(detector), series_(series), flagged_(flagged), rows_(series.rows) {}

  /// By how many rows the first flagged row comes after the anomaly's first one; none if it is not found, until a few
  /// rows after its end. The rows are as they were afterwards. Errors: kModel.
  Result<std::optional<std::size_t>> delay_of(const PlantedAnomaly& anomaly, RowRange part);

 private:
  Result<std::optional<std::size_t>> first_flag(const PlantedAnomaly& anomaly, RowRange part) const;

  const Detector& detector_;
  const Series& series_;
  const std::vector<bool>& flagged_;
  Rows rows_;
};

}  // namespace tidegate
