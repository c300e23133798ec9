#include "cli/fleet.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/progress.h"
#include "cli/scoring.h"
#include "tidegate/fleet.h"

namespace tidegate::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kErrorsTold = 5;

/// One column of a table, with its times and labels. The channel is named "value", as in a file of its own, so that one
/// detector can serve all.
Series one_channel(const Series& table, std::size_t channel) {
  Series series;
  series.source = table.channels[channel].name;
  series.time_column = table.time_column;
  series.channels = {{"value", table.channels[channel].unit}};
  series.resample = table.resample;
  series.notes.rows = table.rows.size();
  Rows& rows = series.rows;
  rows.values = Matrix<double>(table.rows.size(), 1);
  for (std::size_t t = 0; t < table.rows.size(); ++t) rows.values(t, 0) = table.rows.values(t, channel);
  rows.time = table.rows.time;
  rows.utc_offset_minutes = table.rows.utc_offset_minutes;
  rows.label = table.rows.label;
  rows.time_chars = table.rows.time_chars;
  rows.time_ends = table.rows.time_ends;
  return series;
}

/// A series in memory as a source of one block.
class SeriesSource final : public Source {
 public:
  explicit SeriesSource(Series series) : series_(std::move(series)) {}

  const std::string& name() const override { return series_.source; }
  const std::string& time_column() const override { return series_.time_column; }
  const std::vector<Channel>& channels() const override { return series_.channels; }
  const ReadNotes& notes() const override { return series_.notes; }
  Result<bool> next(Rows& rows) override {
    rows = std::exchange(series_.rows, Rows());
    return rows.size() > 0;
  }

 private:
  Series series_;
};

std::string progress_text(std::string_view doing, const FleetProgress& p) {
  return std::string(doing) + " " + std::to_string(p.done) + " of " + std::to_string(p.members) + " series, " +
         rough_time(p.seconds_left) + " left";
}

}  // namespace

VerbOption each_channel_option() {
  return {"each-channel", "every channel of FILE is a series of its own, with a detector of its own", ""};
}

bool is_fleet(const std::string& file, const Settings& settings) {
  return settings.is_on("each-channel") || is_folder(file);
}

Result<Fleet> Fleet::open(const std::string& file, const Settings& settings, const Console& console) {
  Fleet fleet;
  const auto threads = whole_number(settings, "threads", 0, 0, 1024);
  if (!threads) return threads.error();
  fleet.threads_ = *threads;
  if (auto opened = is_folder(file) ? fleet.open_folder(file, settings) : fleet.open_table(file, settings, console);
      !opened)
    return opened.error();
  if (auto distinct = check_names(file, fleet.file_names_); !distinct) return distinct.error();
  return fleet;
}

Status Fleet::open_folder(const std::string& folder, const Settings& settings) {
  if (settings.is_on("each-channel"))
    return fail(ErrorKind::kUsage, "--each-channel takes one file; " + folder + " is a folder, whose files are series");
  auto found = series_files(folder);
  if (!found) return found.error();
  files_ = std::move(*found);
  for (const fs::path& one : files_) {
    names_.push_back(series_name(one.lexically_relative(folder)));
    file_names_.push_back(safe_name(names_.back()));
  }
  return {};
}

Status Fleet::open_table(const std::string& file, const Settings& settings, const Console& console) {
  const auto options = reading(settings);
  if (!options) return options.error();
  auto table = read_series(file, *options);
  if (!table) return table.error();
  table_ = std::move(*table);
  for (const Channel& channel : table_.channels) {
    names_.push_back(channel.name);
    file_names_.push_back(safe_channel_name(channel.name));
  }
  tell_notes(table_.notes, console);
  console.say("note: " + std::to_string(size()) + " channels, each a series of its own");
  return {};
}

Result<std::unique_ptr<Source>> Fleet::open_member(std::size_t member, const Detector& detector,
                                                   const ReadOptions& options) const {
  if (!files_.empty()) return open_source(files_[member], options);
  if (auto fits = check_resample(detector); !fits) return fits.error();
  return std::unique_ptr<Source>(std::make_unique<SeriesSource>(one_channel(table_, member)));
}

