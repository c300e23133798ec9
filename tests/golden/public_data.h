// Public data that the repository does not hold: below the folder TIDEGATE_DATA names, or ../shared/data.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

namespace tidegate::testing_support {

inline std::filesystem::path public_data() {
  const char* const given = std::getenv("TIDEGATE_DATA");
  return given != nullptr ? std::filesystem::path(given)
                          : std::filesystem::path(TIDEGATE_PROJECT_FOLDER).parent_path() / "shared" / "data";
}

/// Unpacks an archive, or only those of its files that match `files`; false if it or zstd is not there.
inline bool unpack(const std::filesystem::path& archive, const std::filesystem::path& into, const std::string& files) {
  if (!std::filesystem::exists(archive)) return false;
  const std::string command = "zstd -dc '" + archive.string() + "' | tar -x -C '" + into.string() + "'" +
                              (files.empty() ? "" : " --wildcards '" + files + "'");
  return std::system(command.c_str()) == 0;
}

}  // namespace tidegate::testing_support
