// Rows that wait for those to come, and the few that a centred mean looks back on: a ring of fixed size.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "score/overlap.h"
#include "store/bytes.h"

namespace tidegate {

/// A row besides its numbers.
struct RowMark {
  std::uint64_t index = 0;  ///< of the stream's rows, from 0
  std::int64_t time_ns = 0;
  std::uint64_t steps_before = 0;    ///< of the network, since it was last at rest
  std::uint32_t missing_before = 0;  ///< rows that never came, right before this one
  std::uint32_t windows = 0;         ///< which gave this row back so far
  double own_score = std::numeric_limits<double>::quiet_NaN();
  std::int16_t utc_offset_minutes = 0;
  bool has_time = false;
  bool after_long_gap = false;  ///< it has nothing to do with the rows before
};

struct WaitingRows {
  std::size_t row_numbers = 0, kept_numbers = 0;  ///< of each row
  std::vector<RowMark> marks;
  std::vector<double> numbers;  ///< (rows, row_numbers)
  std::vector<double> kept;     ///< (rows, kept_numbers): what overlapping windows gave, a channel after the other
  std::size_t newest = 0, filled = 0;

  /// The place of a row by its age: 0 is the newest. Contract: age < filled.
  std::size_t at(std::size_t age) const noexcept { return (newest + marks.size() - age) % marks.size(); }
  std::span<double> numbers_at(std::size_t place) noexcept {
    return std::span(numbers).subspan(place * row_numbers, row_numbers);
  }
  std::span<double> kept_at(std::size_t place) noexcept {
    return std::span(kept).subspan(place * kept_numbers, kept_numbers);
  }
};

/// Allocates all that will ever be used.
WaitingRows make_waiting_rows(std::size_t rows, std::size_t row_numbers, std::size_t kept_numbers);
std::size_t heap_bytes(const WaitingRows& waiting);

/// The newest row; the oldest gives way.
void add(WaitingRows& waiting, const RowMark& mark, std::span<const double> numbers) noexcept;

/// A window that ends with step `steps` − 1 of the network, as it was reconstructed.
struct GivenWindow {
  const float* rows;       ///< (length, stride), the oldest first; the first C of each row count
  std::size_t stride = 0;  ///< ≥ C
  std::size_t length = 0;
  std::size_t steps = 0;  ///< of the network since it was last at rest, this window's last included
};

/// Each waiting row that lies in the window takes what was given for it. `scaled`: where in a row's numbers its C
/// values begin. Contract: steps ≥ length. Cost: O(length · C); no allocation.
void take_window(WaitingRows& waiting, Overlap overlap, const GivenWindow& window, std::size_t scaled,
                 std::size_t channels) noexcept;

/// The mean of the scores of the row of this age and `half` rows on either side, as far as there are any and no long
/// gap lies between; NaN if its own is. Contract: age < filled.
double centred_mean(const WaitingRows& waiting, std::size_t age, std::size_t half) noexcept;

/// Exactly, for snapshots. `get_state` wants a state made for the same numbers.
void put_state(ByteWriter& out, const WaitingRows& waiting);
void get_state(ByteReader& in, WaitingRows& waiting);

}  // namespace tidegate