Result<Series> Fleet::read(std::size_t member, const ReadOptions& options) const {
  if (files_.empty()) return one_channel(table_, member);
  return read_series(files_[member], options);
}

Result<Series> Fleet::read_for(std::size_t member, const Detector& detector, const Settings& settings) const {
  const auto options = reading_for(settings, detector);
  if (!options) return options.error();
  if (files_.empty())
    if (auto fits = check_resample(detector); !fits) return fits.error();
  return read(member, *options);
}

bool Fleet::any_has_time(const ReadOptions& options) const {
  if (files_.empty()) return table_.rows.has_time();
  ReadOptions heads = options;
  heads.categories.clear();  // whose values are known only at the end
  bool any_opened = false;
  for (const fs::path& file : files_) {
    const auto source = open_source(file, heads);
    if (source && !(*source)->time_column().empty()) return true;
    any_opened = any_opened || source.has_value();
  }
  return !any_opened;
}

/// A table is read once, before any detector is: what a detector wants must have been said.
Status Fleet::check_resample(const Detector& detector) const {
  if (table_.resample == detector.info().resample) return {};
  const auto seconds = std::chrono::duration<double>(detector.info().resample).count();
  const std::string wanted = seconds == 0 ? "rows as they are; leave out --resample"
                                          : "means over " + rough_time(seconds) + "; give --resample as in training";
  return fail(ErrorKind::kModel, "the detector was made for " + wanted);
}

Result<fs::path> Fleet::output(std::size_t member, const std::string& folder, std::string_view ending) const {
  const fs::path file = fs::path(folder) / (file_names_[member] + std::string(ending));
  if (auto made = make_folder(file.parent_path()); !made) return made.error();
  return file;
}

Result<std::optional<FleetModels>> FleetModels::given(const Settings& settings) {
  if (!settings.has("model")) return std::optional<FleetModels>();
  auto opened = open(settings.text("model"));
  if (!opened) return opened.error();
  return std::optional<FleetModels>(std::move(*opened));
}

Result<FleetModels> FleetModels::open(const std::string& model) {
  FleetModels models;
  if (is_folder(model)) {
    models.folder_ = model;
    return models;
  }
  auto detector = Detector::load(model);
  if (!detector) return detector.error();
  models.shared_.push_back(std::move(*detector));
  return models;
}

Result<Detector> FleetModels::of(const Fleet& fleet, std::size_t member) const {
  if (!shared_.empty()) return shared_.front();
  return Detector::load(fs::path(folder_) / (fleet.file_name(member) + ".tidegate"));
}

std::size_t FleetOutcome::failed() const {
  return static_cast<std::size_t>(
      std::count_if(members.begin(), members.end(), [](const Status& one) { return !one.has_value(); }));
}

int FleetOutcome::tell(const Fleet& fleet, int fine) const {
  int code = fine;
  std::size_t told = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i]) continue;
    if (told == 0) code = exit_code(members[i].error().kind);
    if (++told <= kErrorsTold)
      report_error({members[i].error().kind, fleet.name(i) + ": " + members[i].error().message(spelled_as_flag)});
  }
  if (told > kErrorsTold) std::fprintf(stderr, "tidegate: … and %zu more series failed\n", told - kErrorsTold);
  if (begun == members.size() && !interrupted()) return code;
  return report_error({ErrorKind::kInterrupted, "interrupted; " + std::to_string(begun) + " of " +
                                                    std::to_string(members.size()) + " series were worked on"});
}

FleetOutcome work_on(const Fleet& fleet, const Console& console, std::string_view doing,
                     const std::function<Status(std::size_t)>& job) {
  FleetOutcome outcome;
  outcome.members.assign(fleet.size(), Status());
  const bool bar = console.progress_bar && !console.quiet;
  const auto show = [&](const FleetProgress& progress) {
    outcome.seconds = progress.seconds;
    if (bar) std::fprintf(stderr, "\r\033[K%s", progress_text(doing, progress).c_str());
  };
  const FleetControl control{.threads = fleet.threads(), .on_progress = show, .stop_requested = interrupted};
  outcome.begun = run_fleet(fleet.size(), control, [&](std::size_t i) { outcome.members[i] = job(i); });
  if (bar) std::fputs("\r\033[K", stderr);
  return outcome;
}

}  // namespace tidegate::cli
