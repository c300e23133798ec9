// Options of a verb from five places, the later of which wins: defaults, --config FILE, environment, --set, flags.
// So a file is fixed, the environment holds for a session, and what is written in the command itself wins.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"

namespace tidegate::cli {

/// An option of a verb that is not one of the detector's.
struct VerbOption {
  std::string name;  ///< as on the command line, without dashes
  std::string help;
  std::string value;  ///< placeholder in the help, e.g. "FILE"; empty = a switch without value
};

/// Texts by option name. Names are spelled as on the command line.
class Settings {
 public:
  Settings(std::vector<std::string> known, std::vector<std::string> switches)
      : known_(std::move(known)), switches_(std::move(switches)) {}

  /// Switches are kept as "true" or "false". Errors: kUsage for an unknown name, with the nearest one, and for a switch
  /// that is neither on nor off.
  Status set(std::string_view name, std::string value, std::string_view place);
  Status read_toml(const std::string& path);
  Status read_assignment(const std::string& key_equals_value);  ///< --set
  Status read_environment();                                    ///< TIDEGATE_LEARNING_RATE=…

  bool has(std::string_view name) const { return values_.contains(std::string(name)); }
  bool is_switch(std::string_view name) const;
  bool is_on(std::string_view name) const;  ///< switches
  std::string text(std::string_view name, std::string_view otherwise = "") const;
  std::optional<std::string> given(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;  ///< separated by commas, see `split_list`
  const std::map<std::string, std::string>& all() const { return values_; }

 private:
  std::vector<std::string> known_, switches_;
  std::map<std::string, std::string> values_;
};

}  // namespace tidegate::cli
