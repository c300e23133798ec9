#include <algorithm>
#include <cmath>

#include "base/jobs.h"
#include "base/missing.h"
#include "base/moments.h"
#include "base/text.h"
#include "evaluate/planter.h"
#include "evaluate/planting.h"
#include "offline/tables.h"
#include "tidegate/evaluate.h"

namespace tidegate {
namespace {

constexpr double kSecondsADay = 86'400;

/// Kinds whose strength changes nothing.
bool has_no_size(std::string_view kind) { return kind == "stuck"; }

Status check_request(const SelftestRequest& request) {
  if (auto known = check_kinds(request.kinds); !known) return known;
  const bool rising = std::ranges::adjacent_find(request.sizes, std::ranges::greater_equal()) == request.sizes.end();
  if (request.sizes.empty() || !rising || !(request.sizes.front() > 0))
    return fail(ErrorKind::kUsage, option_named("sizes") + " must rise from a number above 0")
        .about("sizes")
        .remedy("write for example 0.5,1,2,4,8");
  if (request.places == 0 || !(request.found_share > 0 && request.found_share <= 1))
    return fail(ErrorKind::kUsage, "there must be a place to plant in, and a share above 0 and up to 1")
        .about("places");
  return {};
}

/// The rows as they are: where the detector flags them, and its events.
struct CleanRun {
  std::vector<bool> flagged;
  std::size_t events = 0;
};

class PlantingTrial {
 public:
  PlantingTrial(const SeriesTable& table, const Detector& detector, std::vector<std::size_t> channels,
                const SelftestRequest& request, const Observer& observer)
      : table_(table), detector_(detector), channels_(std::move(channels)), request_(request), observer_(observer) {
    for (const std::size_t channel : channels_) {
      RunningMoments moments;
      for (std::size_t row = 0; row < rows().size(); ++row)
        if (const double value = rows().values(row, channel); !std::isnan(value)) moments.add(value);
      deviations_.push_back(moments.count > 0 ? moments.deviation() : 0);
    }
    for (std::size_t s = 0; s < table.series(); ++s) {
      const RowRange part{table.begin[s], table.begin[s + 1]};
      const std::size_t first = part.begin + detector.info().warmup_rows;
      if (first < part.end) rooms_.push_back({part, first});
    }
  }

  std::size_t room() const {
    std::size_t rows = 0;
    for (const PlantingRoom& one : rooms_) rows += one.rows();
    return rows;
  }

  Result<CleanRun> clean_run() const {
    CleanRun run{.flagged = std::vector<bool>(rows().size(), false)};
    for (std::size_t s = 0; s < table_.series(); ++s) {
      auto stream = detector_.stream(table_.table.channels);
      if (!stream) return stream.error();
      const auto look = [&](const Verdict& verdict) {
        if (verdict.phase == Phase::kAnomalous) run.flagged[table_.begin[s] + verdict.row] = true;
      };
      for (std::size_t row = table_.begin[s]; row < table_.begin[s + 1]; ++row) look(stream->push(rows(), row));
      stream->finish(look);
      run.events += stream->take_events().size();
    }
    return run;
  }

  Result<KindLimit> limit_of(const std::string& kind, const std::vector<bool>& flagged) const {
    KindLimit limit{
        .kind = kind, .rows = planting_length(rooms_, kind), .limit = kMissingValue, .median_delay = kMissingValue};
    for (const double size : has_no_size(kind) ? std::vector<double>{kMissingValue} : request_.sizes) {
      auto finds = finds_of(kind, size, limit.rows, flagged);
      if (!finds) return finds.error();
      limit.sizes.push_back(*finds);
    }
    for (auto size = limit.sizes.rbegin(); size != limit.sizes.rend() && is_enough(*size); ++size) {
      limit.limit = size->size;
      limit.median_delay = size->median_delay;
    }
    return limit;
  }

 private:
  const Rows& rows() const { return table_.table.rows; }

  bool is_enough(const SizeFinds& finds) const {
    return finds.planted > 0 &&
           static_cast<double>(finds.found) >= request_.found_share * static_cast<double>(finds.planted);
  }

