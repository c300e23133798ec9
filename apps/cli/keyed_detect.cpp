#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "cli/detection.h"
#include "cli/keyed.h"
#include "cli/keyed_scoring.h"
#include "cli/results.h"
#include "tidegate/explain.h"
#include "tidegate/fleet.h"

namespace tidegate::cli {
namespace {

constexpr std::size_t kRowsOfAShare = 16'384;  // keys that one thread works on at a time have so many

/// What came of one key.
struct KeyRun {
  std::size_t key = 0;
  KeySummary summary;
  std::vector<Event> events;   ///< in rows of the key
  std::vector<Event> learned;  ///< those of rows that were learned from
};

/// Some keys, one after the other, each through a stream of its own.
class KeyedRun {
 public:
  KeyedRun(const KeyedSeries& keyed, const KeyedFit& fit, std::vector<std::size_t> columns)
      : keyed_(keyed), fit_(fit), columns_(std::move(columns)), values_(columns_.size()), counts_(fit.detector) {}

  KeyRun run(std::size_t key) {
    KeyRun one;
    one.key = key;
    one.summary = {.key = keyed_.table.keys[key], .rows = keyed_.rows_of(key), .score = NAN};
    Stream stream = fit_.detector.stream();
    const std::size_t learned = fit_.learned.empty() ? 0 : fit_.learned[key];
    stream.part_events_at(learned);
    bool scored = false;
    judge(stream, key, [&](const Verdict& verdict) {
      scored = scored || verdict.scored();
      if (verdict.row >= learned && !(verdict.score <= one.summary.score) && verdict.scored())
        one.summary.score = verdict.score;
      if (verdict.phase == Phase::kAnomalous) take_events(stream, learned, one);
    });
    take_events(stream, learned, one);
    without_score_ += scored ? 0 : 1;
    return one;
  }

  void score(std::size_t key, std::span<double> scores) {
    Stream stream = fit_.detector.stream();
    judge(stream, key, [&](const Verdict& verdict) { scores[keyed_.begin[key] + verdict.row] = verdict.score; });
  }

  const PhaseCounts& counts() const { return counts_; }
  std::size_t without_score() const { return without_score_; }

 private:
  /// All rows of a key, each verdict to `take`.
  template <class Take>
  void judge(Stream& stream, std::size_t key, Take&& take) {
    const auto hand = [&](const Verdict& verdict) {
      if (verdict.phase == Phase::kPending) return;
      counts_.add(verdict.phase);
      counts_.later_warmup = 0;  // another key's rows, as a rule
      take(verdict);
    };
    const Rows& rows = keyed_.table.rows;
    for (std::size_t row = keyed_.begin[key]; row < keyed_.begin[key + 1]; ++row) {
      counts_.pick(rows, row, columns_, values_);
      hand(stream.push(rows.has_time() ? &rows.time[row] : nullptr, values_, utc_offset_of(rows, row)));
    }
    stream.finish(hand);
  }

  void take_events(Stream& stream, std::size_t learned, KeyRun& one) {
    for (Event& event : stream.take_events()) {
      if (event.peak_index < learned) {
        one.learned.push_back(std::move(event));
        continue;
      }
      ++one.summary.events;
      one.summary.severity = std::max(one.summary.severity, event.severity);
      one.events.push_back(std::move(event));
    }
  }

