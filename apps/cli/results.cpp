#include "cli/results.h"

namespace tidegate::cli {

VerbOption format_option(std::string_view formats) {
  return {"format", "form of the result: " + std::string(formats), "FORMAT"};
}

VerbOption output_option() {
  return {"output", "file for the result instead of standard output; appears whole or not at all", "FILE"};
}

Status check_writable(const std::string& path) {
  if (path.empty() || path == "-") return {};
  const auto file = OutputFile::create(path);  // uncommitted: nothing remains
  if (!file) return tl::unexpected(file.error());
  return {};
}

Status write_result(const Settings& settings, std::string_view text) {
  auto file = OutputFile::create(settings.text("output", "-"));
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(text); !written) return written;
  return file->commit();
}

}  // namespace tidegate::cli
