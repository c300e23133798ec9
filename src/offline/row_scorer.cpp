#include "offline/row_scorer.h"

#include <algorithm>

namespace tidegate {

RowScorer::RowScorer(const Detector& detector, const Source& source, std::vector<std::size_t> columns, bool detail)
    : detector_(detector),
      source_(&source),
      queue_(detail ? detector.info().scored_channels().size() : 0),
      columns_(std::move(columns)),
      counts_(detector) {
  if (!source.key_column().empty()) {
    pool_.emplace(detector, 0);
    return;
  }
  stream_.emplace(detector.stream());
  waiting_.resize(1);
}

Result<RowScorer> RowScorer::create(const Detector& detector, const Source& source, bool detail) {
  auto columns = detector.match_channels(source.channels());
  if (!columns) return columns.error();
  return RowScorer(detector, source, std::move(*columns), detail);
}

Status RowScorer::push(const Rows& rows, ScoredRowSink& sink) {
  if (auto fits = check_times(detector_, rows); !fits) return fits;
  return pool_ ? push_pool(rows, sink) : push_stream(rows, sink);
}

/// Row by row, so that what is kept of them stays in the cache.
Status RowScorer::push_stream(const Rows& rows, ScoredRowSink& sink) {
  values_.resize(columns_.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    queue_.add(rows, row);
    counts_.pick(rows, row, columns_, values_);
    counts_.look_at_time(rows, row);
    const Verdict verdict = stream_->push(rows.has_time() ? &rows.time[row] : nullptr, values_, rows.utc_offset(row));
    if (verdict.phase != Phase::kPending) settle(verdict.row, 0, verdict);
    if (auto written = release(sink); !written) return written;
  }
  stream_->take_events();
  return {};
}

Status RowScorer::push_pool(const Rows& rows, ScoredRowSink& sink) {
  const std::size_t series = source_->keys().size(), channels = columns_.size();
  pool_->grow(series);
  waiting_.resize(series);
  values_.resize(rows.size() * channels);
  rows_.resize(rows.size());
  std::size_t first = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::span<double> values = std::span(values_).subspan(row * channels, channels);
    counts_.pick(rows, row, columns_, values);
    rows_[row] = {rows.key[row], rows.has_time() ? &rows.time[row] : nullptr, values, rows.utc_offset(row)};
    const std::size_t number = queue_.add(rows, row, rows.key[row]);
    if (row == 0) first = number;
  }
  pool_->push(rows_, [&](std::size_t row, const Verdict& verdict) { take(first + row, rows_[row].series, verdict); });
  return release(sink);
}

Status RowScorer::finish(ScoredRowSink& sink) {
  if (pool_)
    pool_->finish([this](std::size_t series, const Verdict& verdict) { settle_first(series, verdict); });
  else
    stream_->finish([this](const Verdict& verdict) { settle(verdict.row, 0, verdict); });
  return release(sink);
}

/// The verdict may be on an earlier row of the series, but only a row that counts makes one due.
void RowScorer::take(std::size_t number, std::size_t series, const Verdict& verdict) {
  if (verdict.phase == Phase::kLate || verdict.phase == Phase::kDuplicate) return settle(number, series, verdict);
  Waiting& rows = waiting_[series];
  if (rows.waiting)
    queue_.set_next(rows.last, number);
  else
    rows.first = number;
  rows.last = number;
  rows.waiting = true;
  if (verdict.phase != Phase::kPending) settle_first(series, verdict);
}

void RowScorer::settle_first(std::size_t series, const Verdict& verdict) {
  Waiting& rows = waiting_[series];
  const std::size_t number = rows.first;
  rows.waiting = number != rows.last;
  if (rows.waiting) rows.first = queue_.next(number);
  settle(number, series, verdict);
}

void RowScorer::settle(std::size_t number, std::size_t series, const Verdict& verdict) {
  if (verdict.scored()) waiting_[series].scored = true;
  if (verdict.phase == Phase::kAnomalous) any_anomalous_ = true;
  counts_.add(verdict.phase);
  if (pool_) counts_.later_warmup = 0;  // another series' rows, as a rule
  queue_.settle(number, verdict);
}

Status RowScorer::release(ScoredRowSink& sink) {
  return queue_.release([&](ScoredRow& row, std::uint32_t key) {
    if (pool_) row.key = source_->keys()[key];
    return sink.write(row);
  });
}

PhaseCounts RowScorer::counts() const {
  PhaseCounts counts = counts_;
  counts.series = waiting_.size();
  counts.series_without_score = static_cast<std::size_t>(std::ranges::count(waiting_, false, &Waiting::scored));
  return counts;
}

}  // namespace tidegate
