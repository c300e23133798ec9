// A detector's options by name: what the command line, configuration files and the manual are made from.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

struct OptionInfo {
  std::string name;   ///< as on the command line, e.g. "learning-rate"
  std::string stage;  ///< heading: "network", "training", "score" …
  std::string help;
  std::string unit;        ///< may be empty
  std::string range;       ///< "1 to 4096", "a, b or c"; empty = anything
  std::string value;       ///< the default as text
  bool is_switch = false;  ///< true or false; on the command line its name alone says true
};

/// All options, in the order of the stages.
TIDEGATE_API std::vector<OptionInfo> detector_options();

/// Sets one option from text. '_' and '-' are the same. Errors: kUsage naming option, value and what is allowed; for an
/// unknown name the nearest one.
TIDEGATE_API Status set_option(DetectorConfig& config, std::string_view name, std::string_view value);

/// The option's value as text; "" for an unknown name.
TIDEGATE_API std::string option_text(const DetectorConfig& config, std::string_view name);

/// The name nearest to a mistyped one by edit distance, or "" if none is near.
TIDEGATE_API std::string nearest_name(std::string_view word, const std::vector<std::string>& names);

/// Names the option `detector` takes, beside recipe files (`read_recipe`).
TIDEGATE_API std::vector<std::string> recipe_names();

/// A line of a configuration file or recipe: an option's name as it was written, its value as text.
struct TIDEGATE_API OptionText {
  std::string name, value;
  std::size_t line = 0;
};

/// The options of a TOML file, in the order of their lines: texts, numbers, true and false, and lists of these.
/// Errors: kUsage naming file and line.
TIDEGATE_API Result<std::vector<OptionText>> read_option_file(const std::string& path);

/// A recipe of a user's own: a TOML file with option names as keys ('_' and '-' are the same). A key `detector` names
/// the recipe to start from, one of `recipe_names` or another file, relative to this one; otherwise that is
/// gru-forecaster. `set_option(config, "detector", "NAME.toml")` does the same to a configuration. The configuration's
/// `detector` is the file's name; its options are its own, so that a model does not need the file again.
/// Errors: kUsage naming file, line and option.
TIDEGATE_API Result<DetectorConfig> read_recipe(const std::string& path);

}  // namespace tidegate
