#include <string>
#include <utility>
#include <vector>

#include "page/report_sections.h"
#include "page/report_time.h"

namespace tidegate {
namespace {

constexpr std::size_t kMostRuns = 2000;  // beyond, an array of stamps is smaller

Json runs_json(const std::vector<TimeRun>& runs) {
  Json out = Json::array();
  for (const TimeRun& run : runs) {
    out.push_back({run.first_row, milliseconds(run.start), static_cast<double>(run.step.count()) / 1e6});
  }
  return out;
}

std::vector<double> milliseconds_of(const std::vector<Timestamp>& time) {
  std::vector<double> out;
  out.reserve(time.size());
  for (const Timestamp t : time) out.push_back(milliseconds(t));
  return out;
}

Json band_json(const ReportChannel& channel, ArrayCollector& arrays) {
  if (channel.lower.empty()) return nullptr;
  return {{"lower", arrays.add(channel.lower)}, {"upper", arrays.add(channel.upper)}};
}

Json channel_json(const ReportChannel& channel, ArrayCollector& arrays) {
  Json out{{"name", channel.channel.name}, {"unit", channel.channel.unit}, {"value", arrays.add(channel.value)}};
  put(out, "expected", arrays.add(channel.expected));
  put(out, "band", band_json(channel, arrays));
  put(out, "sigma", channel.deviation);
  if (channel.offset != 0) out["offset"] = channel.offset;
  return out;
}

}  // namespace

Json source_json(const Report& report) {
  const ReportSource& source = report.source;
  Json out{{"name", source.name}, {"rows", source.rows}};
  if (source.bytes > 0) out["bytes"] = source.bytes;
  if (!source.step.empty()) out["step"] = source.step;
  if (!source.time_column.empty()) out["time_column"] = source.time_column;
  Json offsets = Json::array();
  for (const auto& [from, minutes] : offset_changes(report.time, report.utc_offset_minutes)) {
    offsets.push_back({milliseconds(from), minutes});
  }
  if (!offsets.empty()) out["utc_offsets"] = offsets;
  return out;
}

Json time_json(const Report& report, ArrayCollector& arrays) {
  Json out{{"kind", report.time.empty() ? "rows" : "time"}, {"length", report.source.rows}};
  if (report.time.empty()) return out;
  const double step = static_cast<double>(report.step.count()) / 1e6;
  const double gap = report.gap.count() > 0 ? static_cast<double>(report.gap.count()) / 1e6 : 1.5 * step;
  out["step_ms"] = step;
  if (gap > 0) out["gap_ms"] = gap;
  const std::vector<TimeRun> runs = time_runs(report.time, kMostRuns);
  if (runs.empty())
    out["ms"] = arrays.add(milliseconds_of(report.time));
  else
    out["runs"] = runs_json(runs);
  return out;
}

Json channels_json(const Report& report, ArrayCollector& arrays) {
  Json out = Json::array();
  for (const ReportChannel& channel : report.channels) out.push_back(channel_json(channel, arrays));
  return out;
}

Json score_json(const ReportScore& score, ArrayCollector& arrays) {
  Json out{{"values", arrays.add(score.values)},
           {"name", score.name},
           {"words", score.words},
           {"scale", score.logarithmic ? "log" : "linear"}};
  if (!score.threshold_words.empty()) out["threshold_words"] = score.threshold_words;
  if (score.thresholds.empty())
    out["threshold"] = {{"kind", "constant"}, {"value", score.threshold}};
  else
    out["threshold"] = {{"kind", "array"}, {"values", arrays.add(score.thresholds)}};
  return out;
}

}  // namespace tidegate
