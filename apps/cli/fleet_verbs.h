// What train, score and detect do where FILE is many series.
#pragma once
#include "cli/fleet.h"
#include "tidegate/sink.h"

namespace tidegate::cli {

/// A detector each into the folder --model, or with --shared one for all into the file --model.
Result<int> train_fleet(const std::string& file, const Settings& settings, const Console& console, bool json);

/// A file of scores each into the folder --output.
Result<int> score_fleet(const std::string& file, ScoreFormat format, const Settings& settings, const Console& console);

/// The events of all; without --model each series' leading part is learned from.
Result<int> detect_fleet(const std::string& file, EventFormat format, const Settings& settings, const Console& console);

}  // namespace tidegate::cli
