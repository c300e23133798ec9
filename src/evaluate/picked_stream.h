// A stream whose channels are picked by name from a table's.
#pragma once
#include <functional>
#include <utility>
#include <vector>

#include "tidegate/detector.h"

namespace tidegate {

class PickedStream {
 public:
  /// Errors: kModel if the table lacks a channel.
  static Result<PickedStream> create(const Detector& detector, const std::vector<Channel>& channels) {
    auto columns = detector.match_channels(channels);
    if (!columns) return columns.error();
    return PickedStream(detector, std::move(*columns));
  }

  Verdict push(const Rows& rows, std::size_t row) {
    for (std::size_t c = 0; c < columns_.size(); ++c) values_[c] = rows.values(row, columns_[c]);
    return stream_.push(rows.has_time() ? &rows.time[row] : nullptr, values_, rows.utc_offset(row));
  }
  void part_events_at(std::size_t row) { stream_.part_events_at(row); }
  std::vector<Event> take_events() { return stream_.take_events(); }
  void finish(const std::function<void(const Verdict&)>& take) { stream_.finish(take); }

 private:
  PickedStream(const Detector& detector, std::vector<std::size_t> columns)
      : stream_(detector.stream()), columns_(std::move(columns)), values_(columns_.size()) {}

  Stream stream_;
  std::vector<std::size_t> columns_;
  std::vector<double> values_;
};

}  // namespace tidegate
