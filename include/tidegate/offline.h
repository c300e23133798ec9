// Runs over a set of series: train, score, detect, combine. What the command line does, callable from C++.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidegate/detector.h"
#include "tidegate/event.h"
#include "tidegate/inspect.h"
#include "tidegate/observer.h"
#include "tidegate/result.h"
#include "tidegate/series_set.h"

namespace tidegate {

/// What became of a set's tables. A table that fails does not end the others.
struct TIDEGATE_API SetOutcome {
  std::vector<Status> tables;
  std::size_t begun = 0;  ///< fewer than there are: it was asked to stop
  double seconds = 0;

  std::size_t failed() const;
};

/// What to train on, and how.
struct TrainRequest {
  DetectorConfig config;  ///< `config.training.threads` also says how many tables are worked on at once
  /// Leading rows of each series: a share "0.5", a number of rows "4000", "until:2024-05-01T00:00:00Z"; none = all of
  /// them for `train`, half of them for `detect`, six tenths for `compare`.
  std::optional<std::string> train_part{};
  std::string train_keys;            ///< of a table with ids, train on the first series only, whole: "0.7", "500"
  std::filesystem::path from;        ///< weights to start from: a detector, or PyTorch's as safetensors
  std::filesystem::path checkpoint;  ///< one detector only: saved after every epoch, continued if it exists
};

/// One detector for all series of the set; if it was asked to stop, the best so far (`info().history.interrupted`).
/// Memory: all tables at once. Errors: of the readers, of `Detector::train`.
TIDEGATE_API Result<Detector> train(const SeriesSet& set, const TrainRequest& request, const Observer& observer = {});

/// Where the detectors of `train_each` go. Called from several threads. Errors end the table.
using TakeDetector = std::function<Status(std::size_t table, const Detector& detector)>;

/// A detector for each table, one thread a table; the same detectors as `train` would give of it alone.
TIDEGATE_API Result<SetOutcome> train_each(const SeriesSet& set, const TrainRequest& request, const TakeDetector& take,
                                           const Observer& observer = {});

/// The detectors of a set: one for all its tables, or a file for each in a folder.
class TIDEGATE_API Detectors {
 public:
  /// Errors: of `Detector::load` if `model` is a file; a folder's files are loaded when they are asked for.
  static Result<Detectors> open(const std::filesystem::path& model);
  static Detectors shared(Detector detector);

  const Detector* shared() const { return shared_ ? &*shared_ : nullptr; }  ///< null: a file for each table
  Result<Detector> of(const SeriesSet& set, std::size_t table) const;

