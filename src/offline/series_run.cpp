#include "offline/series_run.h"

#include <algorithm>
#include <limits>

#include "base/jobs.h"
#include "offline/tables.h"

namespace tidegate {
namespace {

constexpr std::size_t kRowsBetweenLooks = 4096;
constexpr std::size_t kRowsOfAShare = 16'384;  // series that one thread works on at a time have so many

/// Where the shares of series begin, and the end of the last.
std::vector<std::size_t> shares_of(const SeriesTable& table) {
  std::vector<std::size_t> begin = {0};
  for (std::size_t s = 0; s < table.series(); ++s)
    if (table.begin[s + 1] - table.begin[begin.back()] >= kRowsOfAShare || s + 1 == table.series())
      begin.push_back(s + 1);
  return begin;
}

}  // namespace

SeriesRunner::SeriesRunner(const SeriesTable& table, const TableFit& fit, std::span<const std::size_t> columns,
                           const Observer& observer, Trace* trace)
    : table_(table),
      fit_(fit),
      columns_(columns),
      observer_(observer),
      trace_(trace),
      values_(columns.size()),
      counts_(fit.detector) {}

Result<SeriesRun> SeriesRunner::run(std::size_t series) {
  SeriesRun run;
  run.series = series;
  run.summary = {
      .key = table_.id(series), .rows = table_.rows_of(series), .score = std::numeric_limits<double>::quiet_NaN()};
  Stream stream = fit_.detector.stream();
  const std::size_t learned = fit_.trained_here() ? fit_.learned[series] : 0;
  stream.part_events_at(learned);
  bool scored = false;
  const Status judged = judge(stream, series, [&](const Verdict& verdict) {
    if (trace_ != nullptr) trace_->keep(verdict.row, verdict);
    scored = scored || verdict.scored();
    if (verdict.row >= learned && !(verdict.score <= run.summary.score) && verdict.scored())
      run.summary.score = verdict.score;
    if (verdict.phase == Phase::kAnomalous) take_events(stream, learned, run);
  });
  if (!judged) return judged.error();
  take_events(stream, learned, run);
  counts_.series_without_score += scored ? 0 : 1;
  return run;
}

Status SeriesRunner::score(std::size_t series, std::span<double> scores) {
  Stream stream = fit_.detector.stream();
  return judge(stream, series,
               [&](const Verdict& verdict) { scores[table_.begin[series] + verdict.row] = verdict.score; });
}

Status SeriesRunner::judge(Stream& stream, std::size_t series, const Take& take) {
  const auto hand = [&](const Verdict& verdict) {
    if (verdict.phase == Phase::kPending) return;
    counts_.add(verdict.phase);
    if (table_.has_ids()) counts_.later_warmup = 0;  // another series' rows, as a rule
    take(verdict);
  };
  const Rows& rows = table_.table.rows;
  for (std::size_t row = table_.begin[series]; row < table_.begin[series + 1]; ++row) {
    counts_.pick(rows, row, columns_, values_);
    if (!table_.has_ids()) counts_.look_at_time(rows, row);
    hand(stream.push(rows.has_time() ? &rows.time[row] : nullptr, values_, rows.utc_offset(row)));
    if (row % kRowsBetweenLooks == 0 && observer_.stopped()) return interrupted_error();
  }
  stream.finish(hand);
  return {};
}

void SeriesRunner::take_events(Stream& stream, std::size_t learned, SeriesRun& run) const {
  for (Event& event : stream.take_events()) {
    event.series = run.summary.key;
    if (event.peak_index < learned) {
      run.learned.push_back(std::move(event));
      continue;
    }
    ++run.summary.events;
    run.summary.severity = std::max(run.summary.severity, event.severity);
    run.events.push_back(std::move(event));
  }
}

Result<PhaseCounts> run_series(const SeriesTable& table, const TableFit& fit, std::int64_t threads,
                               const Observer& observer, Trace* trace,
                               const std::function<Status(SeriesRunner&, std::size_t)>& job) {
  const auto columns = fit.detector.match_channels(table.table.channels);
  if (!columns) return columns.error();
  if (auto fits = check_times(fit.detector, table.table.rows); !fits) return fits.error();
  const std::vector<std::size_t> shares = shares_of(table);
  std::vector<PhaseCounts> counts(shares.size() - 1);
  std::vector<Status> ends(counts.size());
  const auto work = [&](std::size_t share) {
    SeriesRunner runner(table, fit, *columns, observer, trace);
    for (std::size_t s = shares[share]; s < shares[share + 1] && ends[share]; ++s) ends[share] = job(runner, s);
    counts[share] = runner.counts();
  };
  const JobControl control{
      .threads = counts.size() == 1 ? 1 : threads, .on_progress = {}, .stop_requested = observer.stop_requested};
  const std::size_t begun = run_jobs(counts.size(), control, work);
  for (const Status& end : ends)
    if (!end) return end.error();
  if (begun < counts.size()) return interrupted_error();
  PhaseCounts total(fit.detector);
  for (const PhaseCounts& one : counts) {
    total.add(one);
    if (total.first_times.empty()) total.first_times = one.first_times;
  }
  total.series = table.series();
  return total;
}

}  // namespace tidegate
