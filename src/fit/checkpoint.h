// A training run as a file, to go on with after an interruption.
#pragma once
#include <filesystem>
#include <string>

#include "model/training/trainer.h"

namespace tidegate {

/// Keeps the run's state in `path` after every epoch, and resumes from what is there. `belongs_to` tells options and
/// data of the run: a file of another run is refused, not overwritten. An empty path keeps nothing.
/// Errors: kModel (another run's, damaged, another version's); kOutput while keeping.
Result<TrainingKeeper> checkpoint_keeper(const std::filesystem::path& path, const std::string& belongs_to);

}  // namespace tidegate
