// Filling a block of rows without reallocating it each time.
#pragma once
#include <cstddef>

#include "tidegate/series.h"

namespace tidegate {

/// Rows in a block: 4,096, fewer if they are wide (a block holds at most 8 MiB of values).
std::size_t block_rows(std::size_t channels) noexcept;

/// Empties `rows` and gives it room for `count` rows of `channels` values; what it has grown to is kept.
void start_block(Rows& rows, std::size_t first_row, std::size_t count, std::size_t channels);

/// Adds a stamp and its text. Offsets are kept only from the first one that is not zero (empty = all zero).
void add_stamp(Rows& rows, Timestamp time, std::int16_t utc_offset_minutes, std::string_view text);

/// Appends all rows of `more` to `rows`.
void append_rows(Rows& rows, const Rows& more);

}  // namespace tidegate
