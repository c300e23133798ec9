#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "render/json_number.h"
#include "tidegate/render.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

std::string shown(const char* form, double value) {
  char text[64];
  std::snprintf(text, sizeof text, form, value);
  return text;
}

std::string rows_words(std::size_t rows, const Correlation& found) {
  const std::string count = std::to_string(rows) + (rows == 1 ? " row" : " rows");
  return found.step_seconds == 0 ? count
                                 : count + " (" + rough_time(static_cast<double>(rows) * found.step_seconds) + ")";
}

/// "0.23 %", "2.8 %", "100 %"
std::string share_text(double share) { return shown(share < 0.1 ? "%.2g %%" : "%.0f %%", 100 * share); }

std::string share_words(const LagFinding& finding) {
  if (finding.stretches_elsewhere == 0) return "no other stretch to compare with";
  if (finding.share_elsewhere == 0) return "none of " + std::to_string(finding.stretches_elsewhere);
  return share_text(finding.share_elsewhere);
}

/// "0.2 % of the other stretches correlate as strongly"
std::string usual_words(const LagFinding& finding) {
  const std::string count = std::to_string(finding.stretches_elsewhere);
  if (finding.stretches_elsewhere == 0) return "no other stretch to compare with";
  if (finding.share_elsewhere == 0) return "none of " + count + " other stretches correlates as strongly";
  return share_text(finding.share_elsewhere) + " of the other stretches correlate as strongly";
}

/// "b changed 3 rows before a, in the same direction (0.91; 0.2 % of the other stretches correlate as strongly)"
std::string sentence_of(const CorrelatedSeries& other, const Correlation& found) {
  const LagFinding& finding = other.finding;
  const auto distance = static_cast<std::size_t>(std::abs(finding.lag));
  const std::string when =
      distance == 0 ? "together with " : rows_words(distance, found) + (finding.lag < 0 ? " before " : " after ");
  return other.name + " changed " + when + found.series +
         (finding.coefficient < 0 ? ", in the opposite direction" : ", in the same direction") + " (" +
         shown("%.2f", finding.coefficient) + "; " + usual_words(finding) + ")";
}

std::string reading_of(const Correlation& found) {
  std::string text;
  for (const CorrelatedSeries& other : found.others)
    if (other.stands_out) text += (text.empty() ? "" : "; ") + sentence_of(other, found);
  if (!text.empty()) return text + ". This is a hint where to look, not evidence of a cause.";
  const LagFinding& first = found.others.front().finding;
  if (std::isnan(first.coefficient)) return "No series has enough varying values around this event.";
  const bool few = !enough_elsewhere(first, found.stretch.rows);
  return (few ? "Too few other stretches for a comparison; strongest: " : "No series stands out; strongest: ") +
         sentence_of(found.others.front(), found) + ".";
}

std::string moment_words(const Correlation& found) {
  std::string text = "rows " + std::to_string(found.first) + "–" + std::to_string(found.last);
  if (!found.first_time) return text;
  return text + ", " + format_time(*found.first_time, found.first_offset) + " – " +
         format_time(*found.last_time, found.last_offset);
}

Json json_of(const CorrelatedSeries& other, const Correlation& found) {
  const LagFinding& finding = other.finding;
  const bool none = std::isnan(finding.coefficient);
  return {
      {"series", other.name},
      {"lag", none ? Json(nullptr) : Json(finding.lag)},
      {"lag_seconds",
       none || found.step_seconds == 0 ? Json(nullptr) : Json(static_cast<double>(finding.lag) * found.step_seconds)},
      {"coefficient", number_or_null(finding.coefficient)},
      {"share_elsewhere", number_or_null(finding.share_elsewhere)},
      {"stretches_elsewhere", finding.stretches_elsewhere},
      {"stands_out", other.stands_out}};
}

}  // namespace

std::string format_correlation_text(const Correlation& found) {
  const RowStretch& stretch = found.stretch;
  std::string text = "Event in " + found.series + ": " + moment_words(found) + "\n" + signal_words(found.signal) +
                     " of rows " + std::to_string(stretch.first) + "–" +
                     std::to_string(stretch.first + stretch.rows - 1) + " correlated with those of " +
                     std::to_string(found.others.size()) + " other series, at lags of up to " +
                     std::to_string(found.max_lag) + " rows\n\n";
  std::size_t width = 6;
  for (const CorrelatedSeries& other : found.others) width = std::max(width, characters(other.name));
  text += "series" + std::string(width - 6, ' ') + "   lag  coefficient  as strong elsewhere\n";
  for (const CorrelatedSeries& other : found.others) {
    const bool none = std::isnan(other.finding.coefficient);
    text += other.name + std::string(width - characters(other.name), ' ') +
            (none ? "     –            –  –\n"
                  : shown(" %+5.0f", static_cast<double>(other.finding.lag)) +
                        shown("  %11.2f  ", other.finding.coefficient) + share_words(other.finding) + "\n");
  }
  return text + "\n" + reading_of(found) + "\n";
}

std::string format_correlation_json(const Correlation& found) {
  const RowStretch& stretch = found.stretch;
  Json others = Json::array();
  for (const CorrelatedSeries& other : found.others) others.push_back(json_of(other, found));
  const Json json = {{"tidegate", kVersion},
                     {"of", signal_words(found.signal)},
                     {"series", found.series},
                     {"event", {{"start_index", found.first}, {"end_index", found.last}}},
                     {"stretch", {{"first", stretch.first}, {"last", stretch.first + stretch.rows - 1}}},
                     {"max_lag", found.max_lag},
                     {"step_seconds", found.step_seconds == 0 ? Json(nullptr) : Json(found.step_seconds)},
                     {"reading", reading_of(found)},
                     {"others", others}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tidegate
