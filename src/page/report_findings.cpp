#include <cmath>
#include <string>
#include <utility>

#include "event/severity.h"
#include "page/report_sections.h"
#include "tidegate/series.h"

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

Json mattering_json(const MatteringRow& row, std::int16_t offset) {
  return {{"index", row.index},
          {"time", stamp_json(row.time, offset)},
          {"share", row.share},
          {"score_without", row.score_without}};
}

Json similar_json(const SimilarStretch& similar, std::int16_t offset) {
  return {{"start_index", similar.start_index},         {"end_index", similar.end_index},
          {"start", stamp_json(similar.start, offset)}, {"end", stamp_json(similar.end, offset)},
          {"context_before", similar.context_before},   {"distance", similar.distance}};
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
           {"after_gap_s", found.after_gap_seconds}};
  for (const EventChannel& channel : e.channels) out["channels"].push_back(event_channel_json(channel));
  if (!e.kind.empty()) {
    out["kind_confidence"] = e.kind_confidence;
    out["kind_reason"] = e.kind_reason;
  }
  if (!e.scorer_reason.empty()) out["scorer_reason"] = e.scorer_reason;
  out["peak_score"] = e.peak_score;
  out["mattered"] = Json::array();
  for (const MatteringRow& row : e.mattered) out["mattered"].push_back(mattering_json(row, e.utc_offset_minutes));
  out["similar"] = e.similar ? similar_json(*e.similar, e.utc_offset_minutes) : Json(nullptr);
  return out;
}

Json range_json(const RowRange& range) { return Json::array({range.begin, range.end - 1}); }

}  // namespace tidegate
