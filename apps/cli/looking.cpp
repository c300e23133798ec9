#include "cli/looking.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <string_view>

#include "tidegate/render.h"
#include "tidegate/report.h"

namespace tidegate::cli {
namespace {

/// As a shell reads it; anything but plain signs and letters is quoted.
std::string quoted(const std::string& word) {
  const auto is_plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || std::string_view("_-./:,=+@%").find(c) != std::string::npos;
  };
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// Switches that are off are written too: the environment of the next run may have them on. A value that begins like an
/// option, or is empty, is kept from being read as one, or as none.
std::string option_words(const std::string& name, const std::string& value, bool is_switch) {
  if (is_switch) return " --" + name + (value == "true" ? "" : "=false");
  return " --" + name + (value.empty() || value.starts_with('-') ? "=" : " ") + quoted(value);
}

}  // namespace

std::string repeat_command(const std::string& verb, const std::string& file, const Settings& settings) {
  std::string command = "tidegate " + verb + " " + quoted(file);
  for (const auto& [name, value] : settings.all()) command += option_words(name, value, settings.is_switch(name));
  return command;
}

void draw_plot(const Detection& detection, const DetectionRun& run, bool to_output, const Console& console) {
  if (!to_output && console.quiet) return;
  PlotStyle style = terminal_style(to_output ? 1 : 2);
  style.size.height = std::min(style.size.height, 18);
  std::FILE* stream = to_output ? stdout : stderr;
  std::fputs(plot_detection(detection, run, style).c_str(), stream);
  std::fflush(stream);  // the table that follows is written past stdio
}

PageRequest page_request(const std::string& file, const Settings& settings) {
  PageRequest page{.file = settings.text("report"), .command = repeat_command("detect", file, settings), .given = {}};
  for (const auto& [name, value] : settings.all()) page.given.push_back(name);
  return page;
}

Status write_report_page(const Detection& detection, const DetectionRun& run, const PageRequest& page,
                         const Console& console) {
  const ReportInput input{.series = run.table.table,
                          .detector = run.detector,
                          .trace = run.trace,
                          .events = detection.events,
                          .training_events = run.training_events,
                          .trained_on = detection.trained_on,
                          .command = page.command,
                          .settings = report_settings(run.detector.config(), page.given),
                          .spelling = spelled_as_flag};
  auto out = OutputFile::create(page.file);
  if (!out) return out.error();
  if (auto written = write_report(build_report(input), *out); !written) return written;
  if (auto done = out->commit(); !done) return done;
  console.say("report written to " + page.file);
  return {};
}

}  // namespace tidegate::cli
