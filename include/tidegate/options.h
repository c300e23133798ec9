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

/// Names the option `detector` takes.
TIDEGATE_API std::vector<std::string> recipe_names();

}  // namespace tidegate
