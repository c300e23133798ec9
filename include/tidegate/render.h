// Writing results: scores row by row, events as text, CSV or JSON.
#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tidegate/evaluate.h"
#include "tidegate/inspect.h"
#include "tidegate/offline.h"
#include "tidegate/output_file.h"
#include "tidegate/plot.h"

namespace tidegate {

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

TIDEGATE_API std::string format_correlation_text(const Correlation& correlation);
TIDEGATE_API std::string format_correlation_json(const Correlation& correlation);

/// `spelling`: of the options that advice names.
TIDEGATE_API std::string format_inspection_text(const Inspection& inspection, Spelling spelling = spelled_as_field);
TIDEGATE_API std::string format_inspection_json(const Inspection& inspection, Spelling spelling = spelled_as_field);

}  // namespace tidegate
