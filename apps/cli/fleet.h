// Many series at once: the data files of a folder, or each channel of a file by itself.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/detector.h"
#include "tidegate/source.h"

namespace tidegate::cli {

VerbOption each_channel_option();

/// FILE is a folder, or --each-channel is given.
bool is_fleet(const std::string& file, const Settings& settings);

class Fleet {
 public:
  /// Errors: kData (no data file in the folder, unreadable), kUsage.
  static Result<Fleet> open(const std::string& file, const Settings& settings, const Console& console);

  std::size_t size() const { return names_.size(); }
  /// "pump/7" for the file pump/7.csv of the folder; the channel's own name.
  const std::string& name(std::size_t member) const { return names_[member]; }
  /// From any thread: block by block, and whole.
  Result<std::unique_ptr<Source>> open_member(std::size_t member, const ReadOptions& options) const;
  Result<Series> read(std::size_t member, const ReadOptions& options) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::filesystem::path> files_;  ///< of a folder
  Series table_;                              ///< of --each-channel
};

/// `name` below `folder`, with characters no file name has replaced; the folders it needs are made.
Result<std::filesystem::path> member_file(const std::string& folder, const std::string& name, std::string_view ending);

/// The detectors of a fleet: one for all, or a file for each below a folder.
class FleetModels {
 public:
  /// Errors: as Detector::load, if --model names one file.
  static Result<FleetModels> open(const std::string& model);
  Result<Detector> of(const std::string& name) const;

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

/// Works on all members with --threads threads and a progress line on a terminal. Errors of a member end that member.
FleetOutcome work_on(const Fleet& fleet, const Settings& settings, const Console& console, std::string_view doing,
                     const std::function<Status(std::size_t)>& job);

}  // namespace tidegate::cli
