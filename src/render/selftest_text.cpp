#include <cmath>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "render/json_number.h"
#include "render/table.h"
#include "tidegate/render.h"

namespace tidegate {
namespace selftest_text {  // rooms may compile as one file
namespace {

using Json = nlohmann::ordered_json;
using Fields = std::vector<std::string>;

std::string percent(const SizeFinds& finds) {
  if (finds.planted == 0) return "–";
  return std::to_string(static_cast<int>(
             std::lround(100 * static_cast<double>(finds.found) / static_cast<double>(finds.planted)))) +
         " %";
}

bool has_size(const KindLimit& kind) { return !kind.sizes.empty() && !std::isnan(kind.sizes.front().size); }

/// "4 rows (20 min)"
std::string delay_words(double rows, Duration step) {
  if (std::isnan(rows)) return "–";
  const auto count = static_cast<std::size_t>(rows);
  const std::string words = plural(count, "row");
  if (count == 0 || step.count() <= 0) return words;
  return words + " (" + seconds_text(rows * std::chrono::duration<double>(step).count()) + ")";
}

/// Of a kind without sizes whether enough of it are found.
std::string limit_words(const KindLimit& kind, double found_share) {
  if (!has_size(kind)) {
    const bool enough = !kind.sizes.empty() && static_cast<double>(kind.sizes.front().found) >=
                                                   found_share * static_cast<double>(kind.sizes.front().planted);
    return enough ? "found" : "not found";
  }
  return std::isnan(kind.limit) ? "none of these" : "≥ " + round_text(kind.limit) + " σ";
}

double delay_of(const KindLimit& kind) {
  return has_size(kind) || kind.sizes.empty() ? kind.median_delay : kind.sizes.front().median_delay;
}

/// The sizes of the first kind that has some: all have the same.
std::vector<double> sizes_of(const Selftest& made) {
  std::vector<double> sizes;
  for (const KindLimit& kind : made.kinds) {
    if (!has_size(kind)) continue;
    for (const SizeFinds& finds : kind.sizes) sizes.push_back(finds.size);
    break;
  }
  return sizes;
}

std::string false_words(const Selftest& made) {
  std::string words = plural(made.events, "event") + " in the rows as they are";
  if (std::isnan(made.days) || made.days <= 0) return words + ".\n";
  return words + ", in " + round_text(made.days, 3) +
         " days: " + round_text(static_cast<double>(made.events) / made.days, 3) +
         " a day; if these rows are normal, they are false.\n";
}

}  // namespace
}  // namespace selftest_text

std::string format_selftest_text(const Selftest& made) {
  using namespace selftest_text;
  const std::vector<double> sizes = sizes_of(made);
  std::vector<Fields> lines = {{"kind", "rows"}};
  for (const double size : sizes) lines[0].push_back(round_text(size) + " σ");
  const std::string share = std::to_string(static_cast<int>(std::lround(100 * made.found_share))) + " %";
  lines[0].insert(lines[0].end(), {share + " found", "median delay"});
  for (const KindLimit& kind : made.kinds) {
    Fields line = {kind.kind, std::to_string(kind.rows)};
    for (std::size_t i = 0; i < sizes.size(); ++i) line.push_back(has_size(kind) ? percent(kind.sizes[i]) : "");
    if (!has_size(kind) && !sizes.empty()) line[2] = kind.sizes.empty() ? "" : percent(kind.sizes.front());
    line.push_back(limit_words(kind, made.found_share));
    line.push_back(delay_words(delay_of(kind), made.step));
    lines.push_back(std::move(line));
  }
  std::string text = "Planted into " + made.source + ", " + count_text(made.rows) + " rows with a score, " +
                     plural(made.channels, "channel") +
                     (made.series > 1 ? " of " + count_text(made.series) + " series" : "") +
                     ", one anomaly at a time; σ is the standard deviation of the channel.\n\n" + aligned(lines) +
                     "\n" + false_words(made);
  if (made.trained_on_them)
    text += "The detector was trained on data of this name: on rows it has not seen it will find less.\n";
  return text;
}

std::string format_selftest_json(const Selftest& made) {
  using namespace selftest_text;
  Json kinds = Json::array();
  for (const KindLimit& kind : made.kinds) {
    Json sizes = Json::array();
    for (const SizeFinds& finds : kind.sizes)
      sizes.push_back({{"size", number_or_null(finds.size)},
                       {"planted", finds.planted},
                       {"found", finds.found},
                       {"median_delay", number_or_null(finds.median_delay)}});
    kinds.push_back({{"kind", kind.kind},
                     {"rows", kind.rows},
                     {"limit", number_or_null(kind.limit)},
                     {"median_delay", number_or_null(kind.median_delay)},
                     {"sizes", sizes}});
  }
  const Json json = {{"tidegate", kVersion},
                     {"source", made.source},
                     {"rows", made.rows},
                     {"series", made.series},
                     {"channels", made.channels},
                     {"found_share", made.found_share},
                     {"events", made.events},
                     {"days", number_or_null(made.days)},
                     {"trained_on_them", made.trained_on_them},
                     {"kinds", kinds}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tidegate
