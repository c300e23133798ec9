#include <algorithm>
#include <cmath>

#include "tidegate/render.h"

namespace tidegate {
namespace {

constexpr std::size_t kCloseUpRows = 240;

/// What is drawn.
struct Seen {
  const Detection& detection;
  const DetectionRun& run;

  const Series& series() const { return run.table.table; }
};

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

Picture picture_of(const Seen& seen, std::size_t channel, std::size_t first, std::size_t count) {
  Picture picture;
  picture.offset = usual_value(seen.run.trace.value, channel);
  picture.values = column(seen.run.trace.value, channel, first, count, picture.offset);
  picture.expected = column(seen.run.trace.expected, channel, first, count, picture.offset);
  picture.lower = column(seen.run.trace.lower, channel, first, count, picture.offset);
  picture.upper = column(seen.run.trace.upper, channel, first, count, picture.offset);
  picture.score = column(seen.run.trace.score, 0, first, count, 0);
  for (std::size_t i = 0; i < seen.detection.events.size(); ++i) {
    const Event& event = seen.detection.events[i];
    if (event.end_index < first || event.start_index >= first + count) continue;
    picture.events.push_back(
        {std::max(event.start_index, first) - first, std::min(event.end_index, first + count - 1) - first, i + 1});
  }
  return picture;
}

std::string draw(const Seen& seen, const std::string& title, std::size_t channel, std::size_t first, std::size_t count,
                 const PlotStyle& style) {
  const Picture picture = picture_of(seen, channel, first, count);
  PlotInput input;
  input.title = title;
  input.values = picture.values;
  input.expected = picture.expected;
  input.lower = picture.lower;
  input.upper = picture.upper;
  input.offset = picture.offset;
  input.score = picture.score;
  input.threshold = seen.detection.threshold;
  if (seen.series().rows.has_time()) input.time = std::span(seen.series().rows.time).subspan(first, count);
  if (!seen.series().rows.utc_offset_minutes.empty())
    input.utc_offset_minutes = seen.series().rows.utc_offset_minutes[first];
  input.first_row = first;
  input.events = picture.events;
  input.size = style.size;
  input.colour = style.colour;
  return plot_terminal(input);
}

const Event* strongest(const Seen& seen) {
  const auto& events = seen.detection.events;
  const auto found =
      std::max_element(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.score < b.score; });
  return found == events.end() ? nullptr : &*found;
}

std::size_t channel_number(const Seen& seen, const Event* event) {
  if (event == nullptr) return 0;
  const auto& names = seen.detection.channels;
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

}  // namespace

std::string plot_detection(const Detection& detection, const DetectionRun& run, const PlotStyle& style) {
  const Seen seen{detection, run};
  const std::size_t rows = seen.series().rows.size();
  const Event* event = strongest(seen);
  const std::size_t channel = channel_number(seen, event);
  const std::string& name = detection.channels[channel];
  std::string text = draw(seen, name, channel, 0, rows, style) + "\n";
  if (event == nullptr || rows <= 2 * kCloseUpRows) return text;
  const auto [first, count] = close_up(*event, rows);
  return text + draw(seen, name + ", close-up of the strongest event", channel, first, count, style) + "\n";
}

}  // namespace tidegate
