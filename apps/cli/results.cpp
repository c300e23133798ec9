#include "cli/results.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "tidegate/config.h"

namespace tidegate::cli {
namespace {

bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code none;
  if (std::filesystem::is_other(a, none)) return false;  // a pipe or a device: nothing is replaced
  return std::filesystem::weakly_canonical(a, none) == std::filesystem::weakly_canonical(b, none);
}

}  // namespace

VerbOption format_option(std::string_view formats) {
  return {"format", "form of the result: " + std::string(formats), "FORMAT"};
}

VerbOption output_option() {
  return {"output", "file for the result instead of standard output; appears whole or not at all", "FILE"};
}

Error unknown_value(const std::string& option, const std::string& wanted, const std::vector<std::string>& allowed) {
  std::string names;
  for (const std::string& name : allowed) names += (names.empty() ? "" : ", ") + name;
  const std::string near = nearest_name(wanted, allowed), what = option == "format" ? "a known format" : "known";
  return fail(ErrorKind::kUsage, "--" + option + ": '" + wanted + "' is not " + what + "; allowed: " + names +
                                     (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

Status check_writable(const Settings& settings, std::initializer_list<std::string_view> options) {
  for (const std::string_view option : options)
    if (settings.has(option))
      if (auto file = OutputFile::create(settings.text(option)); !file) return file.error();
  return {};
}

Status check_distinct(const Settings& settings, const std::vector<std::string>& read,
                      std::initializer_list<std::string_view> options) {
  std::vector<std::pair<std::string, std::string>> taken;  // path, what it is
  for (const std::string& file : read)
    if (file != "-" && !file.empty()) taken.emplace_back(file, "a file that is read");
  for (const std::string_view option : options) {
    const std::string file = settings.text(option, "-");
    if (file == "-") continue;
    for (const auto& [other, what] : taken)
      if (is_same_file(file, other))
        return fail(ErrorKind::kUsage, "--" + std::string(option) + " " + file + " is " + what +
                                           ", which it would replace; give another name");
    taken.emplace_back(file, "the file of --" + std::string(option));
  }
  return {};
}

Result<int> write_form(const Settings& settings, Form form, const std::string& text, const std::string& json) {
  if (auto written = write_result(settings, form == Form::kJson ? json : text); !written) return written.error();
  return 0;
}

Status write_result(const Settings& settings, std::string_view text) {
  return write_file(settings.text("output", "-"), text);
}

Result<Form> text_or_json(const Settings& settings) {
  return choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
}

int report_outcome(const SeriesSet& set, const SetOutcome& outcome, int fine) {
  constexpr std::size_t kMost = 5;
  int code = fine;
  std::size_t failed = 0;
  for (std::size_t i = 0; i < outcome.tables.size(); ++i) {
    if (outcome.tables[i]) continue;
    const Error& error = outcome.tables[i].error();
    if (failed == 0) code = exit_code(error.kind);
    if (++failed <= kMost) report_error({error.kind, set.id(i) + ": " + error.message(spelled_as_flag)});
  }
  if (failed > kMost) std::fprintf(stderr, "tidegate: … and %zu more series failed\n", failed - kMost);
  if (outcome.begun == outcome.tables.size() && !interrupted()) return code;
  return report_error({ErrorKind::kInterrupted, "interrupted; " + std::to_string(outcome.begun) + " of " +
                                                    std::to_string(outcome.tables.size()) + " series were worked on"});
}

}  // namespace tidegate::cli
