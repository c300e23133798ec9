// Writing results: scores row by row, events as text, CSV or JSON.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/combine.h"
#include "tidegate/event.h"
#include "tidegate/output_file.h"
#include "tidegate/result.h"
#include "tidegate/series.h"
#include "tidegate/time_text.h"

namespace tidegate {

enum class ScoreFormat { kCsv, kJsonLines, kNpy };
enum class EventFormat { kText, kJson, kJsonLines, kCsv };

/// One scored row. Where no score exists, `score` is NaN and the fields are written empty (CSV) or null.
/// Spans hold one entry a scored channel (values, expected, lower, upper, share) and may be empty without `detail`.
struct ScoredRow {
  std::size_t index = 0;       ///< input row, from 0
  std::string_view time_text;  ///< the input's own text; empty = no time, the row number is written
  std::string_view key{};      ///< whose the row is, if the writer was made with a key column
  double score = 0;
  double threshold = 0;
  bool anomaly = false;
  std::span<const double> values{}, expected{}, lower{}, upper{}, share{};
};

/// Writes `time,score,threshold,anomaly[,c,c.expected,c.lower,c.upper,c.share …]`, the same keys as JSON lines, or
/// one .npy array of float64 scores (T) or, with detail, (T, 3 + 5·C) in the order of the CSV columns without time.
/// A key column stands after `time`, under its own name (`key` if a field of ours has that name); not in .npy.
class ScoreWriter {
 public:
  virtual ~ScoreWriter() = default;
  virtual Status write(const ScoredRow& row) = 0;
  virtual Status finish() = 0;  ///< does not commit the file
};
std::unique_ptr<ScoreWriter> make_score_writer(ScoreFormat format, OutputFile& out,
                                               std::vector<std::string> scored_channels, bool detail,
                                               const std::string& key_column = "");

/// What came of one key's rows.
struct KeySummary {
  std::string key;
  std::size_t rows = 0;
  std::size_t events = 0;
  double score = 0;     ///< highest of the rows not trained on; NaN = none was scored
  double severity = 0;  ///< of its most severe event; 0 without one
};

/// What the rows of a table with a key column came to.
struct KeyedResults {
  std::string column;
  std::vector<KeySummary> keys;                    ///< the most severe first
  std::vector<std::string> event_keys;             ///< whose each event is
  std::size_t trained_rows = 0, trained_keys = 0;  ///< 0 if a model was loaded
};

/// What `detect` prints besides the events themselves.
struct Detection {
  std::string source;
  std::size_t rows = 0;
  std::vector<std::string> channels;  ///< scored ones
  bool has_time = false;
  Duration step{0};  ///< usual time between rows; 0 = not known
  std::optional<std::pair<std::size_t, std::size_t>>
      trained_on;           ///< first and last input row; none if a model was loaded
  std::string score_words;  ///< what the score is, where it is a probability; may be empty
  double threshold = 0;
  std::string threshold_words;  ///< what it is and on which rows it was fitted; may be empty
  std::size_t warmup_rows = 0;
  std::size_t delay_rows = 0;
  std::vector<Event> events;
  std::optional<KeyedResults> keyed;  ///< an event's indices are then input rows, between which other keys' rows lie
};

/// `style` switches colour on for the text form, `spelling` is that of the options it names.
std::string format_detection(const Detection& detection, EventFormat format, bool style = false,
                             Spelling spelling = spelled_as_field);

/// Of many series: every event names its series (`Detection::source`); text has the most severe series first.
std::string format_detections(std::span<const Detection> series, EventFormat format, bool style = false,
                              Spelling spelling = spelled_as_field);

/// Events of several series taken together; `words` says when they count as one: "at least 2 of 3 series".
struct CombinedDetection {
  std::string words;
  std::size_t at_least = 1;
  std::vector<CombinedEvent> events;  ///< parts are places in `series`
};

/// Every event with the series that take part: a JSON object each (`jsonl`: a line each), in CSV a line for each part.
std::string format_combination(const CombinedDetection& combined, std::span<const Detection> series, EventFormat format,
                               bool style = false);

}  // namespace tidegate
