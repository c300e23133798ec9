// Packed data sets.
#pragma once
#include <filesystem>

#include "tidegate/result.h"

namespace tidegate {

/// Where unpacked archives are kept: TIDEGATE_CACHE, or `tidegate` in XDG_CACHE_HOME, or in ~/.cache, or else in the
/// folder for temporary files.
std::filesystem::path cache_folder();

/// The folder that a .tar.zst archive (or what else `tar` knows) is unpacked in: below the cache, named after the
/// archive's contents, so that it is done once, and again if the archive changes. It appears whole or not at all. Runs
/// the programs `tar` and, for .zst, `zstd`. Errors: kData (unreadable, a damaged archive, a program that is missing),
/// kOutput.
Result<std::filesystem::path> unpacked(const std::filesystem::path& archive);

}  // namespace tidegate
