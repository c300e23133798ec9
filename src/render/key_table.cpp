#include "render/key_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/text.h"
#include "event/severity.h"

namespace tidegate {
namespace {

using KeyLine = std::array<std::string, 5>;

KeyLine key_line(const KeySummary& key, double threshold) {
  return {key.key, std::to_string(key.rows), std::to_string(key.events),
          std::string(severity_word(key.severity)) + " " + std::to_string(std::lround(key.severity)),
          round_text(key.score, 3) + " (" + round_text(key.score / threshold, 2) + "×)"};
}

std::string table_text(const std::vector<KeyLine>& lines) {
  std::array<std::size_t, 5> widths{};
  for (const KeyLine& line : lines)
    for (std::size_t c = 0; c < line.size(); ++c) widths[c] = std::max(widths[c], characters(line[c]));
  std::string out;
  for (const KeyLine& line : lines) {
    for (std::size_t c = 0; c < line.size(); ++c) {
      const std::string padding(widths[c] - characters(line[c]), ' ');
      const bool right = c == 1 || c == 2;
      out += (c == 0 ? "" : "  ") + (right ? padding + line[c] : line[c] + (c + 1 < line.size() ? padding : ""));
    }
    out += '\n';
  }
  return out;
}

}  // namespace

std::string format_key_table(const KeyedResults& keyed, double threshold) {
  const auto with_events =
      static_cast<std::size_t>(std::ranges::count_if(keyed.keys, [](const KeySummary& key) { return key.events > 0; }));
  if (with_events == 0) return "";
  std::vector<KeyLine> lines = {{keyed.column, "rows", "events", "severity", "highest score"}};
  for (std::size_t i = 0; i < std::min(with_events, kMostKeysTold); ++i)
    lines.push_back(key_line(keyed.keys[i], threshold));
  std::string out = "\n" + table_text(lines);
  if (with_events > kMostKeysTold)
    out += "… and " + count_text(with_events - kMostKeysTold) + " more series with events\n";
  return out;
}

}  // namespace tidegate
