// Small sets of series in every shape, a detector fitted in no time, and what a run gave and told.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "temporary_folder.h"
#include "tidegate/offline.h"

namespace tidegate::testing_support {

inline constexpr std::size_t kSmallRows = 160;

/// A wave of period 12 with some noise, the same for the same row and phase; of three decimals, which a file can hold.
inline double small_value(std::size_t row, std::size_t phase) {
  const double wave = std::sin(2 * 3.14159265358979 * static_cast<double>(row + 3 * phase) / 12);
  const double noise = static_cast<double>((row * 7919 + phase * 104729) % 101) / 1000;
  return std::round(1000 * (wave + noise)) / 1000;
}

/// "2024-05-01T01:07:00Z" for row 67
inline std::string minute_text(std::size_t row) {
  char text[40];
  std::snprintf(text, sizeof text, "2024-05-%02zuT%02zu:%02zu:00Z", 1 + row / 1440, row / 60 % 24, row % 60);
  return text;
}

inline Timestamp minute_time(std::size_t row) {
  return std::chrono::sys_days(std::chrono::year(2024) / 5 / 1) + std::chrono::minutes(row);
}

/// One channel "value", a row a minute, with the times' texts; each of `spikes` is 9 too high.
inline Series small_series(std::string name, std::size_t phase = 0, std::size_t rows = kSmallRows,
                           const std::vector<std::size_t>& spikes = {}) {
  Series series;
  series.source = std::move(name);
  series.time_column = "time";
  series.channels = {{"value", ""}};
  series.rows.values = Matrix<double>(rows, 1);
  for (std::size_t row = 0; row < rows; ++row) {
    series.rows.values(row, 0) = small_value(row, phase);
    series.rows.time.push_back(minute_time(row));
    series.rows.time_chars += minute_text(row);
    series.rows.time_ends.push_back(series.rows.time_chars.size());
  }
  for (const std::size_t spike : spikes) series.rows.values(spike, 0) += 9;
  return series;
}

/// The values of one channel without times.
inline Series untimed(Series series) {
  series.time_column.clear();
  series.rows.time.clear();
  series.rows.time_chars.clear();
  series.rows.time_ends.clear();
  return series;
}

inline std::string number_text(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

/// `time,a,b`: a channel for each of the series, which are equally long.
inline std::string wide_csv(const std::vector<Series>& all, bool timed = true) {
  std::string text = timed ? "time" : "";
  for (const Series& one : all) text += (text.empty() ? "" : ",") + one.source;
  for (std::size_t row = 0; row < all.front().rows.size(); ++row) {
    text += "\n" + (timed ? minute_text(row) : "");
    for (std::size_t s = 0; s < all.size(); ++s)
      text += (s > 0 || timed ? "," : "") + number_text(all[s].rows.values(row, 0));
  }
  return text + "\n";
}

/// `time,value`
inline std::string csv_of(Series series) {
  series.source = "value";
  return wide_csv({series});
}

/// `time,who,value`: a row of each series in turn, for as long as it has rows.
inline std::string long_csv(const std::vector<Series>& all) {
  std::string text = "time,who,value\n";
  for (std::size_t row = 0, left = 1; left > 0; ++row) {
    left = 0;
    for (const Series& one : all) {
      if (row >= one.rows.size()) continue;
      ++left;
      text += minute_text(row) + "," + one.source + "," + number_text(one.rows.values(row, 0)) + "\n";
    }
  }
  return text;
}

/// The same in memory.
inline Series long_series(const std::vector<Series>& all) {
  Series series;
  series.source = "long";
  series.time_column = "time", series.key_column = "who";
  series.channels = {{"value", ""}};
  std::vector<double> values;
  for (std::size_t row = 0, left = 1; left > 0; ++row) {
    left = 0;
    for (std::size_t s = 0; s < all.size(); ++s) {
      if (row >= all[s].rows.size()) continue;
      ++left;
      values.push_back(all[s].rows.values(row, 0));
      series.rows.time.push_back(all[s].rows.time[row]);
      series.rows.key.push_back(static_cast<std::uint32_t>(s));
      series.rows.time_chars += all[s].rows.time_text(row);
      series.rows.time_ends.push_back(series.rows.time_chars.size());
    }
  }
  for (const Series& one : all) series.keys.push_back(one.source);
  series.rows.values = Matrix<double>(values.size(), 1);
  std::ranges::copy(values, series.rows.values.flat().begin());
  return series;
}

inline std::filesystem::path write_file(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

/// A set that must open.
inline SeriesSet opened(const std::filesystem::path& input, const SetOptions& options = {}) {
  auto set = SeriesSet::open(input, options);
  if (!set) ADD_FAILURE() << set.error().message();
  return set.value();  // throws: the test ends here
}

/// A file for each series, by its name.
inline SeriesSet folder_of(const std::filesystem::path& folder, const std::vector<Series>& all) {
  for (const Series& one : all) write_file(folder / (one.source + ".csv"), csv_of(one));
  return opened(folder);
}

inline SetOptions with_ids() {
  SetOptions options;
  options.reading.key = "who";
  return options;
}

inline SetOptions each_channel() {
  SetOptions options;
  options.each_channel = true;
  return options;
}

/// Fitted in a few milliseconds; spikes of 9 are far above its threshold.
inline DetectorConfig small_config() {
  DetectorConfig config;
  config.net.hidden = {4};
  config.net.window = 8;
  config.training.epochs = 2;
  config.training.learning_rate = 0.02;
  config.training.batch = 4;
  config.training.chunk = 16;
  config.training.threads = 1;
  config.score.smoothing = "none";
  config.event.merge_gap = 2;
  return config;
}

inline DetectorConfig with_threshold(const std::string& threshold, ThresholdData data = ThresholdData::kTraining) {
  DetectorConfig config = small_config();
  config.threshold.threshold = threshold;
  config.threshold.data = data;
  return config;
}

inline DetectorConfig with_delay() {
  DetectorConfig config = small_config();
  config.score.smoothing = "centred-mean:5";
  return config;
}

/// Chooses something by itself, and notes it.
inline DetectorConfig telling_config() {
  DetectorConfig config = small_config();
  config.features.features = {"auto"};
  return config;
}

/// A value that must be there.
template <class T>
T must(Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().message();
  return std::move(result.value());  // throws: the test ends here
}

inline Detector small_detector(const DetectorConfig& config = small_config()) {
  return must(Detector::train(small_series("learned"), {0, kSmallRows}, config));
}

/// Of a table whose ids stand in column "who".
inline Detector keyed_detector(const DetectorConfig& config = small_config()) {
  return must(train(SeriesSet::of({long_series({small_series("a"), small_series("b", 1)})}), {.config = config}));
}

inline std::vector<std::uint64_t> bits_of(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

/// The kind of the error that there should be; none if there is none.
template <class R>
std::optional<ErrorKind> kind_of(const R& result) {
  return result ? std::nullopt : std::optional(result.error().kind);
}

template <class R>
std::string message_of(const R& result) {
  return result ? std::string("no error") : result.error().message();
}

/// Numbers of an event to the last bit, and its times; not whose it is, nor rows, which depend on the table's shape.
inline std::string event_bits(const Event& event) {
  std::string text = event.kind + " " + event.direction;
  const auto add_time = [&](const std::optional<Timestamp>& time) {
    text += " " + (time ? std::to_string(time->time_since_epoch().count()) : "-");
  };
  const auto add = [&](double value) { text += " " + std::to_string(std::bit_cast<std::uint64_t>(value)); };
  for (const auto& time : {event.start, event.end, event.peak}) add_time(time);
  for (const double value : {event.severity, event.score, event.peak_score, event.kind_confidence}) add(value);
  for (const EventChannel& channel : event.channels)
    for (const double value : {channel.value, channel.expected, channel.lower, channel.upper, channel.share})
      add(value);
  for (const MatteringRow& row : event.mattered) add_time(row.time), add(row.share), add(row.score_without);
  if (event.similar) add_time(event.similar->start), add_time(event.similar->end), add(event.similar->distance);
  return text;
}

/// Of all events, or of those of one id.
inline std::vector<std::string> event_bits(const std::vector<Event>& events, const std::string& id = "") {
  std::vector<std::string> texts;
  for (const Event& event : events)
    if (id.empty() || event.series == id) texts.push_back(event_bits(event));
  return texts;
}

/// A scored row with memory of its own.
struct KeptRow {
  std::size_t index = 0;
  std::string time, key;
  double score = 0, threshold = 0;
  bool anomaly = false;
  std::vector<double> details;
};

using KeptRows = std::vector<KeptRow>;

class KeepingSink final : public ScoredRowSink {
 public:
  explicit KeepingSink(KeptRows& rows, std::size_t fails_at = kNoRow) : rows_(&rows), fails_at_(fails_at) {}

  Status write(const ScoredRow& row) override {
    if (rows_->size() == fails_at_) return fail(ErrorKind::kOutput, "the disk is full");
    KeptRow kept{row.index, std::string(row.time_text), std::string(row.key), row.score, row.threshold, row.anomaly,
                 {}};
    for (const auto& field : {row.values, row.expected, row.lower, row.upper, row.share})
      kept.details.insert(kept.details.end(), field.begin(), field.end());
    rows_->push_back(std::move(kept));
    return {};
  }
  Status finish() override {
    finished = true;
    return {};
  }

  bool finished = false;

 private:
  KeptRows* rows_;
  std::size_t fails_at_;
};

/// Of every table its rows. `tables` must be as many as the set's.
inline MakeSink keep_rows(std::vector<KeptRows>& tables) {
  return [&tables](std::size_t table, const ScoredColumns&) -> Result<std::unique_ptr<ScoredRowSink>> {
    return std::unique_ptr<ScoredRowSink>(std::make_unique<KeepingSink>(tables.at(table)));
  };
}

/// Of all rows, or of those of one id.
inline std::vector<double> scores_in(const KeptRows& rows, const std::string& id = "") {
  std::vector<double> scores;
  for (const KeptRow& row : rows)
    if (id.empty() || row.key == id) scores.push_back(row.score);
  return scores;
}

inline std::vector<KeptRows> scored_rows(const SeriesSet& set, const Detectors& detectors,
                                         const ScoreRequest& request = {.threads = 1}) {
  std::vector<KeptRows> tables(set.size());
  const auto done = score(set, detectors, request, keep_rows(tables));
  EXPECT_TRUE(done) << message_of(done);
  if (done) {
    EXPECT_EQ(done->outcome.failed(), 0U);
  }
  return tables;
}

/// Hears what a run says, and may ask it to stop.
class Listener {
 public:
  Observer observer() {
    return {.on_note = [this](const Note& note) { heard_.push_back(note); },
            .on_progress =
                [this](const JobProgress& now) {
                  doing = now.doing;
                  ++progress;
                },
            .on_training = [this](const TrainingEstimate&) { ++trainings; },
            .on_epoch = [this](const EpochReport&) { ++epochs; },
            .stop_requested = [this] { return asked_++ >= stop_after; }};
  }

  std::size_t count(NoteKind kind) const {
    return static_cast<std::size_t>(std::ranges::count(heard_, kind, &Note::kind));
  }
  /// A note that holds these words.
  bool heard(NoteKind kind, const std::string& words) const {
    return std::ranges::any_of(
        heard_, [&](const Note& note) { return note.kind == kind && note.text.find(words) != std::string::npos; });
  }
  std::string all() const {
    std::string text;
    for (const Note& note : heard_) text += std::to_string(static_cast<int>(note.kind)) + ": " + note.text + "\n";
    return text;
  }

  std::size_t stop_after = kNoRow;  ///< questions that are answered no
  std::string doing;
  std::size_t progress = 0, trainings = 0, epochs = 0;

 private:
  std::vector<Note> heard_;
  std::atomic<std::size_t> asked_ = 0;
};

}  // namespace tidegate::testing_support
