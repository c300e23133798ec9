#include <nlohmann/json.hpp>

#include "base/text.h"
#include "tidegate/render.h"

namespace tidegate {

std::string format_size_text(const SetSize& sized, std::size_t series, Spelling spelling) {
  const DetectorSize& size = sized.size;
  const auto n = static_cast<double>(series);
  const std::string count = std::to_string(series) + " series";
  const auto line = [](const std::string& key, const std::string& value) {
    return key + std::string(key.size() < 18 ? 18 - key.size() : 1, ' ') + value + "\n";
  };
  std::string text = line("detector", sized.detector + " on " + std::to_string(sized.channels) +
                                          (sized.channels == 1 ? " channel" : " channels") + ", " +
                                          std::to_string(size.weights) + " weights");
  text += line("model file", bytes_text(static_cast<double>(size.file)));
  text += line("in memory", bytes_text(static_cast<double>(size.detector)) + ", shared by all streams");
  text += line("per stream", bytes_text(static_cast<double>(size.stream)) + " alone, " +
                                 bytes_text(static_cast<double>(size.pooled)) + " in a pool" +
                                 (size.kinds == 0 ? std::string()
                                                  : "; " + bytes_text(static_cast<double>(size.kinds)) +
                                                        " of these for kinds of events (" +
                                                        option_named("kinds", "off") + " saves them)"));
  if (sized.rows > 0)
    text += line("training", "at most " + bytes_text(static_cast<double>(size.training)) + " per thread, plus the " +
                                 std::to_string(sized.rows) + " rows");
  text += line(count, bytes_text(static_cast<double>(size.detector) + n * static_cast<double>(size.pooled)) +
                          " in a pool with one detector; " +
                          bytes_text(n * static_cast<double>(size.detector + size.stream)) + " with a detector each");
  return spell(text, spelling);
}

std::string format_size_json(const SetSize& sized, std::size_t series) {
  const DetectorSize& size = sized.size;
  const nlohmann::ordered_json json = {
      {"detector", sized.detector},
      {"channels", sized.channels},
      {"weights", size.weights},
      {"file_bytes", size.file},
      {"detector_bytes", size.detector},
      {"stream_bytes", size.stream},
      {"pooled_series_bytes", size.pooled},
      {"kinds_bytes", size.kinds},
      {"training_bytes", sized.rows > 0 ? nlohmann::ordered_json(size.training) : nlohmann::ordered_json()},
      {"training_rows", sized.rows},
      {"series", series},
      {"shared_bytes", size.detector + series * size.pooled},
      {"own_bytes", series * (size.detector + size.stream)}};
  return json.dump() + "\n";
}

}  // namespace tidegate
