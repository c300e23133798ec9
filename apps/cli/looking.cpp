#include "cli/looking.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tidegate/options.h"
#include "tidegate/plot.h"
#include "tidegate/report_builder.h"

namespace tidegate::cli {
namespace {

constexpr std::size_t kCloseUpRows = 240;

/// Rows [first, first + count) of one channel as the plot wants them: floats around an offset.
struct Picture {
  std::vector<float> values, expected, lower, upper, score;
  std::vector<PlotEvent> events;
  double offset = 0;
};

std::vector<float> column(const Matrix<double>& from, std::size_t channel, std::size_t first, std::size_t count,
                          double offset) {
  std::vector<float> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<float>(from(first + i, channel) - offset);
  return out;
}

double usual_value(const Matrix<double>& values, std::size_t channel) {
  for (std::size_t t = 0; t < values.rows(); ++t)
    if (std::isfinite(values(t, channel))) return values(t, channel);
  return 0;
}

Picture picture_of(const DetectionRun& run, std::size_t channel, std::size_t first, std::size_t count) {
  Picture picture;
  picture.offset = usual_value(run.trace.value, channel);
  picture.values = column(run.trace.value, channel, first, count, picture.offset);
  picture.expected = column(run.trace.expected, channel, first, count, picture.offset);
  picture.lower = column(run.trace.lower, channel, first, count, picture.offset);
  picture.upper = column(run.trace.upper, channel, first, count, picture.offset);
  picture.score = column(run.trace.score, 0, first, count, 0);
  for (std::size_t i = 0; i < run.detection.events.size(); ++i) {
    const Event& event = run.detection.events[i];
    if (event.end_index < first || event.start_index >= first + count) continue;
    picture.events.push_back(
        {std::max(event.start_index, first) - first, std::min(event.end_index, first + count - 1) - first, i + 1});
  }
  return picture;
}

std::string draw(const Series& series, const DetectionRun& run, const std::string& title, std::size_t channel,
                 std::size_t first, std::size_t count, const PlotStyle& style) {
  const Picture picture = picture_of(run, channel, first, count);
  PlotInput input;
  input.title = title;
  input.values = picture.values;
  input.expected = picture.expected;
  input.lower = picture.lower;
  input.upper = picture.upper;
  input.offset = picture.offset;
  input.score = picture.score;
  input.threshold = run.detection.threshold;
  if (series.rows.has_time()) input.time = std::span(series.rows.time).subspan(first, count);
  if (!series.rows.utc_offset_minutes.empty()) input.utc_offset_minutes = series.rows.utc_offset_minutes[first];
  input.first_row = first;
  input.events = picture.events;
  input.size = style.size;
  input.colour = style.colour;
  return plot_terminal(input);
}

const Event* strongest(const DetectionRun& run) {
  const auto& events = run.detection.events;
  const auto found =
      std::max_element(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.score < b.score; });
  return found == events.end() ? nullptr : &*found;
}

std::size_t channel_number(const DetectionRun& run, const Event* event) {
  if (event == nullptr) return 0;
  const auto& names = run.detection.channels;
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), event->channels.front().name) - names.begin());
}

/// Rows around an event: about five times as many as it has, at least `kCloseUpRows`.
std::pair<std::size_t, std::size_t> close_up(const Event& event, std::size_t rows) {
  const std::size_t length = event.end_index - event.start_index + 1;
  const std::size_t count = std::min(rows, std::max(kCloseUpRows, 5 * length));
  const std::size_t middle = (event.start_index + event.end_index) / 2;
  const std::size_t first = middle > count / 2 ? middle - count / 2 : 0;
  return {std::min(first, rows - count), count};
}

std::string quoted(const std::string& word) {
  if (!word.empty() && word.find_first_of(" \"'$&;|<>()*\\`") == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string repeat_command(const std::string& file, const Settings& settings) {
  std::string command = "tidegate detect " + quoted(file);
  for (const auto& [name, value] : settings.all())
    command += " --" + name + (value == "true" ? "" : " " + quoted(value));
  return command;
}

std::vector<ReportSetting> report_settings(const Detector& detector, const Settings& settings) {
  std::vector<ReportSetting> list;
  for (const OptionInfo& option : detector_options()) {
    const bool set = settings.has(option.name);
    const std::string value = option_text(detector.config(), option.name);
    const auto origin = set                     ? ReportSetting::Origin::kSet
                        : value == option.value ? ReportSetting::Origin::kDefault
                                                : ReportSetting::Origin::kFound;
    list.push_back({option.stage, option.name, value, origin});
  }
  return list;
}

}  // namespace

void draw_plot(const Series& series, const DetectionRun& run, bool to_output, const Console& console) {
  PlotStyle style = terminal_style(to_output ? 1 : 2);
  style.size.height = std::min(style.size.height, 18);
  const Event* event = strongest(run);
  const std::size_t channel = channel_number(run, event);
  const std::string name = run.detection.channels[channel];
  std::string text = draw(series, run, name, channel, 0, series.rows.size(), style) + "\n";
  if (event != nullptr && series.rows.size() > 2 * kCloseUpRows) {
    const auto [first, count] = close_up(*event, series.rows.size());
    text += draw(series, run, name + ", close-up of the strongest event", channel, first, count, style) + "\n";
  }
  if (!to_output && console.quiet) return;
  std::FILE* stream = to_output ? stdout : stderr;
  std::fputs(text.c_str(), stream);
  std::fflush(stream);  // the table that follows is written past stdio
}

Status write_report_page(const Series& series, const Fitted& fitted, const DetectionRun& run, const std::string& file,
                         const Settings& settings, const Console& console) {
  const ReportInput input{.series = series,
                          .detector = fitted.detector,
                          .trace = run.trace,
                          .events = run.detection.events,
                          .training_events = run.training_events,
                          .trained_on = run.detection.trained_on,
                          .command = repeat_command(file, settings),
                          .settings = report_settings(fitted.detector, settings),
                          .spelling = spelled_as_flag};
  const std::string path = settings.text("report");
  auto out = OutputFile::create(path);
  if (!out) return out.error();
  if (auto written = write_report(build_report(input), *out); !written) return written;
  if (auto done = out->commit(); !done) return done;
  console.say("report written to " + path);
  return {};
}

}  // namespace tidegate::cli
