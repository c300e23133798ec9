#include "cli/scoring.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/result_queue.h"

namespace tidegate::cli {
namespace {

/// In bounded memory, block by block.
Status score_rows(Source& source, Scorer& scorer, ResultQueue& queue, ScoreWriter& writer, bool& any) {
  const auto keep = [&](const Verdict& verdict) {
    if (verdict.phase == Phase::kPending) return;
    any = any || verdict.phase == Phase::kAnomalous;
    queue.settle(verdict.row, verdict);
  };
  const auto write = [&writer](const ScoredRow& row, std::uint32_t) { return writer.write(row); };
  for (Rows rows;;) {
    const auto more = source.next(rows);
    if (!more) return more.error();
    // Ctrl-C ends the program at the other end of a pipe too: what looks like the end of the input may be cut off.
    if (interrupted()) return fail(ErrorKind::kInterrupted, "interrupted; no result was written");
    if (!*more) break;
    if (auto fits = scorer.check(rows); !fits) return fits;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      queue.add(rows, row);
      keep(scorer.push(rows, row));
      if (auto written = queue.release(write); !written) return written;
    }
    scorer.take_events();
  }
  scorer.finish(keep);
  if (auto written = queue.release(write); !written) return written;
  return writer.finish();
}

constexpr std::size_t kTimesLookedAt = 400;

/// A sensor that is dead for a tenth of the rows or more: the others are scored without it.
void tell_without_value(const PhaseCounts& counts, const Console& console) {
  if (counts.channels.size() < 2) return;  // of a single one every such row is told below
  for (std::size_t c = 0; c < counts.channels.size(); ++c)
    if (const std::size_t rows = counts.without_value[c]; rows > 0 && 10 * rows >= counts.rows)
      console.say("note: channel '" + counts.channels[c] + "' has no value in " + std::to_string(rows) + " of " +
                  std::to_string(counts.rows) + " rows");
}

/// The usual difference of the first stamps beside the one the model was trained with.
void tell_other_step(const PhaseCounts& counts, const Console& console) {
  std::vector<double> seconds;
  for (std::size_t i = 1; i < counts.first_times.size(); ++i)
    if (const Duration step = counts.first_times[i] - counts.first_times[i - 1]; step.count() > 0)
      seconds.push_back(std::chrono::duration<double>(step).count());
  const double model = std::chrono::duration<double>(counts.model_step).count();
  if (seconds.size() < 10 || model <= 0) return;
  std::ranges::nth_element(seconds, seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2));
  const double usual = seconds[seconds.size() / 2];
  if (usual < 1.5 * model && usual > model / 1.5) return;
  char words[120];
  std::snprintf(words, sizeof words, "note: rows come every %.4g s, but the model was trained on rows every %.4g s",
                usual, model);
  console.say(words);
}

void keep_score(const Verdict& verdict, std::vector<double>& scores) {
  if (verdict.phase != Phase::kPending) scores.push_back(verdict.score);
}

void collect(Scorer& scorer, const Rows& rows, std::vector<double>& scores) {
  for (std::size_t row = 0; row < rows.size(); ++row) keep_score(scorer.push(rows, row), scores);
  scorer.take_events();
}

Result<Detector> with_threshold_on(const Detector& detector, Scorer& scorer, std::vector<double>& scores) {
  scorer.finish([&scores](const Verdict& verdict) { keep_score(verdict, scores); });
  return detector.with_threshold_on(scores, kScoredData);
}

}  // namespace

bool wants_scored_data(const Detector& detector) { return detector.config().threshold.data == "scored"; }

Result<Detector> calibrated(const Detector& detector, const Series& series) {
  if (!wants_scored_data(detector)) return detector;
  auto scorer = Scorer::create(detector, series.channels);
  if (!scorer) return scorer.error();
  std::vector<double> scores;
  collect(*scorer, series.rows, scores);
  return with_threshold_on(detector, *scorer, scores);
}

Result<Detector> calibrated(const Detector& detector, Source& source) {
  if (!wants_scored_data(detector)) return detector;
  auto scorer = Scorer::create(detector, source.channels());
  if (!scorer) return scorer.error();
  std::vector<double> scores;
  for (Rows rows;;) {
    const auto more = source.next(rows);
    if (!more) return more.error();
    if (interrupted()) return fail(ErrorKind::kInterrupted, "interrupted; no result was written");
    if (!*more) return with_threshold_on(detector, *scorer, scores);
    collect(*scorer, rows, scores);
  }
}

PhaseCounts::PhaseCounts(const Detector& detector) : model_step(detector.info().step) {
  for (const Channel& channel : detector.info().channels) channels.push_back(channel.name);
  without_value.assign(channels.size(), 0);
}

void PhaseCounts::pick(const Rows& from, std::size_t row, std::span<const std::size_t> columns,
                       std::span<double> values) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    values[c] = from.values(row, columns[c]);
    if (std::isnan(values[c])) ++without_value[c];
  }
}

void PhaseCounts::add(Phase phase) {
  if (phase == Phase::kPending) return;
  ++rows;
  switch (phase) {
    case Phase::kNormal:
    case Phase::kAnomalous:
      ++scored;
      break;
    case Phase::kWarmup:
      ++warmup;
      if (scored > 0) ++later_warmup;
      break;
    case Phase::kMissing:
      ++missing;
      break;
    case Phase::kLate:
      ++late;
      break;
    case Phase::kDuplicate:
      ++duplicates;
      break;
    case Phase::kPending:
      break;
  }
}

void PhaseCounts::add(const PhaseCounts& more) {
  rows += more.rows, scored += more.scored, warmup += more.warmup, later_warmup += more.later_warmup;
  missing += more.missing, late += more.late, duplicates += more.duplicates;
  for (std::size_t c = 0; c < without_value.size(); ++c) without_value[c] += more.without_value[c];
}