  /// All places of one kind and size.
  Result<SizeFinds> finds_of(const std::string& kind, double size, std::size_t length,
                             const std::vector<bool>& flagged) const {
    SizeFinds finds{.size = size, .median_delay = kMissingValue};
    std::vector<double> delays;
    Planter planter(detector_, table_.table, flagged);
    for (const PlantingPlace& place : planting_places(rooms_, length, request_.places)) {
      if (observer_.stopped()) return interrupted_error();
      const std::size_t which = finds.planted % channels_.size();
      const double strength = std::isnan(size) ? 0 : size * deviations_[which];
      const auto delay = planter.delay_of({kind, channels_[which], place.row, length, strength}, place.part);
      if (!delay) return delay.error();
      ++finds.planted;
      if (!*delay) continue;
      ++finds.found;
      delays.push_back(static_cast<double>(**delay));
    }
    if (delays.empty()) return finds;
    std::ranges::nth_element(delays, delays.begin() + static_cast<std::ptrdiff_t>(delays.size() / 2));
    finds.median_delay = delays[delays.size() / 2];
    return finds;
  }

  const SeriesTable& table_;
  const Detector& detector_;
  std::vector<std::size_t> channels_;  ///< judged ones, by their place in the input
  const SelftestRequest& request_;
  const Observer& observer_;
  std::vector<double> deviations_;
  std::vector<PlantingRoom> rooms_;
};

std::vector<std::string> kinds_of(const SelftestRequest& request) {
  if (!request.kinds.empty()) return request.kinds;
  return {"spike", "dip", "level-shift", "trend", "variance", "stuck"};
}

Status plant_kinds(const PlantingTrial& trial, const SelftestRequest& request, const CleanRun& clean,
                   const Observer& observer, Selftest& made) {
  const std::vector<std::string> kinds = kinds_of(request);
  std::vector<Result<KindLimit>> limits(kinds.size(), interrupted_error());
  const JobControl control{.threads = request.threads,
                           .on_progress =
                               [&](const JobProgress& progress) {
                                 JobProgress named = progress;
                                 named.doing = "planting";
                                 if (observer.on_progress) observer.on_progress(named);
                               },
                           .stop_requested = observer.stop_requested};
  run_jobs(kinds.size(), control, [&](std::size_t i) { limits[i] = trial.limit_of(kinds[i], clean.flagged); });
  for (auto& limit : limits) {
    if (!limit) return limit.error();
    made.kinds.push_back(std::move(*limit));
  }
  return {};
}

}  // namespace

Result<Selftest> selftest(const SeriesSet& set, const Detector& detector, const SelftestRequest& request,
                          const Observer& observer) {
  if (auto good = check_request(request); !good) return good.error();
  if (set.is_collection())
    return fail(ErrorKind::kUsage, "selftest takes one file, but there are many series").remedy("give one file");
  const auto reading = reading_for(set, detector);
  if (!reading) return reading.error();
  const auto table = read_noted(set, 0, *reading, observer);
  if (!table) return table.error();
  const auto columns = detector.match_channels(table->table.channels);
  if (!columns) return columns.error();
  std::vector<std::size_t> channels;
  for (const std::size_t c : detector.info().scored_channels()) channels.push_back((*columns)[c]);
  Selftest made{.source = table->table.source,
                .series = table->series(),
                .channels = channels.size(),
                .found_share = request.found_share};
  const PlantingTrial trial(*table, detector, std::move(channels), request, observer);
  made.rows = trial.room();
  if (made.rows == 0)
    return fail(ErrorKind::kData, "no row lies behind the first " + plural(detector.info().warmup_rows, "row") +
                                      " of a series, which have no score")
        .at({.source = made.source})
        .remedy("give more rows");
  const auto clean = trial.clean_run();
  if (!clean) return clean.error();
  made.events = clean->events;
  made.step = detector.info().step;
  made.days = made.step.count() > 0 ? static_cast<double>(table->table.rows.size()) *
                                          std::chrono::duration<double>(made.step).count() / kSecondsADay
                                    : kMissingValue;
  made.trained_on_them = detector.info().source == made.source;
  if (auto done = plant_kinds(trial, request, *clean, observer, made); !done) return done.error();
  return made;
}

}  // namespace tidegate