 private:
  std::filesystem::path folder_;
  std::optional<Detector> shared_;
};

/// The file of a table below `folder`; folders it needs are made. Errors: kOutput.
TIDEGATE_API Result<std::filesystem::path> table_file(const SeriesSet& set, std::size_t table,
                                                      const std::filesystem::path& folder, std::string_view ending);

/// One scored row. Where no score exists, `score` is NaN.
/// Spans hold one entry a scored channel (values, expected, lower, upper, share) and are empty without `detail`.
struct ScoredRow {
  std::size_t index = 0;       ///< input row, from 0
  std::string_view time_text;  ///< the input's own text; empty = no time, or no text of it
  std::string_view key{};      ///< id of the row's series; empty if the table has no ids
  double score = 0;
  double threshold = 0;
  bool anomaly = false;
  std::span<const double> values{}, expected{}, lower{}, upper{}, share{};
};

/// Takes the scored rows of one table, in the input's order.
class TIDEGATE_API ScoredRowSink {
 public:
  virtual ~ScoredRowSink() = default;
  virtual Status write(const ScoredRow& row) = 0;
  virtual Status finish() = 0;  ///< after the last row
};

/// What the rows of a table will hold.
struct ScoredColumns {
  std::vector<std::string> channels;  ///< scored ones
  bool detail = false;
  std::string key_column;  ///< empty = no ids
};

using MakeSink = std::function<Result<std::unique_ptr<ScoredRowSink>>(std::size_t table, const ScoredColumns&)>;

struct ScoreRequest {
  bool detail = false;       ///< values, expected values, bands and shares of the channels too
  std::int64_t threads = 0;  ///< tables worked on at once; 0 = one a core
};

struct SetScores {
  SetOutcome outcome;
  bool any_anomalous = false;
};

/// Every row's score, block by block in bounded memory: it grows with a table's ids, not with its rows, unless verdicts
/// come with a delay. A detector whose threshold is fitted on the scored data reads each table twice. Of a set that is
/// no collection the errors are returned: of the readers, of the sinks; kModel, kUsage, kInterrupted.
TIDEGATE_API Result<SetScores> score(const SeriesSet& set, const Detectors& detectors, const ScoreRequest& request,
                                     const MakeSink& make_sink, const Observer& observer = {});

/// The result of one series of a table with ids.
struct KeySummary {
  std::string key;
  std::size_t rows = 0;
  std::size_t events = 0;
  double score = 0;     ///< highest of the rows not trained on; NaN = none was scored
  double severity = 0;  ///< of its most severe event; 0 without one
};

/// The results of all series of a table with ids.
struct KeyedResults {
  std::string column;
  std::vector<KeySummary> keys;                    ///< the most severe first
  std::size_t trained_rows = 0, trained_keys = 0;  ///< 0 if a model was loaded
};

/// What was found in one table, and by which detector.
struct Detection {
  std::string source;
  std::size_t rows = 0;
  std::vector<std::string> channels;  ///< scored ones
  bool has_time = false;
  Duration step{0};                    ///< usual time between rows; 0 = not known
  std::optional<RowRange> trained_on;  ///< input rows; none if a model was loaded
  std::string score_words;             ///< what the score is, where it is a probability; may be empty
  double threshold = 0;
  std::string threshold_words;  ///< what it is and on which rows it was fitted; may be empty
  std::size_t warmup_rows = 0;
  std::size_t delay_rows = 0;
  std::vector<Event> events;          ///< of the rows not trained on
  std::optional<KeyedResults> keyed;  ///< an event's indices are then input rows, between which other series' rows lie
};

struct DetectRequest {
  std::optional<Detectors> detectors;  ///< none: one is trained on each table's leading part, as `training` says
  TrainRequest training;
  bool explain = true;       ///< what led to the events (`EventExplainer`)
  bool keep_run = false;     ///< keep what a picture needs; for a table of one series
  std::int64_t threads = 0;  ///< tables, or series of one table, worked on at once; 0 = one a core
};

/// What a picture of a table of one series needs.
struct DetectionRun {
  SeriesTable table;
  Detector detector;
  Trace trace;
  std::vector<Event> training_events;  ///< those whose peak lies in the training part
};

struct SetDetections {
  SetOutcome outcome;
  std::vector<Detection> tables;    ///< one entry a table; of one that failed `rows` is 0
  std::optional<DetectionRun> run;  ///< if it was asked for
};

/// The events of every table. Of a set that is no collection the errors are returned: of the readers, of training;
/// kModel, kData, kUsage, kInterrupted.
TIDEGATE_API Result<SetDetections> detect(const SeriesSet& set, const DetectRequest& request,
                                          const Observer& observer = {});

/// The events of a series in memory, explained.
TIDEGATE_API Result<std::vector<Event>> detect(const Detector& detector, const Series& series,
                                               const Observer& observer = {});

/// When events of several series, or of several detectors, count as one.
struct TIDEGATE_API Combination {
  enum class Rule { kAny, kAll, kAtLeast } rule = Rule::kAny;
  std::size_t least = 1;         ///< of kAtLeast
  std::int64_t within_rows = 0;  ///< how far apart they may lie: rows, or
  Duration within{0};            ///< a duration
  std::string within_words;      ///< as it was given: "5m"; empty = at the same time

  std::size_t at_least(std::size_t series) const;
};

/// From "or", "and", "at-least:K", and a number of rows or a duration ("" = none). Errors: kUsage.
TIDEGATE_API Result<Combination> parse_combination(std::string_view rule, std::string_view within);

/// What can be checked before any work. Errors: kUsage (more series asked for than there are; a duration, and no
/// series has times).
TIDEGATE_API Status check_combination(const Combination& combination, std::size_t series, bool may_have_time);

/// Events of several series taken together; `words` says when they count as one: "at least 2 of 3 series".
struct CombinedDetection {
  std::string words;
  std::size_t at_least = 1;
  std::vector<CombinedEvent> events;  ///< parts are places in what was combined
};

/// Errors: as `combine_events`.
TIDEGATE_API Result<CombinedDetection> combine(std::span<const Detection> series, const Combination& combination);

/// What is in the first table of a set, and what would be trained on it. Errors: of the reader.
TIDEGATE_API Result<Inspection> inspect(const SeriesSet& set, const Observer& observer = {});

/// How much memory a detector takes for a set of series.
struct SetSize {
  DetectorSize size;
  std::string detector;      ///< "gru-forecaster 32"
  std::size_t rows = 0;      ///< of the training part, of the first table; 0 = a fitted detector
  std::size_t channels = 0;  ///< of the first table
  std::size_t series = 1;    ///< tables, or ids of one
};

/// Of a detector that would be trained on the set; the first table stands for all. Errors: of the readers; kUsage.
TIDEGATE_API Result<SetSize> set_size(const SeriesSet& set, const DetectorConfig& config);
TIDEGATE_API SetSize set_size(const Detector& detector);

}  // namespace tidegate
