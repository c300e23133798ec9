#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "base/text.h"
#include "page/base64.h"
#include "page/page_text.h"
#include "page/report_json.h"
#include "page/report_page.h"
#include "tidegate/report.h"

namespace tidegate {
namespace {

bool fits(const std::vector<float>& array, std::size_t rows) { return array.empty() || array.size() == rows; }

Status check_channel(const ReportChannel& channel, std::size_t rows) {
  const bool whole = channel.value.size() == rows && fits(channel.expected, rows) && fits(channel.lower, rows) &&
                     channel.lower.size() == channel.upper.size();
  if (whole) return {};
  return fail(ErrorKind::kData, "report: the arrays of channel '" + channel.channel.name +
                                    "' do not have one entry for each of the " + plural(rows, "row"));
}

bool lies_within(const Event& event, std::size_t rows) {
  const auto within = [rows](std::size_t first, std::size_t last) { return first <= last && last < rows; };
  return within(event.start_index, event.end_index) &&
         (!event.similar || within(event.similar->start_index, event.similar->end_index)) &&
         std::ranges::all_of(event.mattered, [&](const MatteringRow& row) { return within(0, row.index); });
}

Status check_events(const Report& report, std::size_t rows) {
  for (const ReportEvent& e : report.events) {
    if (!lies_within(e.event, rows) || e.event.channels.empty()) {
      return fail(ErrorKind::kData, "report: an event at rows " + std::to_string(e.event.start_index) + " to " +
                                        std::to_string(e.event.end_index) + " is outside the " + plural(rows, "row") +
                                        ", or has no channel");
    }
  }
  return {};
}

/// Everything the page would trip over later, found before the first byte is written.
Status check_report(const Report& report) {
  const std::size_t rows = report.source.rows;
  for (const ReportChannel& channel : report.channels) {
    if (Status checked = check_channel(channel, rows); !checked) return checked;
  }
  const bool score_fits = report.score.values.size() == rows && fits(report.score.thresholds, rows);
  if (!score_fits || (!report.time.empty() && report.time.size() != rows)) {
    return fail(ErrorKind::kData,
                "report: score, threshold or time do not have one entry for each of the " + plural(rows, "row"));
  }
  return check_events(report, rows);
}

Status write_array(const ReportArray& array, std::size_t number, const PageWriter& write) {
  const bool single = std::holds_alternative<std::span<const float>>(array);
  const std::size_t length = std::visit([](const auto& values) { return values.size(); }, array);
  const std::string open = "<script type=\"text/plain\" id=\"a" + std::to_string(number) + "\" data-dtype=\"" +
                           (single ? "f32" : "f64") + "\" data-length=\"" + std::to_string(length) + "\">";
  if (Status written = write(open); !written) return written;
  Status body = std::visit([&](const auto& values) { return write_base64(values, write); }, array);
  return body ? write("</script>\n") : body;
}

Status write_all(std::initializer_list<std::string_view> pieces, const PageWriter& write) {
  for (const std::string_view piece : pieces) {
    if (Status written = write(piece); !written) return written;
  }
  return {};
}

}  // namespace

Status write_report(const Report& report, const PageWriter& write) {
  const ReportPage page = report_page();
  if (page.head.empty()) {
    return no_page_error();
  }
  if (Status checked = check_report(report); !checked) return checked;
  const ReportDescription description = describe_report(report);
  Status status = write_all({page.head, escape_html(report.title), " \u00b7 Tidegate report", page.middle}, write);
  for (std::size_t k = 0; k < description.arrays.size() && status; ++k) {
    status = write_array(description.arrays[k], k, write);
  }
  if (!status) return status;
  return write_all(
      {R"(<script type="application/json" id="tidegate-report">)", description.json, "</script>\n", page.tail}, write);
}

}  // namespace tidegate
