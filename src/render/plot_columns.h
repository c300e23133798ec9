// Rows of a series gathered into the columns of a picture, so that no extreme is lost at any width.
#pragma once
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// Which column a row falls into: by its time, or by its number if rows have no time. Late rows stay at the latest
/// column reached.
class ColumnMap {
 public:
  ColumnMap(std::size_t rows, std::span<const Timestamp> time, std::size_t columns);

  std::size_t columns() const { return columns_; }
  std::size_t rows() const { return rows_; }
  std::size_t column(std::size_t row) const;
  /// Whether time is missing between a row and the one before: more than three usual steps.
  bool gap_before(std::size_t row) const;

 private:
  std::size_t rows_, columns_;
  std::span<const Timestamp> time_;
  Timestamp first_{}, last_{};
  Duration widest_step_ = Duration::max();
};

/// What happened within one column. `joined`: the first value follows the column before without a gap.
struct ColumnExtent {
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = low, first = low, last = low;
  bool joined = false;

  bool empty() const { return !(low <= high); }
};

/// One entry a column; columns without a value are empty. `values` may be shorter than the map's rows (none: all
/// empty).
std::vector<ColumnExtent> column_extents(const ColumnMap& map, std::span<const float> values);

}  // namespace tidegate
