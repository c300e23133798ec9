#include "inspect/key_summary.h"

#include <algorithm>

#include "base/contracts.h"
#include "fit/part_sizes.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

/// As a `train-part` of 0.5 cuts a key.
std::size_t leading_half(std::size_t rows) { return rows / 2; }

void summarise_training(const std::vector<std::size_t>& lengths, KeysSummary& out) {
  std::vector<std::size_t> halves;
  for (const std::size_t rows : lengths)
    if (leading_half(rows) > 0) halves.push_back(leading_half(rows));
  out.window = static_cast<std::size_t>(automatic_window_of_keys(middle_length(halves)));
  for (const std::size_t rows : halves) {
    out.training_rows += rows;
    out.rows_to_score += rows > out.window ? rows - out.window : 0;
    if (rows < 2) continue;
    ++out.learning;
    out.validating += learned_rows(rows, TrainingConfig().validation) < rows ? 1 : 0;
  }
}

}  // namespace

KeysSummary summarise_keys(const SeriesTable& keyed) {
  TIDEGATE_EXPECTS(keyed.series() > 0);
  KeysSummary out;
  out.column = keyed.table.key_column;
  std::vector<std::size_t> lengths;
  for (std::size_t key = 0; key < keyed.series(); ++key) lengths.push_back(keyed.rows_of(key));
  std::ranges::sort(lengths);
  out.count = lengths.size();
  out.least = lengths.front();
  out.median = lengths[lengths.size() / 2];
  out.most = lengths.back();
  summarise_training(lengths, out);
  out.too_short = static_cast<std::size_t>(std::ranges::upper_bound(lengths, out.window) - lengths.begin());
  return out;
}

}  // namespace tidegate
