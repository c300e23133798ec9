#include "cli/keyed_scoring.h"

#include <algorithm>

namespace tidegate::cli {
KeyedScorer::KeyedScorer(const Detector& detector, std::vector<std::size_t> columns, bool detail)
    : pool_(detector, 0),
      queue_(detail ? scored_channels(detector).size() : 0),
      columns_(std::move(columns)),
      counts_(detector) {}

Result<KeyedScorer> KeyedScorer::create(const Detector& detector, const std::vector<Channel>& channels, bool detail) {
  auto columns = detector.match_channels(channels);
  if (!columns) return columns.error();
  return KeyedScorer(detector, std::move(*columns), detail);
}

void KeyedScorer::push(const Rows& rows, std::size_t keys) {
  pool_.grow(keys);
  keys_.resize(keys);
  const std::size_t channels = columns_.size();
  values_.resize(rows.size() * channels);
  rows_.resize(rows.size());
  std::size_t first = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::span<double> values = std::span(values_).subspan(row * channels, channels);
    counts_.pick(rows, row, columns_, values);
    rows_[row] = {rows.key[row], rows.has_time() ? &rows.time[row] : nullptr, values, utc_offset_of(rows, row)};
    const std::size_t number = queue_.add(rows, row, rows.key[row]);
    if (row == 0) first = number;
  }
  pool_.push(rows_, [&](std::size_t row, const Verdict& verdict) { take(first + row, rows_[row].series, verdict); });
}

void KeyedScorer::finish() {
  pool_.finish([this](std::size_t key, const Verdict& verdict) { settle_first(key, verdict); });
}

/// The verdict may be on an earlier row of the key, but only a row that counts makes one due.
void KeyedScorer::take(std::size_t number, std::size_t key, const Verdict& verdict) {
  if (verdict.phase == Phase::kLate || verdict.phase == Phase::kDuplicate) return settle(number, key, verdict);
  KeyRows& rows = keys_[key];
  if (rows.waiting)
    queue_.set_next(rows.last, number);
  else
    rows.first = number;
  rows.last = number;
  rows.waiting = true;
  if (verdict.phase != Phase::kPending) settle_first(key, verdict);
}

void KeyedScorer::settle_first(std::size_t key, const Verdict& verdict) {
  KeyRows& rows = keys_[key];
  const std::size_t number = rows.first;
  rows.waiting = number != rows.last;
  if (rows.waiting) rows.first = queue_.next(number);
  settle(number, key, verdict);
}

void KeyedScorer::settle(std::size_t number, std::size_t key, const Verdict& verdict) {
  if (verdict.scored()) keys_[key].scored = true;
  counts_.add(verdict.phase);
  counts_.later_warmup = 0;  // another key's rows, as a rule
  queue_.settle(number, verdict);
}

std::size_t KeyedScorer::keys_without_score() const {
  return static_cast<std::size_t>(std::ranges::count(keys_, false, &KeyRows::scored));
}

void tell_unscored_keys(const PhaseCounts& counts, std::size_t without_score, std::size_t keys,
                        const Detector& detector, const Console& console) {
  tell_unscored(counts, console);
  if (without_score > 0 && counts.scored > 0)
    console.say("note: in " + std::to_string(without_score) + " of " + std::to_string(keys) +
                " keys no row could be scored: most have no more rows than the warm-up (" +
                std::to_string(rows_for_a_score(detector)) + ")");
}

}  // namespace tidegate::cli
