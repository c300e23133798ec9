// What verbs share when they write: formats, files, whole texts.
#pragma once
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/offline.h"
#include "tidegate/output_file.h"

namespace tidegate::cli {

/// --format and --output, as every verb with a result takes them.
VerbOption format_option(std::string_view formats);
VerbOption output_option();

/// kUsage: `wanted` is none of the option's values.
Error unknown_value(const std::string& option, const std::string& wanted, const std::vector<std::string>& allowed);

/// The value belonging to --format. Errors: kUsage naming the choices.
template <class Format>
Result<Format> choose_format(const Settings& settings,
                             const std::vector<std::pair<std::string_view, Format>>& choices) {
  const std::string wanted = settings.text("format", choices.front().first);
  std::vector<std::string> names;
  for (const auto& [name, format] : choices) {
    if (name == wanted) return format;
    names.emplace_back(name);
  }
  return unknown_value("format", wanted, names);
}

/// Whether the files these options name can be made: what cannot is reported before the work, not after it.
Status check_writable(const Settings& settings, std::initializer_list<std::string_view> options);

/// Results replace neither a file that is read nor one another. Errors: kUsage naming both.
Status check_distinct(const Settings& settings, const std::vector<std::string>& read,
                      std::initializer_list<std::string_view> options);

enum class Form { kText, kJson };
Result<Form> text_or_json(const Settings& settings);

/// Reports the tables of a collection that failed (the first few) and gives the exit code: `fine` if none did.
int report_outcome(const SeriesSet& set, const SetOutcome& outcome, int fine);

/// Writes one of the two as the result, and gives exit code 0. Errors: of the output.
Result<int> write_form(const Settings& settings, Form form, const std::string& text, const std::string& json);

/// Writes `text` to --output, or to standard output.
Status write_result(const Settings& settings, std::string_view text);

}  // namespace tidegate::cli
