// A file that appears whole or not at all.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

#include "tidegate/result.h"

namespace tidegate {

/// A file written beside its final place and renamed by `commit`; without `commit` nothing remains. Several writers of
/// one path, in whatever threads or processes, do not disturb each other: the last to commit wins. What a run that was
/// killed left in the folder goes away when a file is next written there.
/// "-" or an empty path is standard output (then `commit` flushes). Errors: kOutput, naming path and cause.
class TIDEGATE_API OutputFile {
 public:
  static Result<OutputFile> create(const std::filesystem::path& path);
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;
  ~OutputFile();

  Status write(std::string_view bytes);  ///< buffered; a full disk is an error here or in `commit`
  Status commit();                       ///< afterwards it is whole, under its name, and survives a power failure

  /// True if bytes that were written can be replaced: a file of its own, neither a pipe nor a device.
  bool can_patch() const;
  /// Replaces bytes written before, for a header that is known last. Contract: can_patch().
  Status patch(std::size_t offset, std::string_view bytes);

 private:
  struct Impl;
  explicit OutputFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Makes a folder, and those above it, if they are not there. Errors: kOutput.
TIDEGATE_API Status make_folder(const std::filesystem::path& folder);

/// Whether a path, which need not exist, is within a folder.
TIDEGATE_API bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder);

/// A whole file at once. Errors: as above.
TIDEGATE_API Status write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace tidegate
