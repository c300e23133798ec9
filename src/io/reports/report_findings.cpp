#include <cmath>
#include <string>
#include <utility>

#include "event/severity.h"
#include "io/reports/report_sections.h"
#include "tidegate/time_text.h"

namespace tidegate {
namespace {

/// Score ÷ threshold at which a severity is reached: the inverse of `severity` (event/severity.h).
double ratio_of_severity(double severity) { return std::pow(1 - severity / 100, -1 / 0.9); }

Json event_channel_json(const EventChannel& c) {
  return {{"name", c.name},   {"value", c.value}, {"expected", c.expected},
          {"lower", c.lower}, {"upper", c.upper}, {"share", c.share}};
}

Json stamp_json(const std::optional<Timestamp>& time, std::int16_t offset) {
  return time ? Json(format_time(*time, offset)) : Json(nullptr);
}

Json nearest_normal_json(const NearestNormal& normal) {
  return {{"start_index", normal.start_index},
          {"distance", normal.distance},
          {"context_before", normal.context_before},
          {"context_after", normal.context_after}};
}

}  // namespace

Json severity_levels_json() {
  Json out = Json::array();
  for (const double from : {0.0, 25.0, 50.0, 75.0}) {
    out.push_back({{"name", severity_word(from)}, {"from", from}, {"from_ratio", ratio_of_severity(from)}});
  }
  return out;
}

Json event_json(const ReportEvent& found) {
  const Event& e = found.event;
  Json out{{"start", stamp_json(e.start, e.utc_offset_minutes)},
           {"end", stamp_json(e.end, e.utc_offset_minutes)},
           {"peak", stamp_json(e.peak, e.utc_offset_minutes)},
           {"start_index", e.start_index},
           {"end_index", e.end_index},
           {"peak_index", e.peak_index},
           {"severity", std::llround(e.severity)},
           {"score", e.score},
           {"kind", e.kind.empty() ? Json(nullptr) : Json(e.kind)},
           {"channels", Json::array()},
           {"direction", e.direction},
           {"flagged_rows", e.flagged_rows},
           {"part", found.in_training ? "train" : "scored"},
           {"excluded_from_fit", found.excluded_from_fit},
           {"after_gap_s", found.after_gap_seconds}};
  for (const EventChannel& channel : e.channels) out["channels"].push_back(event_channel_json(channel));
  if (!e.kind.empty()) {
    out["kind_confidence"] = e.kind_confidence;
    out["kind_reason"] = e.kind_reason;
  }
  if (found.nearest_normal) out["nearest_normal"] = nearest_normal_json(*found.nearest_normal);
  return out;
}

Json range_json(const RowRange& range) { return Json::array({range.first, range.last}); }

}  // namespace tidegate
