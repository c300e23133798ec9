#include "offline/tables.h"

#include <algorithm>
#include <system_error>

#include "base/jobs.h"
#include "tidegate/output_file.h"

namespace tidegate {
namespace {

constexpr std::string_view kNoKey = "none";

}  // namespace

std::size_t SetOutcome::failed() const {
  return static_cast<std::size_t>(std::ranges::count_if(tables, [](const Status& one) { return !one; }));
}

Result<Detectors> Detectors::open(const std::filesystem::path& model) {
  Detectors detectors;
  std::error_code none;
  if (std::filesystem::is_directory(model, none)) {
    detectors.folder_ = model;
    return detectors;
  }
  auto detector = Detector::load(model);
  if (!detector) return detector.error();
  return shared(std::move(*detector));
}

Detectors Detectors::shared(Detector detector) {
  Detectors detectors;
  detectors.shared_.emplace(std::move(detector));
  return detectors;
}

Result<Detector> Detectors::of(const SeriesSet& set, std::size_t table) const {
  if (shared_) return *shared_;
  if (!set.is_collection()) return Detector::load(folder_);  // which says that it is no file
  return Detector::load(folder_ / (set.file_name(table) + ".tidegate"));
}

Result<std::filesystem::path> table_file(const SeriesSet& set, std::size_t table, const std::filesystem::path& folder,
                                         std::string_view ending) {
  const std::filesystem::path file = folder / (set.file_name(table) + std::string(ending));
  if (auto made = make_folder(file.parent_path()); !made) return made.error();
  return file;
}

Result<ReadOptions> reading_for(const SeriesSet& set, const Detector& detector) {
  const DetectorInfo& info = detector.info();
  ReadOptions reading = set.reading();
  if (!reading.categories.empty())
    return fail(ErrorKind::kUsage,
                option_named("categories") + " has no effect: the loaded model has its own categories")
        .about("categories")
        .remedy("leave it out, or train again");
  if (set.is_collection() && !info.key.empty() && reading.key != kNoKey)
    return fail(ErrorKind::kModel, "the model was trained with " + option_named("key", info.key) + " on one table")
        .about("key")
        .remedy("give one table, or " + option_named("key", "none") + " if each file holds one " + info.key);
  reading.preferred_key = info.key;
  if (set.is_read() || reading.resample.count() == 0) reading.resample = info.resample;
  for (const Channel& channel : info.channels) reading.preferred_channels.push_back(channel.name);
  return reading;
}

Result<SeriesTable> read_noted(const SeriesSet& set, std::size_t table, const ReadOptions& reading,
                               const Observer& observer) {
  auto read = set.read_table(table, reading);
  if (!read) return read;
  note_reading(*read, observer);
  return read;
}

void note_reading(const SeriesTable& table, const Observer& observer) {
  add_notes(observer, NoteKind::kInput, reading_notes(table.table.notes));
  if (!table.has_ids()) return;
  observer.note(NoteKind::kInput, std::to_string(table.series()) + " series (" + table.table.key_column + ")");
}

void add_notes(const Observer& observer, NoteKind kind, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) observer.note(kind, text);
}

Observer quiet(const Observer& observer) { return {.stop_requested = observer.stop_requested}; }

Result<SetOutcome> work_on(const SeriesSet& set, std::string_view doing, std::int64_t threads, const Observer& observer,
                           const std::function<Status(std::size_t)>& job) {
  SetOutcome outcome;
  outcome.tables.assign(set.size(), Status());
  if (!set.is_collection()) {
    outcome.begun = 1;
    if (auto done = job(0); !done) return done.error();
    return outcome;
  }
  const auto progress = [&](JobProgress now) {
    outcome.seconds = now.seconds;
    now.doing = doing;
    if (observer.on_progress) observer.on_progress(now);
  };
  const JobControl control{.threads = threads, .on_progress = progress, .stop_requested = observer.stop_requested};
  outcome.begun = run_jobs(set.size(), control, [&](std::size_t i) { outcome.tables[i] = job(i); });
  return outcome;
}

Error interrupted_error(std::string_view consequence) {
  return fail(ErrorKind::kInterrupted, "interrupted; " + std::string(consequence));
}

}  // namespace tidegate
