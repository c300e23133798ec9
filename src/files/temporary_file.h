// Files beside the place where they are to appear, under names nobody else uses.
#pragma once
#include <filesystem>

namespace tidegate {

struct TemporaryFile {
  int file = -1;               ///< open for writing and locked; -1 = it could not be made
  std::filesystem::path path;  ///< beside the target, `.NAME.tidegate-` and 16 random hexadecimal digits
  int error = 0;               ///< errno of what failed
};

/// A new file that nobody else writes, not another thread and not another machine on the same volume. Its lock (flock)
/// lasts until it is closed; where the file system has no locks it has none.
TemporaryFile create_temporary(const std::filesystem::path& target);

/// Removes the temporary files in a folder that no run can still be writing: ours by name and owner, and not locked.
/// Looks into a folder once a thread, so that writing many files into one does not read it as many times.
void clear_leftovers(const std::filesystem::path& folder);

/// Makes names in a folder last over a power failure. Returns 0 or errno; 0 too where folders cannot be synced.
int sync_folder(const std::filesystem::path& folder);

/// Where a file lies; "." for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& file);

}  // namespace tidegate
