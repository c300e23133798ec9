// Many series at once: the data files of a folder, or each channel of a file by itself.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/fleet_files.h"
#include "cli/settings.h"
#include "tidegate/detector.h"
#include "tidegate/source.h"

namespace tidegate::cli {

VerbOption each_channel_option();

/// FILE is a folder, or --each-channel is given.
bool is_fleet(const std::string& file, const Settings& settings);

class Fleet {
 public:
  /// Errors: kData (no data file in the folder, unreadable, two names that are one file name), kUsage.
  static Result<Fleet> open(const std::string& file, const Settings& settings, const Console& console);

  std::size_t size() const { return names_.size(); }
  std::int64_t threads() const { return threads_; }  ///< --threads; 0 = one a core
  /// "pump/7" for the file pump/7.csv of the folder; the channel's own name.
  const std::string& name(std::size_t member) const { return names_[member]; }
  /// The same with characters replaced that no file name has, without an ending.
  const std::string& file_name(std::size_t member) const { return file_names_[member]; }

  // From any thread.
  /// Block by block, for a detector. Errors: of the reader; kModel.
  Result<std::unique_ptr<Source>> open_member(std::size_t member, const Detector& detector,
                                              const ReadOptions& options) const;
  Result<Series> read(std::size_t member, const ReadOptions& options) const;
  Result<Series> read_for(std::size_t member, const Detector& detector, const Settings& settings) const;

  /// Whether a series has times, as far as the heads of the files tell; true if none can be opened.
  bool any_has_time(const ReadOptions& options) const;

  /// Where a member's result goes below `folder`; the folders it needs are made.
  Result<std::filesystem::path> output(std::size_t member, const std::string& folder, std::string_view ending) const;

 private:
  Status open_folder(const std::string& folder, const Settings& settings);
  Status open_table(const std::string& file, const Settings& settings, const Console& console);
  Status check_resample(const Detector& detector) const;

  std::vector<std::string> names_, file_names_;
  std::vector<std::filesystem::path> files_;  ///< of a folder
  Series table_;                              ///< of --each-channel
  std::int64_t threads_ = 0;
};

/// The detectors of a fleet: one for all, or a file for each below a folder.
class FleetModels {
 public:
  /// Errors: as Detector::load, if --model names one file.
  static Result<FleetModels> open(const std::string& model);
  /// Those of --model, or none if it is not given.
  static Result<std::optional<FleetModels>> given(const Settings& settings);
  Result<Detector> of(const Fleet& fleet, std::size_t member) const;

 private:
  std::string folder_;
  std::vector<Detector> shared_;  ///< one or none
};

/// What became of the members: errors are told, the rest goes on.
struct FleetOutcome {
  std::vector<Status> members;
  std::size_t begun = 0;
  double seconds = 0;

  std::size_t failed() const;
  /// Tells what failed (the first few) and gives the exit code: `fine` if nothing did.
  int tell(const Fleet& fleet, int fine) const;
};

/// Works on all members with the fleet's threads and a progress line on a terminal. Errors of a member end that member.
FleetOutcome work_on(const Fleet& fleet, const Console& console, std::string_view doing,
                     const std::function<Status(std::size_t)>& job);

}  // namespace tidegate::cli
