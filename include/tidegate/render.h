// Results as text, JSON, CSV, NumPy and as pictures of characters.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/benchmark.h"
#include "tidegate/evaluate.h"
#include "tidegate/inspect.h"
#include "tidegate/offline.h"
#include "tidegate/output_file.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// A stretch to mark, rows within the plot, both ends inclusive. Its number is written under it.
struct PlotEvent {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t number = 0;
};

struct PlotSize {
  int width = 100;  ///< characters; at least 40 are used
  int height = 20;  ///< lines of the whole picture; at least 10 are used
};

/// One channel. Every span has one entry a row (T) or none; NaN = missing.
struct PlotInput {
  std::string_view title;               ///< channel and unit
  std::span<const float> values;        ///< (T)
  std::span<const float> expected;      ///< (T) or none
  std::span<const float> lower, upper;  ///< (T) or none: the normal band
  double offset = 0;                    ///< added to all of the above
  std::span<const float> score;         ///< (T) or none
  double threshold = 0;
  std::span<const Timestamp> time;  ///< (T) or none: rows are counted
  std::size_t first_row = 0;        ///< number of the first row here, for a part of a series without time
  std::int16_t utc_offset_minutes = 0;
  std::span<const PlotEvent> events;
  PlotSize size;
  bool colour = false;  ///< 256-colour escape sequences
};

/// Draws it: the series in Braille dots (2 × 4 a character), the band as a shade behind, events as a tint and as
/// numbers under the axis, the score as bars with its threshold as a line. Every dot column shows the smallest and the
/// largest value of its rows, so no spike is lost at any width; gaps stay empty. Cost: O(T). Ends with a newline.
TIDEGATE_API std::string plot_terminal(const PlotInput& input);

/// Values as one line of bars (▁▂▃▄▅▆▇█), `width` characters at most; missing ones are blanks. For losses,
/// `logarithmic`.
TIDEGATE_API std::string sparkline(std::span<const double> values, std::size_t width, bool logarithmic = false);

/// What standard output (1) or error (2) allows: the terminal's size (100 × 20 if it is none), colour unless NO_COLOR
/// is set, TERM is "dumb", or it is no terminal.
struct PlotStyle {
  PlotSize size;
  bool colour = false;
};
TIDEGATE_API PlotStyle terminal_style(int file_descriptor);

// Writing results: scores row by row, events as text, CSV or JSON.

enum class ScoreFormat { kCsv, kJsonLines, kNpy };
enum class EventFormat { kText, kJson, kJsonLines, kCsv };

/// Writes `time,score,threshold,anomaly[,c,c.expected,c.lower,c.upper,c.share …]`, the same keys as JSON lines, or
/// one .npy array of float64 scores (T) or, with detail, (T, 3 + 5·C) in the order of the CSV columns without time.
/// A key column stands after `time`, under its own name (`key` if a field of ours has that name); not in .npy.
/// `finish` does not commit the file.
TIDEGATE_API std::unique_ptr<ScoredRowSink> make_score_writer(ScoreFormat format, OutputFile& out,
                                                              std::vector<std::string> scored_channels, bool detail,
                                                              const std::string& key_column = "");

/// Rows into a file of their own, which appears with `finish`. Errors: kOutput.
TIDEGATE_API Result<std::unique_ptr<ScoredRowSink>> make_score_file(ScoreFormat format,
                                                                    const std::filesystem::path& file,
                                                                    const ScoredColumns& columns);

/// `style` switches colour on for the text form, `spelling` is that of the options it names.
TIDEGATE_API std::string format_detection(const Detection& detection, EventFormat format, bool style = false,
                                          Spelling spelling = spelled_as_field);

/// Of many series: every event names its series (`Detection::source`); text has the most severe series first.
TIDEGATE_API std::string format_detections(std::span<const Detection> series, EventFormat format, bool style = false,
                                           Spelling spelling = spelled_as_field);

/// Every event with the series that take part: a JSON object each (`jsonl`: a line each), in CSV a line for each part.
TIDEGATE_API std::string format_combination(const CombinedDetection& combined, std::span<const Detection> series,
                                            EventFormat format, bool style = false);

/// The channel of the strongest event with its expected band and score, whole and close up, as a picture of characters.
TIDEGATE_API std::string plot_detection(const Detection& detection, const DetectionRun& run, const PlotStyle& style);

/// A bar with the losses so far, `width` columns at most.
TIDEGATE_API std::string progress_line(const EpochReport& report, int width);

/// Rows as a file that `read_series` takes: `time`, the key column, channels, `label` (0/1), each if there is one.
/// Missing values are empty; equal bits give equal text. Memory: the whole text.
TIDEGATE_API std::string format_series_csv(const Series& series);

/// The description of a detector.
TIDEGATE_API std::string format_detector_text(const Detector& detector, Spelling spelling = spelled_as_field);
TIDEGATE_API std::string format_detector_json(const Detector& detector, Spelling spelling = spelled_as_field);

/// What `train_each` did: `folder` is where the detectors went.
TIDEGATE_API std::string format_training_text(const SetOutcome& outcome, const std::string& folder);
TIDEGATE_API std::string format_training_json(const SeriesSet& set, const SetOutcome& outcome,
                                              const std::string& folder, Spelling spelling = spelled_as_field);

/// Memory of a detector, and of `series` series.
TIDEGATE_API std::string format_size_text(const SetSize& size, std::size_t series,
                                          Spelling spelling = spelled_as_field);
TIDEGATE_API std::string format_size_json(const SetSize& size, std::size_t series);

TIDEGATE_API std::string format_comparison_text(const Comparison& comparison);
TIDEGATE_API std::string format_comparison_json(const Comparison& comparison);

TIDEGATE_API std::string format_selftest_text(const Selftest& selftest);
TIDEGATE_API std::string format_selftest_json(const Selftest& selftest);

TIDEGATE_API std::string format_correlation_text(const Correlation& correlation);
TIDEGATE_API std::string format_correlation_json(const Correlation& correlation);

/// `spelling`: of the options that advice names.
TIDEGATE_API std::string format_inspection_text(const Inspection& inspection, Spelling spelling = spelled_as_field);
TIDEGATE_API std::string format_inspection_json(const Inspection& inspection, Spelling spelling = spelled_as_field);

/// A leaderboard; summary.json; a line for each series and detector.
TIDEGATE_API std::string format_benchmark_text(const Benchmark& benchmark, const BenchmarkFacts& facts);
TIDEGATE_API std::string format_benchmark_json(const Benchmark& benchmark, const BenchmarkFacts& facts);
TIDEGATE_API std::string format_benchmark_csv(const Benchmark& benchmark);

/// A line for each case, failed ones with the reason, and how many passed.
TIDEGATE_API std::string format_operator_text(const std::string& detector, const std::vector<OperatorResult>& results);
TIDEGATE_API std::string format_operator_json(const std::string& detector, const std::vector<OperatorResult>& results);

/// What got better and worse, by metric and by series.
TIDEGATE_API std::string format_changes_text(const std::vector<DetectorChange>& changes);

}  // namespace tidegate
