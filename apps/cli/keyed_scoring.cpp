#include "cli/keyed_scoring.h"

#include <algorithm>
#include <cmath>

namespace tidegate::cli {
namespace {

constexpr std::size_t kDetails = 5;  // value, expected, lower, upper, share

}  // namespace

KeyedScorer::KeyedScorer(const Detector& detector, std::vector<std::size_t> columns, bool detail)
    : pool_(detector, 0),
      columns_(std::move(columns)),
      detail_(detail ? scored_channels(detector).size() : 0),
      counts_(detector) {}

Result<KeyedScorer> KeyedScorer::create(const Detector& detector, const std::vector<Channel>& channels, bool detail) {
  auto columns = detector.match_channels(channels);
  if (!columns) return tl::unexpected(columns.error());
  return KeyedScorer(detector, std::move(*columns), detail);
}

void KeyedScorer::push(const Rows& rows, const std::vector<std::string>& keys) {
  pool_.grow(keys.size());
  scored_.resize(keys.size(), false);
  const std::size_t channels = columns_.size();
  values_.resize(rows.size() * channels);
  details_.resize(rows.size() * kDetails * detail_);
  rows_.resize(rows.size());
  results_.assign(rows.size(), ScoredRow());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::span<double> values = std::span(values_).subspan(row * channels, channels);
    counts_.pick(rows, row, columns_, values);
    rows_[row] = {rows.key[row], rows.has_time() ? &rows.time[row] : nullptr, values};
  }
  pool_.push(rows_, [this](std::size_t row, const Verdict& verdict) { take(row, verdict); });
}

void KeyedScorer::take(std::size_t row, const Verdict& verdict) {
  ScoredRow& result = results_[row];
  result.score = verdict.score;
  result.threshold = verdict.threshold;
  result.anomaly = verdict.phase == Phase::kAnomalous;
  if (verdict.scored()) scored_[rows_[row].series] = true;
  counts_.add(verdict.phase);
  counts_.later_warmup = 0;  // another key's rows, as a rule
  if (detail_ == 0) return;
  double* kept = details_.data() + row * kDetails * detail_;
  const auto keep = [&](std::span<const double> given, std::span<const double>& own) {
    std::ranges::copy(given, kept);
    own = {kept, given.size()};
    kept += detail_;
  };
  keep(verdict.values, result.values);
  keep(verdict.expected, result.expected);
  keep(verdict.lower, result.lower);
  keep(verdict.upper, result.upper);
  keep(verdict.share, result.share);
}

ScoredRow KeyedScorer::result(const Rows& rows, std::size_t row, const std::vector<std::string>& keys) const {
  ScoredRow result = results_[row];
  result.index = rows.first_row + row;
  if (rows.has_time()) result.time_text = rows.time_text(row);
  result.key = keys[rows.key[row]];
  return result;
}

std::size_t KeyedScorer::keys_without_score() const {
  return static_cast<std::size_t>(std::ranges::count(scored_, false));
}

void tell_unscored_keys(const PhaseCounts& counts, std::size_t without_score, std::size_t keys,
                        const Detector& detector, const Console& console) {
  tell_unscored(counts, console);
  if (without_score > 0 && counts.scored > 0)
    console.say("note: in " + std::to_string(without_score) + " of " + std::to_string(keys) +
                " keys no row could be scored: most have no more rows than the warm-up (" +
                std::to_string(detector.info().warmup_rows) + ")");
}

}  // namespace tidegate::cli
