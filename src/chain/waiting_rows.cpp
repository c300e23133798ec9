#include "chain/waiting_rows.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/missing.h"

namespace tidegate {

WaitingRows make_waiting_rows(std::size_t rows, std::size_t row_numbers, std::size_t kept_numbers) {
  WaitingRows waiting;
  waiting.row_numbers = row_numbers;
  waiting.kept_numbers = kept_numbers;
  waiting.marks.resize(rows);
  waiting.numbers.resize(rows * row_numbers);
  waiting.kept.resize(rows * kept_numbers);
  return waiting;
}

std::size_t heap_bytes(const WaitingRows& waiting) {
  return waiting.marks.capacity() * sizeof(RowMark) +
         (waiting.numbers.capacity() + waiting.kept.capacity()) * sizeof(double);
}

void add(WaitingRows& waiting, const RowMark& mark, std::span<const double> numbers) noexcept {
  TIDEGATE_EXPECTS(numbers.size() == waiting.row_numbers && !waiting.marks.empty());
  waiting.newest = (waiting.newest + 1) % waiting.marks.size();
  waiting.filled = std::min(waiting.filled + 1, waiting.marks.size());
  waiting.marks[waiting.newest] = mark;
  std::ranges::copy(numbers, waiting.numbers_at(waiting.newest).begin());
}

void take_window(WaitingRows& waiting, Overlap overlap, const GivenWindow& window, std::size_t scaled,
                 std::size_t channels) noexcept {
  TIDEGATE_EXPECTS(window.steps >= window.length);
  const std::size_t first_step = window.steps - window.length;
  const std::size_t each = channels == 0 ? 0 : waiting.kept_numbers / channels;
  for (std::size_t age = 0; age < waiting.filled; ++age) {
    const std::size_t place = waiting.at(age);
    RowMark& mark = waiting.marks[place];
    if (mark.steps_before < first_step) return;
    const float* given = window.rows + (mark.steps_before - first_step) * window.stride;
    const std::span<const double> values = waiting.numbers_at(place).subspan(scaled, channels);
    for (std::size_t o = 0; o < channels; ++o)
      take_reconstruction(overlap, values[o], static_cast<double>(given[o]),
                          waiting.kept_at(place).subspan(o * each, each), mark.windows);
    ++mark.windows;
    if (mark.after_long_gap) return;
  }
}

double centred_mean(const WaitingRows& waiting, std::size_t age, std::size_t half) noexcept {
  TIDEGATE_EXPECTS(age < waiting.filled);
  if (std::isnan(waiting.marks[waiting.at(age)].own_score)) return kMissingValue;
  std::size_t oldest = age, newest = age;
  while (oldest - age < half && oldest + 1 < waiting.filled && !waiting.marks[waiting.at(oldest)].after_long_gap)
    ++oldest;
  while (age - newest < half && newest > 0 && !waiting.marks[waiting.at(newest - 1)].after_long_gap) --newest;
  double sum = 0, count = 0;
  for (std::size_t a = oldest + 1; a-- > newest;) {
    const double score = waiting.marks[waiting.at(a)].own_score;
    if (std::isnan(score)) continue;
    sum += score;
    ++count;
  }
  return sum / count;
}

void put_state(ByteWriter& out, const WaitingRows& waiting) {
  for (const RowMark& mark : waiting.marks) {
    out.put(mark.index);
    out.put(mark.time_ns);
    out.put(mark.steps_before);
    out.put(mark.missing_before);
    out.put(mark.windows);
    out.put(mark.own_score);
    out.put(mark.utc_offset_minutes);
    out.put(mark.has_time);
    out.put(mark.after_long_gap);
  }
  out.put_all(waiting.numbers);
  out.put_all(waiting.kept);
  out.put(std::uint64_t{waiting.newest});
  out.put(std::uint64_t{waiting.filled});
}

void get_state(ByteReader& in, WaitingRows& waiting) {
  for (RowMark& mark : waiting.marks) {
    mark.index = in.get<std::uint64_t>();
    mark.time_ns = in.get<std::int64_t>();
    mark.steps_before = in.get<std::uint64_t>();
    mark.missing_before = in.get<std::uint32_t>();
    mark.windows = in.get<std::uint32_t>();
    mark.own_score = in.get<double>();
    mark.utc_offset_minutes = in.get<std::int16_t>();
    mark.has_time = in.get_bool();
    mark.after_long_gap = in.get_bool();
  }
  in.get_all(waiting.numbers);
  in.get_all(waiting.kept);
  const auto newest = in.get<std::uint64_t>(), filled = in.get<std::uint64_t>();
  const std::size_t rows = waiting.marks.size();
  if (filled > rows || (rows > 0 ? newest >= rows : newest > 0))
    return in.refuse("has an impossible queue of waiting rows");
  waiting.newest = newest;
  waiting.filled = filled;
}

}  // namespace tidegate