Scorer::Scorer(const Detector& detector, std::vector<std::size_t> columns)
    : stream_(detector.stream()),
      columns_(std::move(columns)),
      values_(columns_.size()),
      needs_time_(detector.info().needs_time),
      counts_(detector) {}

Result<Scorer> Scorer::create(const Detector& detector, const std::vector<Channel>& channels) {
  auto columns = detector.match_channels(channels);
  if (!columns) return columns.error();
  return Scorer(detector, std::move(*columns));
}

Status check_times(bool needed, const Rows& rows) {
  if (!needed || rows.has_time() || rows.size() == 0) return {};
  return fail(ErrorKind::kModel,
              "the model's features (--features) go by the rows' times, and there are none; name their column with "
              "--time");
}

Verdict Scorer::push(const Rows& rows, std::size_t row) {
  counts_.pick(rows, row, columns_, values_);
  if (rows.has_time() && counts_.first_times.size() < kTimesLookedAt) counts_.first_times.push_back(rows.time[row]);
  const Verdict verdict = stream_.push(rows.has_time() ? &rows.time[row] : nullptr, values_, utc_offset_of(rows, row));
  counts_.add(verdict.phase);
  return verdict;
}

void Scorer::finish(const std::function<void(const Verdict&)>& take) {
  stream_.finish([&](const Verdict& verdict) {
    counts_.add(verdict.phase);
    if (take) take(verdict);
  });
}

Result<ReadOptions> reading_for(const Settings& settings, const Detector& detector) {
  auto options = reading(settings);
  if (!options) return options;
  if (!options->categories.empty())
    return fail(
        ErrorKind::kUsage,
        "--categories has no effect on a detector that is loaded: it knows its own; leave it out, or train again");
  options->preferred_key = detector.info().key;
  if (options->resample.count() == 0) options->resample = detector.info().resample;
  for (const Channel& channel : detector.info().channels) options->preferred_channels.push_back(channel.name);
  return options;
}

Result<bool> score_to_file(Source& source, Scorer& scorer, const Detector& detector, ScoreFormat format, bool detail,
                           const std::filesystem::path& file) {
  auto out = OutputFile::create(file);
  if (!out) return out.error();
  const std::vector<std::string> channels = scored_channels(detector);
  const auto writer = make_score_writer(format, *out, channels, detail);
  ResultQueue queue(detail ? channels.size() : 0);
  bool any = false;
  if (auto scored = score_rows(source, scorer, queue, *writer, any); !scored) return scored.error();
  if (auto done = out->commit(); !done) return done.error();
  return any;
}

namespace {

void tell_categories(const CategoryNotes& notes, const Console& console) {
  const std::string rows = std::to_string(notes.rows) + (notes.rows == 1 ? " row" : " rows");
  if (notes.taken_as_other)
    return console.say("note: column '" + notes.column + "' has " + std::to_string(notes.values) + " rarer values (" +
                       rows + ", the first '" + notes.first_value + "' in line " + std::to_string(notes.first_line) +
                       "), which are taken together as '" + notes.column + "=other'");
  console.say("note: " + rows + " with a value of column '" + notes.column +
              "' that the model was not trained on (the first '" + notes.first_value + "' in line " +
              std::to_string(notes.first_line) + "): taken as none of its categories");
}

}  // namespace

void tell_notes(const ReadNotes& notes, const Console& console) {
  for (const CategoryNotes& one : notes.categories) tell_categories(one, console);
  if (notes.infinite_values > 0)
    console.say("note: " + std::to_string(notes.infinite_values) +
                (notes.infinite_values == 1 ? " infinite value was" : " infinite values were") +
                " taken as missing; the first stands in line " + std::to_string(notes.first_infinite_line));
  for (const std::string& remark : notes.remarks) console.say("note: " + remark);
  std::string names;
  for (const std::string& name : notes.left_out) names += (names.empty() ? "" : ", ") + name;
  const bool texts = std::ranges::any_of(notes.left_out, [](const auto& name) { return name.ends_with(" (text)"); });
  if (!names.empty())
    console.say("note: columns left out: " + names +
                (texts ? "; --categories a,b reads texts as flags, --key a tells series apart" : ""));
}

void tell_unscored(const PhaseCounts& counts, const Console& console) {
  tell_without_value(counts, console);
  tell_other_step(counts, console);
  const auto tell = [&](std::size_t count, const std::string& why) {
    if (count > 0) console.say("note: " + std::to_string(count) + (count == 1 ? " row " : " rows ") + why);
  };
  tell(counts.late, "came late (earlier than a row before): not scored");
  tell(counts.duplicates, "repeated the time stamp before: not scored");
  tell(counts.missing, "without a value: not scored");
  if (counts.scored > 0) tell(counts.later_warmup, "after a long gap: not scored, the model warms up again");
  if (counts.scored == 0 && counts.warmup == counts.rows)
    tell(counts.rows, "in all, but none could be scored: the model warms up for its first rows");
}

std::size_t rows_for_a_score(const Detector& detector) {
  const DetectorInfo& info = detector.info();
  // Where all windows that a row lies in judge it, none warms up, but there must be one.
  if (info.warmup_rows == 0 && info.delay_rows > 0) return static_cast<std::size_t>(detector.config().net.window) - 1;
  return info.warmup_rows;
}

std::vector<std::string> scored_channels(const Detector& detector) {
  std::vector<std::string> names;
  const DetectorInfo& info = detector.info();
  for (const std::size_t c : info.scored_channels()) names.push_back(info.channels[c].name);
  return names;
}

}  // namespace tidegate::cli