  const KeyedSeries& keyed_;
  const KeyedFit& fit_;
  std::vector<std::size_t> columns_;
  std::vector<double> values_;
  PhaseCounts counts_;
  std::size_t without_score_ = 0;
};

/// What came of all rows and keys.
struct KeyedTotals {
  PhaseCounts counts;
  std::size_t without_score = 0;
};

/// Where the shares of keys begin, and the end of the last.
std::vector<std::size_t> shares_of(const KeyedSeries& keyed) {
  std::vector<std::size_t> begin = {0};
  for (std::size_t key = 0; key < keyed.keys(); ++key)
    if (keyed.begin[key + 1] - keyed.begin[begin.back()] >= kRowsOfAShare || key + 1 == keyed.keys())
      begin.push_back(key + 1);
  return begin;
}

/// Calls job(run, key) for every key, from several threads; what it gives does not depend on their number. Errors:
/// kInterrupted.
template <class Job>
Result<KeyedTotals> work_on_keys(const KeyedSeries& keyed, const KeyedFit& fit, const std::vector<std::size_t>& columns,
                                 std::int64_t threads, Job&& job) {
  const std::vector<std::size_t> shares = shares_of(keyed);
  std::vector<KeyedTotals> of_shares(shares.size() - 1);
  const FleetControl control{.threads = threads, .on_progress = {}, .stop_requested = interrupted};
  const std::size_t begun = run_fleet(of_shares.size(), control, [&](std::size_t share) {
    KeyedRun run(keyed, fit, columns);
    for (std::size_t key = shares[share]; key < shares[share + 1]; ++key) job(run, key);
    of_shares[share] = {run.counts(), run.without_score()};
  });
  if (begun < of_shares.size()) return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
  KeyedTotals totals{PhaseCounts(fit.detector), 0};
  for (const KeyedTotals& one : of_shares) {
    totals.counts.add(one.counts);
    totals.without_score += one.without_score;
  }
  return totals;
}

/// The most severe first; of keys without an event those of the highest score.
bool is_worse(const KeyRun& a, const KeyRun& b) {
  if (a.summary.severity != b.summary.severity) return a.summary.severity > b.summary.severity;
  const auto score = [](const KeyRun& one) {
    return std::isnan(one.summary.score) ? -std::numeric_limits<double>::infinity() : one.summary.score;
  };
  return score(a) > score(b);
}

/// The keys with the most severe events first, for the bound on what is explained counts all keys together.
Status explain_keys(const KeyedSeries& keyed, const Detector& detector, std::vector<KeyRun>& runs) {
  EventExplainer explainer(detector, {.stop_requested = interrupted});
  for (KeyRun& run : runs) {
    if (run.events.empty()) continue;
    const SeriesPart rows{keyed.table, keyed.begin[run.key], keyed.begin[run.key + 1] - 1};
    if (auto done = explainer.explain(rows, run.events, run.learned); !done) return done;
    if (interrupted()) return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
  }
  return {};
}

/// From rows of the key to rows of the input.
void count_input_rows(Event& event, std::span<const std::size_t> input_row) {
  for (std::size_t* index : {&event.start_index, &event.end_index, &event.peak_index}) *index = input_row[*index];
  for (MatteringRow& row : event.mattered) row.index = input_row[row.index];
  if (!event.similar) return;
  event.similar->start_index = input_row[event.similar->start_index];
  event.similar->end_index = input_row[event.similar->end_index];
}

/// `runs`: the worst first.
Detection describe_keyed(const KeyedSeries& keyed, const KeyedFit& fit, std::vector<KeyRun> runs) {
  Detection detection = described(keyed.table, fit.detector);
  KeyedResults& results = detection.keyed.emplace();
  results.column = keyed.table.key_column;
  results.trained_rows = fit.rows;
  results.trained_keys = fit.keys;
  for (KeyRun& run : runs) {
    for (Event& event : run.events) {
      count_input_rows(event, std::span(keyed.input_row).subspan(keyed.begin[run.key], keyed.rows_of(run.key)));
      detection.events.push_back(std::move(event));
      results.event_keys.push_back(run.summary.key);
    }
    results.keys.push_back(std::move(run.summary));
  }
  return detection;
}

Result<KeyedFit> fit_or_given(const KeyedSeries& keyed, const std::optional<Detector>& given, const Settings& settings,
                              const Console& console) {
  if (given) return KeyedFit{.detector = *given, .learned = {}};
  auto fit = fit_keyed(keyed, settings, kDefaultDetectPart, console);
  if (fit && fit->detector.info().history.interrupted)
    return fail(ErrorKind::kInterrupted, "interrupted during training; nothing was written (train saves what it has)");
  return fit;
}

Result<Detection> detect_in_keys(const KeyedSeries& keyed, KeyedFit& fit, std::int64_t threads,
                                 const Console& console) {
  const auto columns = fit.detector.match_channels(keyed.table.channels);
  if (!columns) return columns.error();
  if (auto fits = check_times(fit.detector.info().needs_time, keyed.table.rows); !fits) return fits.error();
  if (wants_scored_data(fit.detector)) {
    std::vector<double> scores(keyed.table.rows.size());
    const auto scored =
        work_on_keys(keyed, fit, *columns, threads, [&](KeyedRun& run, std::size_t key) { run.score(key, scores); });
    if (!scored) return scored.error();
    auto fitted = fit.detector.with_threshold_on(scores, kScoredData);
    if (!fitted) return fitted.error();
    fit.detector = std::move(*fitted);
  }
  std::vector<KeyRun> runs(keyed.keys());
  const auto totals =
      work_on_keys(keyed, fit, *columns, threads, [&](KeyedRun& run, std::size_t key) { runs[key] = run.run(key); });
  if (!totals) return totals.error();
  tell_unscored_keys(totals->counts, totals->without_score, keyed.keys(), fit.detector, console);
  std::ranges::stable_sort(runs, is_worse);
  if (auto explained = explain_keys(keyed, fit.detector, runs); !explained) return explained.error();
  return describe_keyed(keyed, fit, std::move(runs));
}

}  // namespace

Result<int> detect_keyed(const std::string& file, const std::optional<Detector>& given, EventFormat format,
                         const Settings& settings, const Console& console) {
  if (settings.is_on("plot") || settings.has("report"))
    return fail(ErrorKind::kUsage,
                "--plot and --report show one series, and with --key there are many; leave them out");
  const auto threads = whole_number(settings, "threads", 0, 0, 1024);
  if (!threads) return threads.error();
  const auto options = given ? reading_for(settings, *given) : reading(settings);
  if (!options) return options.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  const auto keyed = read_keyed(file, *options, console);
  if (!keyed) return keyed.error();
  auto fit = fit_or_given(*keyed, given, settings, console);
  if (!fit) return fit.error();
  const auto detection = detect_in_keys(*keyed, *fit, *threads, console);
  if (!detection) return detection.error();
  const bool colour = console.colour && !settings.has("output");
  if (auto written = write_result(settings, format_detection(*detection, format, colour)); !written)
    return written.error();
  return !detection->events.empty() && settings.is_on("fail-on-anomaly") ? 1 : 0;
}

}  // namespace tidegate::cli
